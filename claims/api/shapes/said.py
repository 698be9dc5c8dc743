"""A statement: who said it, in which words, about whom, and over which chain."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from ninja import Field, Schema

from claims.api.addresses import absolute, api_address
from claims.models import Article, Entity, Link, Outlet, StatementSpan
from claims.queries.said import ChainStep, Said
from claims.queries.statements import StatementLine


class Named(Schema):
    """An entity or an outlet."""

    id: int
    name: str
    url: str = Field(description="its address in this API")


class Speaker(Schema):
    name: str = Field(description="“” where nobody is named")
    entity: Named | None = Field(description="null where it is nobody known")
    role: str = Field(description="on the day it was said; else the house that the article gives the speaker")
    written: str = Field(description="as the article has it")
    kind: str
    inferred: bool


class Step(Schema):
    name: str
    note: str = Field(description="by which way the words came there")
    inferred: bool
    why: str


class Quantity(Schema):
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    comparator: str


class Period(Schema):
    text: str
    first: date | None
    last: date | None


class ArticleNamed(Schema):
    id: int
    title: str
    url: str = Field(description="its address in this API")
    address: str = Field(description="where it was published; “urn:sha256:…” for pasted text")
    outlet: Named | None
    published_at: datetime | None


class Statement(Schema):
    id: int
    page: str = Field(description="its place on the page of its article")
    article: ArticleNamed
    revision: int
    speaker: Speaker
    cue: str
    content: str
    own_words: bool = Field(description="the content is what was said, word by word")
    about: list[Named]
    chain: list[Step] = Field(description="from the speaker to the article's own outlet")
    lang: str
    kind: str
    polarity: str
    modality: str
    confidence: str
    hedges: list[str]
    quantities: list[Quantity]
    dates: list[Period]
    is_past: bool
    why: str


class ClaimPart(Schema):
    claim: int
    url: str
    relation: str
    state: str


class StatementWithClaims(Statement):
    claims: list[ClaimPart]


class TextSpan(Schema):
    """Counted in Unicode characters of the revision's text; the end is not included."""

    role: str
    start: int
    end: int


def named_entity(entity: Entity) -> Named:
    return Named(id=entity.pk, name=entity.name, url=api_address("entity", entity.pk))


def named_outlet(outlet: Outlet | None) -> Named | None:
    return Named(id=outlet.pk, name=outlet.name, url=api_address("outlet", outlet.pk)) if outlet else None


def named_article(article: Article) -> ArticleNamed:
    return ArticleNamed(
        id=article.pk,
        title=article.title,
        url=api_address("article", article.pk),
        address=article.canonical_url,
        outlet=named_outlet(article.outlet),
        published_at=article.published_at,
    )


def statement(said: Said) -> Statement:
    return Statement(**_fields(said))


def statement_with_claims(line: StatementLine) -> StatementWithClaims:
    return StatementWithClaims(**_fields(line.said), claims=[claim_part(link) for link in line.links])


def claim_part(link: Link) -> ClaimPart:
    return ClaimPart(
        claim=link.claim_id, url=api_address("claim", link.claim_id), relation=link.relation, state=link.state
    )


def spans(found: Iterable[StatementSpan]) -> list[TextSpan]:
    return [TextSpan(role=span.role, start=span.start, end=span.end) for span in found]


def steps(chain: Iterable[ChainStep]) -> list[Step]:
    return [Step(name=step.name, note=step.note, inferred=step.inferred, why=step.why) for step in chain]


def _fields(said: Said) -> dict[str, Any]:
    row = said.statement
    article = row.revision.article
    return {
        "id": row.pk,
        "page": absolute(f"{reverse('article', args=[article.pk])}?revision={row.revision.number}#s{row.pk}"),
        "article": named_article(article),
        "revision": row.revision.number,
        "speaker": Speaker(
            name=said.speaker,
            entity=named_entity(row.speaker) if row.speaker else None,
            role=said.role,
            written=row.source_text,
            kind=row.source_kind,
            inferred=row.speaker_inferred,
        ),
        "cue": row.cue_text,
        "content": row.content_text,
        "own_words": said.are_own_words,
        "about": [named_entity(entity) for entity in said.about],
        "chain": steps(said.chain),
        "lang": said.lang,
        "kind": row.kind,
        "polarity": row.polarity,
        "modality": row.modality,
        "confidence": row.confidence,
        "hedges": row.hedges,
        "quantities": [_quantity(each) for each in row.quantities],
        "dates": [Period(text=each["text"], first=each["first"], last=each["last"]) for each in row.dates],
        "is_past": row.is_past,
        "why": row.why,
    }


def _quantity(stored: dict[str, Any]) -> Quantity:
    return Quantity(
        text=stored["text"],
        value=stored.get("value"),
        low=stored["low"],
        high=stored["high"],
        unit=stored.get("unit", ""),
        comparator=stored.get("comparator", ""),
    )
