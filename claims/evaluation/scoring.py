"""Predicted attributions against annotated ones: which belong together, and how many of each there are.

Two spans are compared by the words in them, each at its own place: Dice, 2 * shared / (left + right). A content is
found at .5 and found exactly at .9; a claim is a content whose source agrees too. Sources agree at .5 or if one lies in
the other; an annotation without a source says nothing about sources and is left out of the claims.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.text import Span

WORD = re.compile(r"\w+")
FOUND = 0.5
EXACT = 0.9

Words = frozenset[int]  # the places at which words start


@dataclass(frozen=True)
class Score:
    hits: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)


NOTHING = Score()


@dataclass(frozen=True)
class Spoken:
    """One attribution, annotated or predicted, as the words it covers."""

    content: Words
    source: Words


@dataclass(frozen=True)
class Pair:
    gold: int
    predicted: int
    dice: float
    sources_agree: bool


def words_in(spans: Iterable[Span], places: Sequence[tuple[int, int]]) -> Words:
    """A word belongs to a span that touches it."""
    return frozenset(start for start, end in places for span in spans if start < span.end and end > span.start)


def word_places(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in WORD.finditer(text)]


def dice(left: Words, right: Words) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


def pair_up(gold: Sequence[Spoken], predicted: Sequence[Spoken]) -> list[Pair]:
    """One to one, so that the contents share as much as possible: best pairs first, then swapped while that helps."""
    shared = {
        (g, p): overlap
        for g, annotated in enumerate(gold)
        for p, found in enumerate(predicted)
        if (overlap := dice(annotated.content, found.content)) > 0
    }
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for g, p in sorted(shared, key=lambda key: (-shared[key], key)):
        if g not in partner and p not in taken:
            partner[g] = p
            taken.add(p)
    while swap := _better_swap(partner, shared):
        left, right = swap
        partner[left], partner[right] = partner[right], partner[left]
    return [
        Pair(g, p, shared.get((g, p), 0.0), _agree(gold[g].source, predicted[p].source)) for g, p in partner.items()
    ]


def _better_swap(partner: dict[int, int], shared: dict[tuple[int, int], float]) -> tuple[int, int] | None:
    paired = sorted(partner)
    for n, left in enumerate(paired):
        for right in paired[n + 1 :]:
            now = shared.get((left, partner[left]), 0) + shared.get((right, partner[right]), 0)
            swapped = shared.get((left, partner[right]), 0) + shared.get((right, partner[left]), 0)
            if swapped > now + 1e-9:
                return left, right
    return None


def _agree(left: Words, right: Words) -> bool:
    return bool(left and right) and (dice(left, right) >= FOUND or left <= right or right <= left)
