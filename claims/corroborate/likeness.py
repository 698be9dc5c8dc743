"""How much two statements share, where words that are written alike count in part."""

import functools
from collections.abc import Callable

from claims.corroborate.features import Features

GRAM = 3
SHORTEST = 4  # letters; below, words are written alike by chance
ALIKE_AT = 0.6
PART_OF_COMPOUND = 0.7
OF_ALIKE = 0.8  # what words that are alike count, times their likeness


def shared_weight(left: Features, right: Features, weigh: Callable[[str], float]) -> float:
    """The weight of what both say: names, dates and words that are the same, numbers of one value, words alike."""
    same = left.keys & right.keys
    total = sum(weigh(key) for key in same if key[0] != "n")
    values = set(left.numbers) & set(right.numbers)
    total += sum(weigh(f"n:{value} {left.numbers[value]}".strip()) for value in values)
    return total + (alike(left, right, weigh) + alike(right, left, weigh)) / 2


def alike(left: Features, right: Features, weigh: Callable[[str], float]) -> float:
    """The weight of the words of `left` that only resemble a word of `right`."""
    others = [(other, grams(other)) for other in right.words - left.words]
    total = 0.0
    for word in left.words - right.words:
        # Without a common gram two words are never alike, and that is told much faster than how alike they are.
        near = (other for other, theirs in others if not theirs.isdisjoint(grams(word)))
        likeness = max((likeness_of(word, other) for other in near), default=0.0)
        if likeness:
            total += OF_ALIKE * likeness * weigh(f"w:{word}")
    return total


@functools.lru_cache(maxsize=200_000)
def likeness_of(one: str, other: str) -> float:
    """0 for words that are not alike; 1 for the same one."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST:
        return 0.0
    first, second = grams(one), grams(other)
    dice = 2 * len(first & second) / (len(first) + len(second))
    if dice >= ALIKE_AT:
        return dice
    return PART_OF_COMPOUND if longer.startswith(shorter) or longer.endswith(shorter) else 0.0


@functools.lru_cache(maxsize=50_000)
def grams(word: str) -> frozenset[str]:
    framed = f"^{word}$"
    return frozenset(framed[at : at + GRAM] for at in range(len(framed) - GRAM + 1))
