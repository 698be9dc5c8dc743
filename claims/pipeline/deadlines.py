"""The days by which claims are due: a row waits for each, and comes due by itself when the day is over."""

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
    waiting.filter(pk=deadline.pk).update(next_attempt_at=end_of(claim.due_on), attempts=0)


def end_of(due_on: date) -> datetime:
    """By the clock of the installation."""
    return timezone.make_aware(datetime.combine(corroborate.first_day_after(due_on), time.min))


def pass_deadline(deadline: Deadline, now: datetime, _fetch: Fetch) -> list[Due]:
    claim = deadline.claim
    verdict = claim.resolutions.order_by("at", "pk").last()
    passing = corroborate.judge_deadline(
        deadline.due_on, today=timezone.localdate(now), verdict=verdict.value if verdict else Resolution.Value.OPEN
    )
    outcome = {
        "passed_at": now if passing.unanswered else None,
        "why": passing.why,
        "next_attempt_at": None if passing.is_over else end_of(deadline.due_on),
    }
    with storing(deadline, **outcome):
        # What was over before it was heard of here is known, and news to nobody.
        if passing.unanswered and claim.opened_at < end_of(deadline.due_on):
            tell_followers(claim, f"“{claim.headline}” was due on {deadline.due_on}: {passing.why}.", now)
    return []
