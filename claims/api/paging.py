"""Pages that go on after a row: what comes in meanwhile shifts nothing, and nothing is told twice or left out."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema

from claims.api import problems
from claims.api.addresses import absolute
from claims.api.filters import PageQuery
from claims.queries.slices import Column, Order, Place, place_in, slice_of, stored

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")

# Signed, so that a place is one that we gave out and needs no second look; without a time, so that a page's ETag stays.
SIGNER = Signer(salt="claims.api.paging")


class Page(Schema, Generic[Item]):
    items: list[Item]
    next: str | None = Field(description="the address of the next page; null on the last one")


def page_of(
    request: HttpRequest,
    rows: QuerySet[Row],
    order: Order,
    asked: PageQuery,
    to_items: Callable[[Sequence[Row]], list[Item]],
) -> Page[Item]:
    list_name = f"{rows.model._meta.model_name} by {', '.join(str(Column.of(part)) for part in order)}"
    after = _read(asked.cursor, rows.model, order, list_name)
    part = slice_of(rows, order, size=asked.limit, after=after)
    return Page[Item](items=to_items(part.lines), next=_next(request, list_name, part.after))


def _next(request: HttpRequest, list_name: str, after: Place | None) -> str | None:
    if after is None:
        return None
    query = request.GET.copy()
    query["cursor"] = SIGNER.sign_object([list_name, stored(after)])
    return absolute(f"{request.path}?{query.urlencode()}")


def _read(cursor: str, model: type[Model], order: Order, list_name: str) -> Place | None:
    if not cursor:
        return None
    try:
        of_list, values = SIGNER.unsign_object(cursor)
    except (BadSignature, ValueError):
        of_list, values = None, []
    if of_list != list_name:
        raise problems.not_found("The cursor is none of this list in this order.")
    return place_in(model, order, values)
