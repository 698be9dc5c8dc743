"""When a feed is asked next, and why."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import fresh_for, next_poll

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def every(gap: timedelta, count: int = 10) -> list[datetime]:
    return [NOW - gap * at for at in range(count)]


def wait(**known: object) -> timedelta:
    return next_poll(NOW, **known).at - NOW  # type: ignore[arg-type]


def test_a_feed_is_asked_at_half_its_rhythm() -> None:
    assert wait(published=every(timedelta(hours=4))) == timedelta(hours=2)
    assert "every 4 hours" in next_poll(NOW, published=every(timedelta(hours=4))).why


def test_never_sooner_than_a_quarter_of_an_hour_nor_later_than_a_day() -> None:
    assert wait(published=every(timedelta(minutes=1))) == timedelta(minutes=15)
    assert wait(published=every(timedelta(days=30))) == timedelta(hours=24)


def test_a_feed_without_dates_is_asked_hourly() -> None:
    assert wait() == timedelta(hours=1)
    assert wait(published=[NOW]) == timedelta(hours=1)


def test_a_feed_that_fell_silent_is_asked_less() -> None:
    assert wait(published=[moment - timedelta(days=1) for moment in every(timedelta(hours=1))]) == timedelta(hours=6)


def test_the_feeds_own_ttl_is_the_least_wait_up_to_a_day() -> None:
    assert wait(ttl_minutes=180) == timedelta(hours=3)
    assert wait(ttl_minutes=5) == timedelta(hours=1)
    assert wait(ttl_minutes=100_000) == timedelta(hours=24)


def test_what_the_server_says_is_fresh_is_not_asked_for_up_to_a_day() -> None:
    assert wait(fresh_for=timedelta(hours=5)) == timedelta(hours=5)
    assert wait(fresh_for=timedelta(hours=5), ttl_minutes=360) == timedelta(hours=6)
    assert wait(fresh_for=timedelta(minutes=5)) == timedelta(hours=1)
    assert wait(fresh_for=timedelta(days=365)) == timedelta(hours=24)
    assert "Cache-Control" in next_poll(NOW, fresh_for=timedelta(hours=5)).why


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=3600"}, 3600),
        ({"cache-control": "Max-Age = 600,must-revalidate"}, 600),
        ({"cache-control": "max-age=3600", "age": "600"}, 3000),
        ({"cache-control": "max-age=60", "age": "600"}, None),
        ({"cache-control": "s-maxage=3600"}, None),
        ({"cache-control": "no-cache"}, None),
        ({"cache-control": "max-age=later"}, None),
        ({}, None),
        ({"expires": "Sun, 29 Nov 2026 13:00:00 GMT", "date": "Sun, 29 Nov 2026 12:00:00 GMT"}, 3600),
        ({"expires": "Sun, 29 Nov 2026 11:00:00 GMT", "date": "Sun, 29 Nov 2026 12:00:00 GMT"}, None),
        ({"expires": "Sun, 29 Nov 2026 13:00:00 GMT"}, None),
        ({"expires": "0", "date": "Sun, 29 Nov 2026 12:00:00 GMT"}, None),
        (
            {
                "cache-control": "max-age=60",
                "expires": "Sun, 29 Nov 2026 13:00:00 GMT",
                "date": "Sun, 29 Nov 2026 12:00:00 GMT",
            },
            60,
        ),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: int | None) -> None:
    assert fresh_for(headers) == (timedelta(seconds=seconds) if seconds else None)


def test_failures_double_the_wait_up_to_a_week_and_never_stop() -> None:
    assert [wait(failures=n) for n in (1, 2, 3)] == [timedelta(minutes=m) for m in (15, 30, 60)]
    assert wait(failures=500) == timedelta(days=7)


def test_the_servers_wish_is_honoured_up_to_a_week() -> None:
    assert wait(failures=1, retry_at=NOW + timedelta(hours=5)) == timedelta(hours=5)
    assert wait(failures=1, retry_at=NOW + timedelta(days=400)) == timedelta(days=7)
    assert wait(failures=3, retry_at=NOW - timedelta(hours=1)) == timedelta(hours=1)


def test_jitter_stretches_the_wait() -> None:
    assert wait(jitter=0.25) == timedelta(minutes=75)


moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(
    st.integers(0, 10_000),
    st.none() | st.integers(1, 10**6),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=400)),
    st.none() | moments,
    st.lists(moments),
    st.floats(0, 0.25),
)
def test_the_next_poll_lies_between_a_quarter_of_an_hour_and_a_week_away(
    failures: int,
    ttl: int | None,
    fresh: timedelta | None,
    retry_at: datetime | None,
    published: list[datetime],
    jitter: float,
) -> None:
    found = next_poll(
        NOW,
        failures=failures,
        ttl_minutes=ttl,
        fresh_for=fresh,
        retry_at=retry_at,
        published=published,
        jitter=jitter,
    )
    assert timedelta(minutes=15) <= found.at - NOW <= timedelta(days=7)
    assert found.why
