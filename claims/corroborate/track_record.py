"""How the claims turned out that a speaker or an outlet stood for, or that were made about a topic.

Only what was said first-hand is a call: an own utterance, own reporting, an own measurement; repeating others is none.
One claim is one call, however often it was said, and the first time counts. A record says nothing below five settled
claims, and never a share without its interval.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

ENOUGH = 5
# The normal quantile of a 95 % interval.
Z = 1.96


class Outcome(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    EXPIRED = "expired"
    OPEN = "open"
    LEFT_OUT = "left out"  # withdrawn, superseded, not checkable, or said only after it was settled


SETTLED = (Outcome.RIGHT, Outcome.PARTLY, Outcome.WRONG)
ASSERTED = {"confirmed": Outcome.RIGHT, "partly": Outcome.PARTLY, "refuted": Outcome.WRONG}
DENIED = {"confirmed": Outcome.WRONG, "partly": Outcome.PARTLY, "refuted": Outcome.RIGHT}
EITHER = {"open": Outcome.OPEN, "expired": Outcome.EXPIRED}


@dataclass(frozen=True)
class Call:
    """A claim that somebody stood for or denied: when first, and what became of it.

    `verdict` is one of models.Verdict.Value, `settled_on` the day from which it holds.
    """

    claim_id: int
    verdict: str
    said_on: date
    settled_on: date
    denied: bool = False
    was_first: bool = True  # no other origin had it earlier
    topics: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Interval:
    """Within which the true share lies, at 95 %."""

    low: float
    high: float


@dataclass(frozen=True)
class TrackRecord:
    """`first`, `echo` and `leads` are of the settled claims; of too few `interval` and `median_lead` are None."""

    right: int
    partly: int
    wrong: int
    expired: int
    open: int
    left_out: int
    first: int
    echo: int
    interval: Interval | None
    leads: tuple[int, ...]  # of the settled claims: days from the first statement to the verdict, the shortest first

    @property
    def median_lead(self) -> float | None:
        return median(self.leads) if self.interval else None

    @property
    def settled(self) -> int:
        return self.right + self.partly + self.wrong

    @property
    def missing(self) -> int:
        """How many settled claims it takes until the record says something."""
        return max(ENOUGH - self.settled, 0)

    @property
    def is_empty(self) -> bool:
        return not (self.settled or self.expired or self.open or self.left_out)


def keep_record(calls: Sequence[Call], *, still_open: int = 0) -> TrackRecord:
    """`still_open`: how many claims more have no verdict, which are only counted and need not be given one by one."""
    outcomes = Counter(outcome_of(call) for call in calls)
    settled = [call for call in calls if outcome_of(call) in SETTLED]
    is_enough = len(settled) >= ENOUGH
    first = sum(call.was_first for call in settled)
    return TrackRecord(
        right=outcomes[Outcome.RIGHT],
        partly=outcomes[Outcome.PARTLY],
        wrong=outcomes[Outcome.WRONG],
        expired=outcomes[Outcome.EXPIRED],
        open=outcomes[Outcome.OPEN] + still_open,
        left_out=outcomes[Outcome.LEFT_OUT],
        first=first,
        echo=len(settled) - first,
        interval=wilson(outcomes[Outcome.RIGHT], len(settled)) if is_enough else None,
        leads=tuple(sorted((call.settled_on - call.said_on).days for call in settled)),
    )


def outcome_of(call: Call) -> Outcome:
    """Who denied what was refuted was right."""
    outcome = (EITHER | (DENIED if call.denied else ASSERTED)).get(call.verdict, Outcome.LEFT_OUT)
    came_late = outcome in SETTLED and call.said_on > call.settled_on
    return Outcome.LEFT_OUT if came_late else outcome


def wilson(right: int, settled: int) -> Interval:
    """The Wilson score interval: honest for few cases and for shares near 0 and 1."""
    share = right / settled
    spread = Z * math.sqrt(share * (1 - share) / settled + Z**2 / (4 * settled**2))
    middle, scale = share + Z**2 / (2 * settled), 1 + Z**2 / settled
    return Interval(max((middle - spread) / scale, 0.0), min((middle + spread) / scale, 1.0))
