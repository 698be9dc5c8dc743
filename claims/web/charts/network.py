"""One in the middle, others left and right of it, and lines for who is tied to whom. The same names in the same order
give the same picture."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MIDDLE = 50.0  # percent of the width, as all places across
NEAREST, FARTHEST = 44.0, 34.0  # how far left the first and the middle name of a side stand; the right mirrors it
ROW = 44  # pixels, as all places down: two lines of a name and some air
EDGE = 24
THINNEST, THICKEST = 1.0, 6.0

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Node(Generic[Name]):
    name: Name
    x: float
    y: float
    side: str  # "left", "right" or "middle"

    height = 40  # of its name

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def room(self) -> float:
        """How wide its name may be, from the side's edge to the node."""
        return round(self.x if self.side == "left" else 100 - self.x, 2)


@dataclass(frozen=True)
class Line(Generic[Name]):
    """Between two nodes: how much the first says of the second, and how much that one says back."""

    first: Node[Name]
    second: Node[Name]
    there: int
    back: int
    width: float

    @property
    def is_of_middle(self) -> bool:
        return "middle" in (self.first.side, self.second.side)


@dataclass(frozen=True)
class NetworkPicture(Generic[Name]):
    height: int
    middle: Node[Name]
    nodes: tuple[Node[Name], ...]  # those around the middle, left before right, each from the top down
    lines: tuple[Line[Name], ...]  # the thinnest first, so that they lie below


def draw_network(
    middle: Name, left: Sequence[Name], right: Sequence[Name], ties: Mapping[tuple[Name, Name], int]
) -> NetworkPicture[Name]:
    """`ties`: who says how much about whom, the strongest first. Two that speak about each other have one line."""
    height = 2 * EDGE + ROW * max(len(left), len(right), 2)
    center = Node(middle, MIDDLE, height / 2, "middle")
    nodes = (*_on_side(left, "left", height), *_on_side(right, "right", height))
    by_name = {node.name: node for node in (center, *nodes)}
    lines = [
        _line(by_name[first], by_name[second], there, ties.get((second, first), 0), max(ties.values()))
        for (first, second), there in one_way(ties).items()
    ]
    return NetworkPicture(height, center, nodes, tuple(sorted(lines, key=lambda line: line.width)))


def one_way(ties: Mapping[tuple[Name, Name], int]) -> dict[tuple[Name, Name], int]:
    """Each pair once, by whichever of its two ties comes first; what one says of oneself is left out."""
    kept: dict[tuple[Name, Name], int] = {}
    for (first, second), claims in ties.items():
        if first != second and (second, first) not in kept:
            kept[first, second] = claims
    return kept


def _on_side(names: Sequence[Name], side: str, height: int) -> list[Node[Name]]:
    """On an arc around the middle, so that a line between two of them passes by those between."""
    top = (height - ROW * (len(names) - 1)) / 2
    nodes = []
    for number, name in enumerate(names):
        off = (2 * number / (len(names) - 1) - 1) if len(names) > 1 else 0.0
        x = FARTHEST + (NEAREST - FARTHEST) * off**2
        nodes.append(Node(name, round(x if side == "left" else 100 - x, 2), top + ROW * number, side))
    return nodes


def _line(first: Node[Name], second: Node[Name], there: int, back: int, most: int) -> Line[Name]:
    share = (there + back) / (2 * most)
    return Line(first, second, there, back, round(THINNEST + (THICKEST - THINNEST) * math.sqrt(share), 2))
