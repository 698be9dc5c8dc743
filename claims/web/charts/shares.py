"""A share for each of several places, with the range in which the true share lies; nothing where none can be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from claims.web.charts import axis

QUARTERS = (0, 0.25, 0.5, 0.75, 1)

Place = TypeVar("Place")


class Range(Protocol):
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True)
class Share(Generic[Place]):
    """`range` is None where there are too few cases, and then it has no mark."""

    place: Place
    middle: float
    part: int
    whole: int
    range: Range | None

    @property
    def y(self) -> float:
        return axis.y_of(self.part / self.whole, 1)

    @property
    def low_y(self) -> float | None:
        return axis.y_of(self.range.low, 1) if self.range else None

    @property
    def high_y(self) -> float | None:
        return axis.y_of(self.range.high, 1) if self.range else None


@dataclass(frozen=True)
class ShareChart(Generic[Place]):
    shares: tuple[Share[Place], ...]
    ticks: tuple[axis.Tick, ...]

    height = axis.HEIGHT

    @property
    def says_something(self) -> bool:
        return any(share.range for share in self.shares)

    @property
    def part(self) -> int:
        return sum(share.part for share in self.shares)

    @property
    def whole(self) -> int:
        return sum(share.whole for share in self.shares)


def share_chart(values: Sequence[tuple[Place, int, int, Range | None]]) -> ShareChart[Place]:
    """`values`: for each place the part, the whole, and the range in which the true share lies."""
    shares = []
    for number, (place, part, whole, within) in enumerate(values):
        start, room = axis.slot(number, len(values))
        shares.append(Share(place, round(start + room / 2, 3), part, whole, within))
    return ShareChart(tuple(shares), tuple(axis.place(QUARTERS)))
