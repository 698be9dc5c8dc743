"""Statements whatever article they stand in, narrowed by what a reader asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Link, Statement
from claims.queries.said import Said, all_said, statements_to_show

STATEMENT_ORDER = ("-pk",)  # the newest first: what was found last


@dataclass(frozen=True)
class StatementFilter:
    """Every field empty means every statement that an article makes today; `all_revisions` takes in the older ones.

    `q`: parts of its words or of its speaker's name, as they are written.
    """

    q: str = ""
    speaker: int | None = None
    about: int | None = None
    outlet: int | None = None
    article: int | None = None
    claim: int | None = None
    kind: str = ""
    modality: str = ""
    polarity: str = ""
    confidence: str = ""
    lang: str = ""
    all_revisions: bool = False


@dataclass(frozen=True)
class StatementLine:
    said: Said
    links: tuple[Link, ...]  # without those that a person rejected


def filtered(wanted: StatementFilter) -> QuerySet[Statement]:
    statements = statements_to_show()
    for word in wanted.q.split():
        statements = statements.filter(Q(content_text__icontains=word) | Q(speaker_name__icontains=word))
    columns = {
        "speaker": wanted.speaker,
        "revision__article__outlet": wanted.outlet,
        "revision__article": wanted.article,
        "revision__lang": wanted.lang,
        "kind": wanted.kind,
        "modality": wanted.modality,
        "polarity": wanted.polarity,
        "confidence": wanted.confidence,
    }
    statements = statements.filter(**{column: value for column, value in columns.items() if value})
    if wanted.about:
        named = Statement.about.through.objects.filter(statement=OuterRef("pk"), entity=wanted.about)
        statements = statements.filter(Exists(named))
    if wanted.claim:
        links = Link.objects.filter(statement=OuterRef("pk"), claim=wanted.claim, state__in=Link.COUNTED)
        statements = statements.filter(Exists(links))
    return statements if wanted.all_revisions else statements.filter(revision__superseded_at=None)


def statement_lines(statements: Iterable[Statement]) -> list[StatementLine]:
    shown = all_said(statements)
    links: dict[int, list[Link]] = {}
    rows = Link.objects.filter(statement__in=[each.statement for each in shown]).exclude(state=Link.State.REJECTED)
    for link in rows.order_by("pk"):
        links.setdefault(link.statement_id, []).append(link)
    return [StatementLine(each, tuple(links.get(each.statement.pk, ()))) for each in shown]
