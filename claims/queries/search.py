"""One question put to claims, articles and entities at once."""

from dataclasses import dataclass

from claims.fulltext import Question, read_question
from claims.models import Article, Claim, Relevance
from claims.queries.articles import ArticleLine, article_lines
from claims.queries.entities import EntityLine, entity_lines, found
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.words import containing, with_passages

SHOWN = 10


@dataclass(frozen=True)
class Found:
    """The first few of each, the most relevant first; the numbers count all of them."""

    question: Question
    claims: tuple[ClaimLine, ...]
    claims_total: int
    articles: tuple[ArticleLine, ...]
    articles_total: int
    entities: tuple[EntityLine, ...]
    entities_total: int

    @property
    def total(self) -> int:
        return self.claims_total + self.articles_total + self.entities_total


def find(typed: str) -> Found:
    question = read_question(typed)
    claims = containing(Claim.objects.all(), question)
    articles = containing(Article.objects.select_related("outlet").defer("provenance"), question)
    entities = found(typed)
    by_relevance = [Relevance(question.wanted)] if question.wanted else []
    return Found(
        question=question,
        claims=tuple(
            with_passages(claim_lines(claims.order_by(*by_relevance, "-last_said_at", "-pk")[:SHOWN]), question)
        ),
        claims_total=claims.count(),
        articles=tuple(article_lines(articles.order_by(*by_relevance, "-published_at", "-pk")[:SHOWN], question)),
        articles_total=articles.count(),
        entities=tuple(entity_lines(entities[:SHOWN])),
        entities_total=entities.count(),
    )
