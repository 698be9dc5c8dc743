"""Through whom a statement came: whom its speaker told it, who reported it, what that report leans on.

The constructions that name a step are data (lexicon/<lang>/constructions.tsv). hops.py finds them in a sentence,
belonging.py gives them to the statements of that sentence, memory.py carries them through the article.
"""

from claims.extract.chain.article import ArticleChains

__all__ = ["ArticleChains"]
