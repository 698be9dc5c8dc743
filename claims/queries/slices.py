"""A long list piece by piece: each goes on after the last row of the one before, whatever came in meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import Combinable, OrderBy

Row = TypeVar("Row", bound=Model)
NewLine = TypeVar("NewLine")
Line = TypeVar("Line")
Order = Sequence[str | Combinable]
Place = Sequence[Any]  # the values of a row in the columns of an order
ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class Slice(Generic[Line]):
    lines: Sequence[Line]
    after: Place | None  # where the next one begins; None where nothing is left

    def with_lines(self, lines: Sequence[NewLine]) -> "Slice[NewLine]":
        return Slice(lines, self.after)


@dataclass(frozen=True)
class Column:
    """What one part of an order goes by: a field or an annotation. Rows without a value come last."""

    name: str
    descending: bool

    @classmethod
    def of(cls, part: str | Combinable) -> "Column":
        if isinstance(part, str):
            return cls(part.removeprefix("-"), part.startswith("-"))
        if isinstance(part, OrderBy) and isinstance(part.expression, F):
            return cls(str(part.expression.name), part.descending)  # type: ignore[attr-defined]
        raise TypeError(f"A list cannot go on after a row by {part!r}: order it by fields or annotations.")

    def __str__(self) -> str:
        return f"-{self.name}" if self.descending else self.name

    def after(self, value: Any) -> Q:
        if value is None:
            return Q(pk__in=[])
        beyond = Q(**{f"{self.name}__{'lt' if self.descending else 'gt'}": value})
        return beyond | Q(**{f"{self.name}__isnull": True})

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})


def slice_of(rows: QuerySet[Row], order: Order, *, size: int, after: Place | None = None) -> Slice[Row]:
    """The order must end with what no two rows share."""
    columns = [Column.of(part) for part in order]
    if after is not None:
        rows = rows.filter(_beyond(columns, after))
    found = list(rows.order_by(*order)[: size + 1])
    shown = found[:size]
    is_more = len(found) > size
    return Slice(shown, [getattr(shown[-1], each.name) for each in columns] if is_more else None)


def _beyond(columns: Sequence[Column], place: Place) -> Q:
    """Later by the first column, or the same there and later by the next."""
    condition, same = Q(pk__in=[]), Q()
    for column, value in zip(columns, place, strict=True):
        condition |= same & column.after(value)
        same &= column.same(value)
    return condition


def every_line(
    rows: QuerySet[Row], order: Order, to_lines: Callable[[Sequence[Row]], Sequence[Line]]
) -> Iterator[Line]:
    """Of all rows, with as few of them at a time in memory as a slice has."""
    after: Place | None = None
    while True:
        part = slice_of(rows, order, size=ROWS_AT_ONCE, after=after)
        yield from to_lines(part.lines)
        after = part.after
        if after is None:
            return


def stored(place: Place) -> list[Any]:
    """A place as JSON can hold it, to the microsecond."""
    return [value.isoformat() if isinstance(value, date) else value for value in place]


def place_in(model: type[Model], order: Order, values: Sequence[Any]) -> Place:
    """The other way round: moments and days come back as what they were."""
    return [_read(model, Column.of(part).name, value) for part, value in zip(order, values, strict=True)]


def _read(model: type[Model], name: str, value: Any) -> Any:
    try:
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    except FieldDoesNotExist:
        return value  # an annotation
    return value if value is None else field.to_python(value)  # type: ignore[union-attr]
