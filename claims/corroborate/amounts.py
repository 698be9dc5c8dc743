"""Numbers and stretches of days that a statement names, in a form that can be compared."""

from dataclasses import dataclass

FIRST_DAY, LAST_DAY = "0000", "9999"


@dataclass(frozen=True)
class Amount:
    """A number or a stretch of days that a statement names; its bounds are comparable, None where it is open."""

    text: str
    low: float | str | None
    high: float | str | None
    unit: str = ""
    comparator: str = ""

    @property
    def bounds(self) -> tuple[float | str, float | str]:
        of_days = isinstance(self.low, str) or isinstance(self.high, str)
        lowest, highest = (FIRST_DAY, LAST_DAY) if of_days else (float("-inf"), float("inf"))
        return self.low if self.low is not None else lowest, self.high if self.high is not None else highest
