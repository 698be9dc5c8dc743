"""What all charts share: places across are percents of the width, so that letters keep their size on any screen; places
down are pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 92.0  # of what is drawn; right of it stand the numbers of the lines
TOP = 16  # room for the number above the highest line
DEPTH = 160  # of the plot, between its highest line and its ground line
GROUND = TOP + DEPTH
HEIGHT = GROUND + 24  # with the words below the ground line
LINES = 5
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Tick:
    value: float
    y: float


def ticks_up_to(most: int) -> list[int]:
    """Whole, round numbers from 0 up to the first that is not below `most`, a handful of them."""
    step = next(step * 10**power for power in range(19) for step in STEPS if step * 10**power * (LINES - 1) >= most)
    count = max(-(-most // step), 1)
    return [step * number for number in range(count + 1)]


def place(values: Sequence[float]) -> list[Tick]:
    """The lines of an axis, the last of them the highest."""
    return [Tick(value, y_of(value, values[-1])) for value in values]


def y_of(value: float, highest: float) -> float:
    return round(GROUND - DEPTH * value / highest, 2)


def slot(number: int, count: int) -> tuple[float, float]:
    """Where the place with this number begins, and how wide it is."""
    return round(WIDTH * number / count, 3), round(WIDTH / count, 3)
