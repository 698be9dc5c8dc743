"""The days by which claims are due: a row waits for each. It comes due by itself a week before, and when it is over."""

from datetime import date, datetime, time

from django.utils import timezone

from claims import corroborate
from claims.ingest.http import Fetch
from claims.models import Claim, Deadline, Resolution
from claims.pipeline.following import tell_followers
from claims.pipeline.work import Due, storing


def schedule_deadline(claim: Claim) -> None:
    """Wait for the claim's due date, and for no other; one that passed before stays known and is not told again."""
    waiting = claim.deadlines.filter(passed_at=None)
    if claim.due_on is None:
        waiting.delete()
        return
    waiting.exclude(due_on=claim.due_on).delete()
    deadline, _ = Deadline.objects.get_or_create(claim=claim, due_on=claim.due_on)
    moment = end_of(claim.due_on) if deadline.near_at else near_from(claim.due_on)
    waiting.filter(pk=deadline.pk).update(next_attempt_at=moment, attempts=0)


def near_from(due_on: date) -> datetime:
    return beginning_of(corroborate.day_when_near(due_on))


def end_of(due_on: date) -> datetime:
    return beginning_of(corroborate.first_day_after(due_on))


def beginning_of(day: date) -> datetime:
    """By the clock of the installation."""
    return timezone.make_aware(datetime.combine(day, time.min))


def pass_deadline(deadline: Deadline, now: datetime, _fetch: Fetch) -> list[Due]:
    claim = deadline.claim
    verdict = claim.resolutions.order_by("at", "pk").last()
    passing = corroborate.judge_deadline(
        deadline.due_on, today=timezone.localdate(now), verdict=verdict.value if verdict else Resolution.Value.OPEN
    )
    comes_near = passing.is_near and deadline.near_at is None
    outcome = {
        "near_at": now if comes_near else deadline.near_at,
        "passed_at": now if passing.unanswered else None,
        "why": passing.why,
        "next_attempt_at": next_look(deadline, passing, now),
    }
    with storing(deadline, **outcome):
        if comes_near:
            tell_followers(claim, f"“{claim.headline}” is due on {deadline.due_on}, and nobody has set a verdict.", now)
        # What was over before it was heard of here is known, and news to nobody.
        if passing.unanswered and claim.opened_at < end_of(deadline.due_on):
            tell_followers(claim, f"“{claim.headline}” was due on {deadline.due_on}: {passing.why}.", now)
    return []


def next_look(deadline: Deadline, passing: corroborate.Passing, now: datetime) -> datetime | None:
    if passing.is_over:
        return None
    near = near_from(deadline.due_on)
    return near if now < near else end_of(deadline.due_on)
