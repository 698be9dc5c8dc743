"""A feed's address is rewritten only when every poll says that it moved for good, and the feed there is the same."""

from datetime import timedelta

import pytest

from claims import pipeline
from claims.curation import find_known
from claims.ingest.http import Request, Response
from claims.models import Feed
from claims.pipeline.work import Due
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db

OLD, NEW = "http://leiterbahn.example/rss", "https://leiterbahn.example/feed.xml"


def rss(*guids: str) -> bytes:
    items = "".join(
        f"<item><title>{guid}</title><link>https://leiterbahn.example/{guid}</link><guid>{guid}</guid></item>"
        for guid in guids
    )
    return f'<rss version="2.0"><channel><title>Leiterbahn</title>{items}</channel></rss>'.encode()


def poll(feed: Feed, *, hops: tuple[tuple[int, str], ...], body: bytes, url: str = NEW) -> str:
    """One poll that was redirected; returns what the fetch row tells."""
    feed.refresh_from_db()
    Feed.objects.filter(pk=feed.pk).update(next_attempt_at=NOW)

    def fetch(_request: Request) -> Response:
        return Response(url if hops else OLD, 200, body, hops=hops)

    pipeline.run(Due("poll_feed", feed.pk), NOW + timedelta(hours=feed.fetches.count()), fetch)
    feed.refresh_from_db()
    return feed.fetches.order_by("-at")[0].message


def test_the_third_permanent_redirect_in_a_row_is_followed_and_the_old_address_stays_known() -> None:
    feed = build.make_feed(OLD)
    hops = ((301, OLD), (308, "https://leiterbahn.example/rss"))
    assert "seen 1 of 3" in poll(feed, hops=hops, body=rss("1"))
    assert "seen 2 of 3" in poll(feed, hops=hops, body=rss("1"))
    assert feed.url == OLD
    assert poll(feed, hops=hops, body=rss("1", "2")) == f"Moved for good to {NEW}."
    assert feed.url == NEW
    assert find_known(OLD) == feed


@pytest.mark.parametrize("status", [302, 303, 307])
def test_one_temporary_hop_makes_the_whole_way_temporary(status: int) -> None:
    feed = build.make_feed(OLD)
    for _ in range(4):
        poll(feed, hops=((301, OLD), (status, "https://leiterbahn.example/x")), body=rss("1"))
    assert (feed.url, feed.moved_times) == (OLD, 0)


def test_an_answer_at_the_old_address_begins_the_count_anew() -> None:
    feed = build.make_feed(OLD)
    for hops in (((301, OLD),), ((301, OLD),), (), ((301, OLD),)):
        poll(feed, hops=hops, body=rss("1"))
    assert (feed.url, feed.moved_times) == (OLD, 1)


def test_another_feed_behind_the_address_is_a_failure_and_nothing_of_it_is_kept() -> None:
    feed = build.make_feed(OLD, title="Leiterbahn")
    poll(feed, hops=(), body=rss("1"))
    other = rss("anderes").replace(b"<title>Leiterbahn", b"<title>Casino")
    for _ in range(4):
        assert "to another feed" in poll(feed, hops=((301, OLD),), body=other)
    assert (feed.url, feed.entries.count(), feed.attempts) == (OLD, 1, 4)


def test_a_feed_that_moved_and_has_only_new_entries_is_known_by_its_title() -> None:
    feed = build.make_feed(OLD, title="Leiterbahn")
    poll(feed, hops=(), body=rss("1"))
    for number in "234":
        poll(feed, hops=((301, OLD),), body=rss(number))
    assert feed.url == NEW


def test_a_move_to_a_feed_that_is_here_already_is_told_and_not_made() -> None:
    feed = build.make_feed(OLD)
    build.make_feed(NEW)
    for _ in range(3):
        told = poll(feed, hops=((301, OLD),), body=rss("1"))
    assert "here as a feed of its own" in told
    assert feed.url == OLD
