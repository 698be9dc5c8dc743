"""What waits to be done, and since when: by which it is seen whether anybody does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Count, F, Min, Q
from django.db.models.functions import Greatest

from claims.models import Article
from claims.pipeline.work import Step

# A worker that is well takes what is due within seconds.
LATE = timedelta(minutes=5)


@dataclass(frozen=True)
class Backlog:
    """Of one step: the rows that are due now, and those whose time is still to come."""

    step: str
    due: int
    due_since: datetime | None
    later: int
    next_at: datetime | None
    is_late: bool


def backlog_of(step: Step, now: datetime) -> Backlog:
    # An article that was handed in is put before the others by a due time of yesterday (curation/articles.py).
    since = Greatest("next_attempt_at", "first_seen_at") if step.model is Article else F("next_attempt_at")
    is_due, is_later = Q(next_attempt_at__lte=now), Q(next_attempt_at__gt=now)
    counted = step.model._default_manager.filter(step.rows, next_attempt_at__isnull=False).aggregate(
        due=Count("pk", filter=is_due),
        due_since=Min(since, filter=is_due),
        later=Count("pk", filter=is_later),
        next_at=Min("next_attempt_at", filter=is_later),
    )
    due_since = counted["due_since"]
    return Backlog(step.name, is_late=due_since is not None and due_since < now - LATE, **counted)


class WorkState(StrEnum):
    """Whether anybody does the work, as far as the rows can tell: nothing due says nothing, and is well."""

    ON_TIME = "on time"
    BEHIND = "behind"  # something is late, and something was done just now
    STOPPED = "stopped"  # something is late, and nothing was done since


def state_of_work(backlog: Sequence[Backlog], last_sign: datetime | None, now: datetime) -> WorkState:
    """`last_sign` is when the work last left a trace anywhere."""
    if not any(step.is_late for step in backlog):
        return WorkState.ON_TIME
    return WorkState.BEHIND if last_sign and last_sign > now - LATE else WorkState.STOPPED
