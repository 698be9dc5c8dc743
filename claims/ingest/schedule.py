"""When a feed is asked next. Pure: what is known of it in, a moment and its reason out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise

SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=24)
LONGEST_BACKOFF = timedelta(days=7)
UNKNOWN_RHYTHM = timedelta(hours=1)
RECENT = 20  # entries whose dates tell the rhythm
WEIGHT = 0.3  # of each newer gap in the moving average
MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,9})", re.IGNORECASE)


@dataclass(frozen=True)
class NextPoll:
    at: datetime
    why: str


def next_poll(
    now: datetime,
    *,
    failures: int = 0,
    ttl_minutes: int | None = None,
    fresh_for: timedelta | None = None,
    retry_at: datetime | None = None,
    published: Iterable[datetime] = (),
    jitter: float = 0.0,
) -> NextPoll:
    """`failures` in a row, 0 after a success; `jitter` (0 to 0.25) is the share by which the wait is stretched.

    `ttl_minutes` is what the feed asks for, `fresh_for` what its server does: no poll comes sooner, up to a day.
    """
    wait, why = _backoff(failures) if failures else _interval(published, now, ttl_minutes, fresh_for)
    at = now + min(wait * (1 + jitter), LONGEST_BACKOFF)
    if retry_at is not None and retry_at > at:
        return NextPoll(min(retry_at, now + LONGEST_BACKOFF), "the server named the time (Retry-After)")
    return NextPoll(at, why)


def _backoff(failures: int) -> tuple[timedelta, str]:
    wait = min(SHORTEST * 2 ** min(failures - 1, 12), LONGEST_BACKOFF)
    return wait, f"{failures} failed in a row, so it is tried again in {spoken(wait)}"


def fresh_for(headers: Mapping[str, str]) -> timedelta | None:
    """How long the server says that its answer will not change; None if it does not say.

    `Cache-Control: max-age` counts before `Expires`, which is held against the answer's own `Date` (RFC 9111, 5.3).
    """
    directives = MAX_AGE.search(headers.get("cache-control", ""))
    if not directives:
        return _until_it_expires(headers)
    age = headers.get("age", "").strip()
    held = int(age) if re.fullmatch(r"[0-9]{1,9}", age) else 0  # seconds that a cache on the way has had the answer
    return timedelta(seconds=max(int(directives[1]) - held, 0)) or None


def _until_it_expires(headers: Mapping[str, str]) -> timedelta | None:
    """Where one of the two dates cannot be read ("Expires: 0"), the answer has expired already (RFC 9111)."""
    try:
        expires, sent = (
            parsedate_to_datetime(headers.get(name, "")).replace(tzinfo=UTC) for name in ("expires", "date")
        )
    except ValueError:
        return None
    return expires - sent if expires > sent else None


def _interval(
    published: Iterable[datetime], now: datetime, ttl_minutes: int | None, fresh_for: timedelta | None
) -> tuple[timedelta, str]:
    """Half of the gap between entries, so that a new one is seen in about a quarter of it."""
    rhythm = _average_gap(sorted(moment for moment in published if moment <= now)[-RECENT:], now)
    if rhythm is None:
        wait, why = UNKNOWN_RHYTHM, "nothing is known of its rhythm"
    else:
        wait, why = rhythm / 2, f"an entry comes about every {spoken(rhythm)}"
    if ttl_minutes and timedelta(minutes=ttl_minutes) > wait:
        wait, why = timedelta(minutes=ttl_minutes), f"the feed asks for {ttl_minutes} minutes between polls"
    if fresh_for and fresh_for > wait:
        wait, why = (
            fresh_for,
            f"its server says that nothing new comes for {spoken(fresh_for)} (Cache-Control or Expires)",
        )
    return max(SHORTEST, min(wait, LONGEST)), why


def _average_gap(moments: list[datetime], now: datetime) -> timedelta | None:
    """A moving average that favours the newest gaps; the silence since the last entry counts once it exceeds it."""
    if len(moments) < 2:
        return None
    average = moments[1] - moments[0]
    for earlier, later in pairwise(moments[1:]):
        average += (later - earlier - average) * WEIGHT
    return max(average, (now - moments[-1]) / 2)


def spoken(wait: timedelta) -> str:
    minutes = round(wait.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{round(minutes / 60)} hours" if minutes < 48 * 60 else f"{round(minutes / 1440)} days"
