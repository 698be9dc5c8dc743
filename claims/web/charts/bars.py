"""Bars beside each other, each of one or several parts that stand on one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from claims.web.charts import axis

FILLED = 0.8  # of the width that a column has

Place = TypeVar("Place")


@dataclass(frozen=True)
class Segment:
    series: str
    value: int
    y: float
    height: float


@dataclass(frozen=True)
class Column(Generic[Place]):
    place: Place
    x: float
    width: float
    middle: float
    segments: tuple[Segment, ...]  # from the ground up, without empty ones
    total: int


@dataclass(frozen=True)
class BarChart(Generic[Place]):
    columns: tuple[Column[Place], ...]
    ticks: tuple[axis.Tick, ...]
    total: int
    peak: Column[Place]  # the first of the highest

    height = axis.HEIGHT


def bar_chart(values: Sequence[tuple[Place, Mapping[str, int]]], series: Sequence[str]) -> BarChart[Place]:
    """`values`: for each place how many of each series; `series`: what stands on what, the lowest first."""
    ticks = axis.ticks_up_to(max(sum(by.values()) for _, by in values))
    columns = [
        _column(place, by, series, *axis.slot(number, len(values)), ticks[-1])
        for number, (place, by) in enumerate(values)
    ]
    return BarChart(
        columns=tuple(columns),
        ticks=tuple(axis.place(ticks)),
        total=sum(column.total for column in columns),
        peak=max(columns, key=lambda column: column.total),
    )


def _column(
    place: Place, by: Mapping[str, int], series: Sequence[str], start: float, room: float, highest: int
) -> Column[Place]:
    segments, below = [], 0
    for name in series:
        if value := by.get(name, 0):
            top = axis.y_of(below + value, highest)
            segments.append(Segment(name, value, top, round(axis.y_of(below, highest) - top, 2)))
            below += value
    margin = room * (1 - FILLED) / 2
    return Column(
        place=place,
        x=round(start + margin, 3),
        width=round(room * FILLED, 3),
        middle=round(start + room / 2, 3),
        segments=tuple(segments),
        total=below,
    )
