"""When an article's page is read again. Pure: when it was first seen and whether it changed in, a moment and why out.

A page is edited most in its first hours, so it is read 1 h, 6 h, 24 h and 7 days after it was first seen. A change is
often followed by another: after one the page is read sooner than planned. A page that is another one at every reading
(a counter, an advert, a live ticker) would be read ever more for that, so the extra readings are limited; the planned
ones are kept, and after them the page is left alone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

PLANNED = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=7))
SOONEST = timedelta(hours=1)
SHARE = 4  # of the wait until the planned reading, how much is waited after a change
MOST_CHANGES = 8  # after so many a page counts as restless


@dataclass(frozen=True)
class NextReading:
    """`at` is None after the last reading."""

    at: datetime | None
    why: str


def next_reading(now: datetime, *, first_seen_at: datetime, has_changed: bool, changes: int) -> NextReading:
    """`has_changed`: this reading brought another text; `changes` counts them all, this one included."""
    planned = next((first_seen_at + age for age in PLANNED if first_seen_at + age > now), None)
    if planned is None:
        return NextReading(None, f"it was read for the last time, {PLANNED[-1].days} days after it was first seen")
    if has_changed and is_restless(changes):
        return NextReading(planned, f"it changed {changes} times, so it is read as planned and no sooner")
    if has_changed:
        sooner = now + max(SOONEST, (planned - now) / SHARE)
        if sooner < planned:
            return NextReading(sooner, "it has just changed, so it is read sooner than planned")
    return NextReading(planned, "a young article is read again after 1 hour, 6 hours, 24 hours and 7 days")


def is_restless(changes: int) -> bool:
    return changes >= MOST_CHANGES
