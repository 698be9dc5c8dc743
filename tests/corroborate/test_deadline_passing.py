"""A due date is near for a week and passes when its day is over, and only unanswered either is worth telling."""

from datetime import date

import pytest

from claims.corroborate import judge_deadline

DUE = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("today", "why"),
    [
        (date(2026, 9, 29), "2026-09-30 is not over yet"),
        (DUE, "2026-09-30 is not over yet"),
        (date(2026, 10, 1), "2026-09-30 is over, and nobody has set a verdict"),
        (date(2027, 3, 1), "2026-09-30 is over, and nobody has set a verdict"),
    ],
)
def test_an_open_claim_passes_its_due_date_the_day_after(today: date, why: str) -> None:
    passing = judge_deadline(DUE, today=today, verdict="open")
    assert passing.is_over == passing.unanswered == (today > DUE)
    assert passing.why == why


@pytest.mark.parametrize(
    ("today", "verdict", "is_near"),
    [
        (date(2026, 9, 22), "open", False),
        (date(2026, 9, 23), "open", True),
        (DUE, "open", True),
        (date(2026, 10, 1), "open", False),
        (DUE, "confirmed", False),
    ],
)
def test_an_open_claim_is_near_its_due_date_for_a_week(today: date, verdict: str, *, is_near: bool) -> None:
    assert judge_deadline(DUE, today=today, verdict=verdict).is_near is is_near


@pytest.mark.parametrize("verdict", ["confirmed", "refuted", "expired"])
def test_a_settled_claim_passes_it_without_a_word(verdict: str) -> None:
    passing = judge_deadline(DUE, today=date(2026, 10, 1), verdict=verdict)
    assert passing.is_over
    assert not passing.unanswered
    assert passing.why == f"it was settled before: {verdict}"
