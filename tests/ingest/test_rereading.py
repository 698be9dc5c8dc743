"""When an article's page is read again, and when it is left alone."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.ingest import next_reading

SEEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


def hours(*numbers: float) -> list[timedelta]:
    return [timedelta(hours=number) for number in numbers]


def readings(*, changes_at_each: bool) -> list[timedelta]:
    """The ages at which an article is read, from the first reading to the last."""
    found: list[timedelta] = []
    now, changes = SEEN, 0
    while True:
        changed = changes_at_each and now > SEEN
        changes += changed
        following = next_reading(now, first_seen_at=SEEN, has_changed=changed, changes=changes)
        assert following.why
        if following.at is None:
            return found
        found.append(following.at - SEEN)
        now = following.at


def test_an_article_that_stays_as_it_is_is_read_four_times_more() -> None:
    assert readings(changes_at_each=False) == hours(1, 6, 24, 168)


def test_after_a_change_it_is_read_sooner_and_then_as_planned_again() -> None:
    now = SEEN + timedelta(hours=24)
    after_a_change = next_reading(now, first_seen_at=SEEN, has_changed=True, changes=1)
    assert after_a_change.at == now + timedelta(hours=36)
    assert "just changed" in after_a_change.why
    later = next_reading(now + timedelta(hours=36), first_seen_at=SEEN, has_changed=False, changes=1)
    assert later.at == SEEN + timedelta(days=7)


def test_it_is_never_read_twice_within_an_hour_nor_later_than_planned() -> None:
    ages = readings(changes_at_each=True)
    assert ages[:5] == hours(1, 2.25, 3.25, 4.25, 5.25)
    assert set(hours(6, 24, 168)) <= set(ages)


def test_a_page_that_is_another_one_at_every_reading_is_not_read_for_ever() -> None:
    ages = readings(changes_at_each=True)
    assert len(ages) <= 12
    assert ages[-2:] == hours(24, 168)


@pytest.mark.parametrize(("changes", "said"), [(7, "sooner"), (8, "changed 8 times, so it is read as planned")])
def test_a_restless_page_says_so(changes: int, said: str) -> None:
    now = SEEN + timedelta(hours=6)
    assert said in next_reading(now, first_seen_at=SEEN, has_changed=True, changes=changes).why
