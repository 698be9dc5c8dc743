"""Whole lists in one answer, sent as they are read: CSV for a spreadsheet, JSON Lines for a program."""

from collections.abc import Callable, Iterator, Sequence
from http import HTTPStatus
from typing import Any, Literal, TypeVar

from django.http import StreamingHttpResponse
from django.utils import timezone
from ninja import Path, Query, Router, Schema

from claims.api import claims, statements
from claims.api.access import Request
from claims.api.answers import in_another_form, reads
from claims.api.filters import ClaimQuery, Number, StatementQuery
from claims.api.shapes.claims import ClaimSummary
from claims.api.shapes.said import Statement, StatementWithClaims
from claims.queries.slices import every_line
from claims.queries.statements import STATEMENT_ORDER, filtered
from claims.spreadsheet import MEDIA_TYPE, Columns, csv_lines

router = Router(tags=["exports"])
Format = Literal["csv", "jsonl"]
MEDIA_TYPES: dict[str, str] = {"csv": MEDIA_TYPE, "jsonl": "application/jsonl; charset=utf-8"}
DESCRIBED = in_another_form("text/csv", "application/jsonl")

Item = TypeVar("Item", bound=Schema)


@router.get(
    "/claims.{format}", response=reads(None), url_name="export-claims", operation_id="export_claims",
    openapi_extra=DESCRIBED,
)  # fmt: skip
def export_claims(request: Request, format: Path[Format], wanted: Query[ClaimQuery]) -> StreamingHttpResponse:  # noqa: A002
    """All claims that fit, with the parameters of their list."""
    rows, order = claims.asked_for(request, request.auth)
    return _sent("claims", format, every_line(rows, order, claims.summaries), CLAIM_COLUMNS)


@router.get(
    "/claims/{number}/export.{format}", response=reads(None, HTTPStatus.NOT_FOUND), url_name="export-claim",
    operation_id="export_claim", openapi_extra=DESCRIBED,
)  # fmt: skip
def export_claim(request: Request, number: Path[Number], format: Path[Format]) -> StreamingHttpResponse:  # noqa: A002
    """One claim, as its row in the export of all."""
    return _sent(f"claim-{number}", format, iter([claims.summary_of(number)]), CLAIM_COLUMNS)


@router.get(
    "/statements.{format}", response=reads(None), url_name="export-statements", operation_id="export_statements",
    openapi_extra=DESCRIBED,
)  # fmt: skip
def export_statements(request: Request, format: Path[Format], wanted: Query[StatementQuery]) -> StreamingHttpResponse:  # noqa: A002
    """All statements that fit, with the parameters of their list."""
    lines = every_line(filtered(wanted.wanted()), STATEMENT_ORDER, statements.shapes)
    return _sent("statements", format, lines, STATEMENT_COLUMNS)


def _sent(what: str, form: str, items: Iterator[Item], columns: Columns[Item]) -> StreamingHttpResponse:
    lines = csv_lines(items, columns) if form == "csv" else (f"{item.model_dump_json()}\n" for item in items)
    name = f"{what}-{timezone.localdate().isoformat()}.{form}"
    return StreamingHttpResponse(
        (line.encode() for line in lines),
        status=HTTPStatus.OK,
        content_type=MEDIA_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _names(named: Sequence[Any]) -> str:
    return "; ".join(each.name for each in named)


def _chain(said: Statement) -> str:
    return " -> ".join(f"{step.name} ({step.note})" if step.note else step.name for step in said.chain)


def _of_lead(read: Callable[[Statement], Any]) -> Callable[[ClaimSummary], Any]:
    return lambda claim: read(claim.lead) if claim.lead else None


def _of_verdict(name: str) -> Callable[[ClaimSummary], Any]:
    return lambda claim: getattr(claim.verdict, name) if claim.verdict else None


CLAIM_COLUMNS: Columns[ClaimSummary] = {
    "id": lambda claim: claim.id,
    "headline": lambda claim: claim.headline,
    "lang": lambda claim: claim.lang,
    "type": lambda claim: claim.type,
    "speaker": _of_lead(lambda said: said.speaker.name),
    "role": _of_lead(lambda said: said.speaker.role),
    "about": _of_lead(lambda said: _names(said.about)),
    "words": _of_lead(lambda said: said.content),
    "chain": _of_lead(_chain),
    "kind": _of_lead(lambda said: said.kind),
    "modality": _of_lead(lambda said: said.modality),
    "confidence": _of_lead(lambda said: said.confidence),
    "standing": lambda claim: claim.numbers.standing,
    "articles": lambda claim: claim.numbers.articles,
    "outlets": lambda claim: claim.numbers.outlets,
    "origins": lambda claim: claim.numbers.origins,
    "independent": lambda claim: claim.numbers.independent,
    "interested": lambda claim: claim.numbers.interested,
    "unresolved": lambda claim: claim.numbers.unresolved,
    "verdict": _of_verdict("value"),
    "verdict_as_of": _of_verdict("as_of"),
    "verdict_by": _of_verdict("by"),
    "due_on": lambda claim: claim.due_on,
    "opened_at": lambda claim: claim.opened_at,
    "first_said_at": lambda claim: claim.first_said_at,
    "last_said_at": lambda claim: claim.last_said_at,
    "page": lambda claim: claim.page,
}
STATEMENT_COLUMNS: Columns[StatementWithClaims] = {
    "id": lambda said: said.id,
    "article": lambda said: said.article.id,
    "title": lambda said: said.article.title,
    "address": lambda said: said.article.address,
    "outlet": lambda said: said.article.outlet and said.article.outlet.name,
    "published_at": lambda said: said.article.published_at,
    "revision": lambda said: said.revision,
    "speaker": lambda said: said.speaker.name,
    "role": lambda said: said.speaker.role,
    "source": lambda said: said.speaker.written,
    "source_kind": lambda said: said.speaker.kind,
    "cue": lambda said: said.cue,
    "words": lambda said: said.content,
    "about": lambda said: _names(said.about),
    "chain": _chain,
    "lang": lambda said: said.lang,
    "kind": lambda said: said.kind,
    "polarity": lambda said: said.polarity,
    "modality": lambda said: said.modality,
    "confidence": lambda said: said.confidence,
    "claims": lambda said: " ".join(str(part.claim) for part in said.claims),
    "page": lambda said: said.page,
}
