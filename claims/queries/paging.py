"""One page of a long list, and where it lies in the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar, overload

from django.db.models import Model, QuerySet

PAGE_SIZE = 25

Row = TypeVar("Row", bound=Model)
Line = TypeVar("Line")


@dataclass(frozen=True)
class Page(Generic[Line]):
    lines: Sequence[Line]
    number: int
    pages: int
    total: int
    first: int  # of this page's lines, counted from 1
    last: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    def with_lines(self, lines: Sequence["NewLine"]) -> "Page[NewLine]":
        return Page(lines, self.number, self.pages, self.total, self.first, self.last)


NewLine = TypeVar("NewLine")


@overload
def page_of(rows: QuerySet[Row], number: int, *, size: int = ..., total: int | None = ...) -> Page[Row]: ...
@overload
def page_of(rows: Sequence[Line], number: int, *, size: int = ..., total: int | None = ...) -> Page[Line]: ...
def page_of(
    rows: QuerySet[Any] | Sequence[Any], number: int, *, size: int = PAGE_SIZE, total: int | None = None
) -> Page[Any]:
    """A number beyond the end gives the last page, so that an old address still shows something.

    `total`: how many rows there are, where somebody counted them already.
    """
    if total is None:
        total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    pages = max(ceil(total / size), 1)
    number = min(max(number, 1), pages)
    before = (number - 1) * size
    return Page(
        lines=list(rows[before : before + size]),
        number=number,
        pages=pages,
        total=total,
        first=min(before + 1, total),
        last=min(before + size, total),
    )
