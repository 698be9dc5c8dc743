"""One question put to claims, articles and entities at once."""

from dataclasses import dataclass

from django.db.models import F

from claims.models import Article, Claim
from claims.queries.articles import ArticleLine, article_lines
from claims.queries.entities import EntityLine, entity_lines, found
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.words import containing

SHOWN = 10


@dataclass(frozen=True)
class Found:
    """The first few of each; the numbers count all of them."""

    claims: tuple[ClaimLine, ...]
    claims_total: int
    articles: tuple[ArticleLine, ...]
    articles_total: int
    entities: tuple[EntityLine, ...]
    entities_total: int

    @property
    def total(self) -> int:
        return self.claims_total + self.articles_total + self.entities_total


def find(question: str) -> Found:
    claims = Claim.objects.filter(containing(question)).defer("search_text")
    claims = claims.order_by(F("last_said_at").desc(nulls_last=True), "-pk")
    articles = Article.objects.filter(containing(question)).select_related("outlet").defer("search_text", "provenance")
    entities = found(question)
    return Found(
        claims=tuple(claim_lines(claims[:SHOWN])),
        claims_total=claims.count(),
        articles=tuple(article_lines(articles[:SHOWN])),
        articles_total=articles.count(),
        entities=tuple(entity_lines(entities[:SHOWN])),
        entities_total=entities.count(),
    )
