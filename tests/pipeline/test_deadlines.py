"""A row waits for each due date, and tells once that it is near, and once that it passed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from claims import pipeline
from claims.ingest.http import Request, Response
from claims.models import Alert, Claim, Deadline
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db

DUE = date(2026, 9, 30)
A_WEEK_BEFORE = datetime(2026, 9, 22, 22, 0, tzinfo=UTC)
THE_DAY_AFTER = datetime(2026, 9, 30, 22, 0, tzinfo=UTC)  # midnight in Berlin


def no_fetch(request: Request) -> Response:
    raise AssertionError("nothing is fetched")


def due_claim(headline: str = "") -> Claim:
    claim = build.make_claim(headline, due_on=DUE)
    pipeline.schedule_deadline(claim)
    return claim


def work(now: datetime) -> None:
    for due in pipeline.find_due(now):
        pipeline.run(due, now, no_fetch)


def test_a_week_before_it_is_told_once_to_those_who_follow() -> None:
    claim = due_claim(headline="Norvik liefert bis Ende September")
    build.make_watch(build.make_user(), claim=claim)
    work(A_WEEK_BEFORE - timedelta(minutes=1))
    assert Deadline.objects.get().near_at is None
    work(A_WEEK_BEFORE)
    work(A_WEEK_BEFORE + timedelta(days=1))
    deadline = Deadline.objects.get()
    assert (deadline.near_at, deadline.next_attempt_at) == (A_WEEK_BEFORE, THE_DAY_AFTER)
    assert Alert.objects.get().message == (
        "“Norvik liefert bis Ende September” is due on 2026-09-30, and nobody has set a verdict."
    )


def test_a_due_date_that_somebody_sets_within_the_week_is_told_at_once() -> None:
    now = A_WEEK_BEFORE + timedelta(days=3)
    due_claim()
    work(now)
    assert Deadline.objects.get().near_at == now


def test_that_a_settled_claim_would_be_due_is_told_to_nobody() -> None:
    claim = due_claim()
    build.make_resolution(claim, "confirmed")
    work(A_WEEK_BEFORE)
    deadline = Deadline.objects.get()
    assert (deadline.near_at, deadline.next_attempt_at) == (None, THE_DAY_AFTER)


def test_a_due_date_comes_due_by_itself_when_its_day_is_over() -> None:
    due_claim()
    work(THE_DAY_AFTER - timedelta(minutes=1))
    assert Deadline.objects.get().passed_at is None
    work(THE_DAY_AFTER)
    deadline = Deadline.objects.get()
    assert deadline.passed_at == THE_DAY_AFTER
    assert deadline.why == "2026-09-30 is over, and nobody has set a verdict"


def test_that_it_passed_is_told_once_to_those_who_follow() -> None:
    claim = due_claim(headline="Norvik liefert bis Ende September")
    build.make_watch(build.make_user(), claim=claim)
    work(THE_DAY_AFTER)
    work(THE_DAY_AFTER + timedelta(days=1))
    assert Alert.objects.get().message == (
        "“Norvik liefert bis Ende September” was due on 2026-09-30: 2026-09-30 is over, and nobody has set a verdict."
    )


def test_a_claim_that_was_settled_before_passes_without_a_word() -> None:
    claim = due_claim()
    build.make_watch(build.make_user(), claim=claim)
    build.make_resolution(claim, "confirmed")
    work(THE_DAY_AFTER)
    deadline = Deadline.objects.get()
    assert (deadline.passed_at, deadline.next_attempt_at) == (None, None)
    assert deadline.why == "it was settled before: confirmed"
    assert not Alert.objects.exists()


def test_another_due_date_is_waited_for_in_place_of_the_old_one() -> None:
    claim = due_claim()
    claim.due_on = date(2026, 12, 31)
    pipeline.schedule_deadline(claim)
    assert Deadline.objects.get().due_on == date(2026, 12, 31)
    work(THE_DAY_AFTER)
    assert Deadline.objects.get().passed_at is None


def test_a_due_date_that_passed_stays_known_when_the_claim_gets_another() -> None:
    claim = due_claim()
    work(THE_DAY_AFTER)
    for due_on in (date(2026, 12, 31), DUE, None):
        claim.due_on = due_on
        pipeline.schedule_deadline(claim)
    deadline = Deadline.objects.get()
    assert (deadline.due_on, deadline.passed_at, deadline.next_attempt_at) == (DUE, THE_DAY_AFTER, None)


def test_who_looks_too_early_leaves_it_for_its_week() -> None:
    due_claim()
    Deadline.objects.update(next_attempt_at=NOW)
    work(NOW)
    deadline = Deadline.objects.get()
    assert (deadline.near_at, deadline.passed_at, deadline.next_attempt_at) == (None, None, A_WEEK_BEFORE)
