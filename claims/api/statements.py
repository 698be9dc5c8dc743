"""Statements whatever article they stand in."""

from collections.abc import Sequence
from http import HTTPStatus

from ninja import Path, Query, Router

from claims.api import problems
from claims.api.access import Request
from claims.api.answers import reads
from claims.api.filters import Number, PageQuery, StatementQuery
from claims.api.paging import Page, page_of
from claims.api.shapes.said import StatementWithClaims, statement_with_claims
from claims.models import Statement
from claims.queries.said import statements_to_show
from claims.queries.statements import STATEMENT_ORDER, filtered, statement_lines

router = Router(tags=["statements"])


def shapes(statements: Sequence[Statement]) -> list[StatementWithClaims]:
    return [statement_with_claims(line) for line in statement_lines(statements)]


@router.get(
    "",
    response=reads(Page[StatementWithClaims], HTTPStatus.NOT_FOUND),
    url_name="statements",
    operation_id="statements",
)
def list_statements(
    request: Request, wanted: Query[StatementQuery], page: Query[PageQuery]
) -> Page[StatementWithClaims]:
    """What articles say today, the newest found first; “all_revisions” takes in what they said before."""
    return page_of(request, filtered(wanted.wanted()), STATEMENT_ORDER, page, shapes)


@router.get(
    "/{number}",
    response=reads(StatementWithClaims, HTTPStatus.NOT_FOUND),
    url_name="statement",
    operation_id="statement",
)
def one_statement(request: Request, number: Path[Number]) -> StatementWithClaims:
    """With its chain and the claims that it has part in."""
    found = shapes(list(statements_to_show().filter(pk=number)))
    if not found:
        raise problems.not_found()
    return found[0]
