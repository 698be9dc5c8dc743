"""Which quoted words are somebody's wording and which a name, a title or a term."""

from functools import lru_cache

import simplemma

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.tokens import Shape, Token

SHORTEST_WORDING = 4  # letters
LONGEST_TERM = 4  # words
SURELY_WORDING = 7  # words; a longer quotation is no name
LOOKED_AT = 40  # words of a quotation
QUOTATION_MARKS = "„“”\"»«'`‚‘’"


def is_fragment(tokens: list[Token], j: int) -> bool:
    """Words that somebody said: they have a word in lower case and no noun before them names them."""
    token = tokens[j]
    if token.shape is not Shape.QUOTE or (phrases.is_name_quote(token) and token.size > 1):
        return False
    if token.size > 1 and is_wording(token):
        return True
    inner = token.text.strip(QUOTATION_MARKS + " ")
    if inner[:1].isupper() and inner[-1:] not in ".,!?" and j > 0 and _is_named_by(tokens[j - 1]):
        return False
    if token.size <= LONGEST_TERM and j > 0 and (tokens[j - 1].is_capitalised or tokens[j - 1].shape is Shape.NUMBER):
        return False
    return token.size >= SURELY_WORDING or any(word.islower() and len(word) > 2 for word in inner.split()[:LOOKED_AT])


def _is_named_by(before: Token) -> bool:
    """das Projekt „Leise Halle“, die „Neue Karte“"""
    return before.is_capitalised or before.lower in phrases.DETERMINERS or phrases.is_adjective(before)


def is_wording(token: Token) -> bool:
    """Begins in small letters as no name or title does, in German: „besonders leise“, not „con energy“."""
    inner = token.text.strip(QUOTATION_MARKS + "[()] ,.!?")
    if not inner[:1].islower() or len(inner) < SHORTEST_WORDING:
        return False
    return token.size > LONGEST_TERM or all(_is_german(word) for word in inner.split() if word.isalpha())


@lru_cache(maxsize=16_384)
def _is_german(word: str) -> bool:
    return word[0].isupper() or bool(simplemma.is_known(word, lang="de"))


def nested_words(sentence: Sentence, token: Token, holder: Frame) -> Frame:
    """Quoted words inside what another frame has found: the same cue and the same source."""
    return Frame(
        "quote_nested",
        sentence.number,
        (token.span,),
        Kind.DIRECT,
        holder.cue,
        holder.source,
        holder.verb_class,
        fragment=True,
        inherits=holder.inherits,
        source_why=holder.source_why,
    )
