"""How much of one text stands word for word in another, and whether two are one text at two addresses."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from claims.text import TURNING, fold, words

SHINGLE = 7
# Half of a text's shingles are in the other: reprinted, not merely quoting the same sentence.
COPIED_AT = 0.5
# Reprints come within a week: 97 % of reuse in German news does (docs/ledger.md).
REPRINT_WINDOW = timedelta(days=7)

# Below so many words a text is mostly what all short notes of an outlet share.
FEWEST_WORDS = 50
SAME_TEXT_AT = 0.9
# Measured (docs/ingestion.md): like texts are 9 bits apart at most; of 20,000 pairs of others 3 are 12 or fewer.
BITS = 64
MOST_BITS_APART = 12
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


@lru_cache(maxsize=1000)
def shingles(text: str) -> frozenset[int]:
    """The hashes of all runs of SHINGLE words; kept, since the texts of a claim are compared with each new one."""
    folded = [fold(word) for word in words(text)]
    return frozenset(hash(tuple(folded[at : at + SHINGLE])) for at in range(len(folded) - SHINGLE + 1))


def containment(part: frozenset[int], whole: frozenset[int]) -> float:
    """The share of `part` that is in `whole`, 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


@dataclass(frozen=True)
class Published:
    """A text with when and by whom it was published."""

    id: int
    outlet_id: int | None
    at: datetime
    text: str


@dataclass(frozen=True)
class Copy:
    """What was reprinted, and the share of the reprint that stands there."""

    of: int
    share: float


def find_copies(texts: Iterable[Published]) -> dict[int, Copy]:
    """Text -> the first text, of another outlet, of which it is a reprint or the reprint of a reprint.

    An index of shingles, so that the cost grows with the texts and not with their pairs.
    """
    copies: dict[int, Copy] = {}
    holders: dict[int, list[Published]] = defaultdict(list)  # shingle -> earlier texts that have it, but no reprints
    last_seen: dict[int, datetime] = {}  # of a text, as itself or reprinted
    for later in sorted(texts, key=lambda text: (text.at, text.id)):
        mine = shingles(later.text)
        shared = Counter(
            earlier
            for shingle in mine
            for earlier in holders[shingle]
            if earlier.outlet_id != later.outlet_id and later.at - last_seen[earlier.id] <= REPRINT_WINDOW
        )
        originals = [earlier for earlier, count in shared.items() if count / len(mine) >= COPIED_AT]
        if originals:
            original = min(originals, key=lambda text: (text.at, text.id))
            copies[later.id] = Copy(original.id, shared[original] / len(mine))
            last_seen[original.id] = later.at
            continue
        last_seen[later.id] = later.at
        for shingle in mine:
            holders[shingle].append(later)
    return copies


def fingerprint(text: str) -> str:
    """A simhash of the text's pairs of words, in hexadecimal: like texts differ in few bits. "" for a short text."""
    folded = [fold(word) for word in words(text)]
    if len(folded) < FEWEST_WORDS:
        return ""
    votes = [0] * BITS
    for pair in set(pairwise(folded)):
        bits = int.from_bytes(blake2b(" ".join(pair).encode(), digest_size=BITS // 8).digest(), "big")
        for bit in range(BITS):
            votes[bit] += 1 if bits >> bit & 1 else -1
    return f"{sum(1 << bit for bit, vote in enumerate(votes) if vote > 0):016x}"


def may_be_alike(left: str, right: str) -> bool:
    """By their fingerprints, which costs next to nothing."""
    return bits_apart(left, right) <= MOST_BITS_APART


def bits_apart(left: str, right: str) -> int:
    """All BITS where there is a text too short for a fingerprint."""
    return (int(left, 16) ^ int(right, 16)).bit_count() if left and right else BITS


def same_text(left: str, right: str) -> float:
    """How like two texts are if they are one text at two addresses, 0 if they are two.

    Both must contain each other: a text that went on is another one. So is one with another number or negation:
    notes of one pattern differ in little else, and a correction is worth reading.
    """
    if telling_words(left) != telling_words(right):
        return 0.0
    first, second = shingles(left), shingles(right)
    likeness = min(containment(first, second), containment(second, first))
    return likeness if likeness >= SAME_TEXT_AT else 0.0


def telling_words(text: str) -> Counter[str]:
    return Counter(NUMBER.findall(text)) + Counter(word for word in map(fold, words(text)) if word in TURNING)
