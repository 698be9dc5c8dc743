"""Stretches of days sorted into a handful of lengths, each longer than the one before."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.web.charts.bars import BarChart, bar_chart


@dataclass(frozen=True)
class Length:
    """From so many days to so many, both included; None is without an end."""

    low: int
    high: int | None

    def holds(self, days: int) -> bool:
        return self.low <= days and (self.high is None or days <= self.high)


LENGTHS = (Length(0, 0), Length(1, 7), Length(8, 30), Length(31, 90), Length(91, 365), Length(366, None))


def lead_chart(days: Iterable[int]) -> BarChart[Length]:
    days = list(days)
    return bar_chart([(length, {"claims": sum(map(length.holds, days))}) for length in LENGTHS], ["claims"])
