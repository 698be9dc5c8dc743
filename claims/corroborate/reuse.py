"""How much of one text stands word for word in another."""

from claims.text import fold, words

SHINGLE = 7
# Half of a text's shingles are in the other: reprinted, not merely quoting the same sentence.
COPIED_AT = 0.5


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    folded = [fold(word) for word in words(text)]
    return frozenset(tuple(folded[at : at + SHINGLE]) for at in range(len(folded) - SHINGLE + 1))


def containment(part: frozenset[tuple[str, ...]], whole: frozenset[tuple[str, ...]]) -> float:
    """The share of `part` that is in `whole`, 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0
