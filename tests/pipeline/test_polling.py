"""A feed is asked conditionally, its entries become articles once, and whatever goes wrong is kept and tried again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import curation, pipeline
from claims.ingest.http import FetchError, Request, Response
from claims.models import Article, Feed, FeedEntry
from claims.pipeline.work import Due
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db

URL = "https://leiterbahn.example/rss"
Answer = Callable[[Request], Response]


def rss(*items: tuple[str, str]) -> bytes:
    """Items as (guid, path)."""
    listed = "".join(
        f"<item><title>{path}</title><link>https://leiterbahn.example/{path}</link><guid>{guid}</guid></item>"
        for guid, path in items
    )
    return f'<rss version="2.0"><channel><title>Leiterbahn</title>{listed}</channel></rss>'.encode()


def gives(body: bytes, **headers: str) -> Answer:
    return lambda request: Response(request.url, 200, body, headers)


def fails(kind: str, status: int | None = None, retry_at: datetime | None = None) -> Answer:
    def answer(request: Request) -> Response:
        raise FetchError(f"{request.url}: {kind}", kind=kind, status=status, retry_at=retry_at)

    return answer


def poll(feed: Feed, answer: Answer, *, at: datetime = NOW) -> Feed:
    Feed.objects.filter(pk=feed.pk).update(next_attempt_at=at)
    pipeline.run(Due("poll_feed", feed.pk), at, answer)
    feed.refresh_from_db()
    return feed


def outcomes(feed: Feed) -> list[str]:
    return [fetch.outcome for fetch in feed.fetches.order_by("pk")]


def test_validators_go_back_as_they_came() -> None:
    asked: list[Request] = []

    def answer(request: Request) -> Response:
        asked.append(request)
        return Response(request.url, 200, rss(("1", "eins")), {"etag": 'W/"a  b"', "last-modified": "gestern"})

    feed = build.make_feed(URL)
    poll(feed, answer)
    poll(feed, answer)
    assert (asked[0].etag, asked[0].last_modified) == ("", "")
    assert (asked[1].etag, asked[1].last_modified) == ('W/"a  b"', "gestern")


def test_a_feed_is_asked_with_the_headers_of_its_site() -> None:
    asked: list[Request] = []
    build.make_site_rules("leiterbahn.example", headers=[["Cookie", "subscriber=yes"]])

    def answer(request: Request) -> Response:
        asked.append(request)
        return Response(request.url, 200, rss(("1", "eins")))

    poll(build.make_feed(URL), answer)
    assert [(each.headers.site, each.headers.pairs) for each in asked] == [
        ("leiterbahn.example", (("Cookie", "subscriber=yes"),))
    ]


def test_the_same_body_without_validators_is_not_parsed_again() -> None:
    feed = build.make_feed(URL)
    for _ in range(2):
        poll(feed, gives(rss(("1", "eins"))))
    assert outcomes(feed) == ["read", "unchanged"]


def test_an_unchanged_feed_costs_no_writes_but_the_bookkeeping() -> None:
    feed = poll(build.make_feed(URL), gives(rss(*((str(n), str(n)) for n in range(50)))))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        poll(feed, lambda request: Response(request.url, 304, b""))
    written = [query["sql"].split()[:3] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    # Making it due (this test), taking the row, handing it on, and the line of the fetch.
    assert [words[:2] for words in written].count(["UPDATE", '"claims_feed"']) == 3
    assert ["INSERT", "INTO", '"claims_feedfetch"'] in written
    assert len(written) == 4


def test_a_feed_that_renumbers_its_guids_makes_no_article_twice() -> None:
    feed = poll(build.make_feed(URL), gives(rss(("1", "eins"), ("2", "zwei"))))
    poll(feed, gives(rss(("a", "eins"), ("b", "zwei"), ("c", "drei"))))
    assert Article.objects.count() == 3
    assert FeedEntry.objects.count() == 5


def test_a_feed_that_goes_back_in_time_loses_and_doubles_nothing() -> None:
    feed = build.make_feed(URL)
    for items in ((("1", "eins"), ("2", "zwei")), (("1", "eins"),), (("1", "eins"), ("2", "zwei"))):
        poll(feed, gives(rss(*items)))
    assert Article.objects.count() == FeedEntry.objects.count() == 2


def test_one_article_under_two_feeds_stays_one() -> None:
    for url in (URL, "https://leiterbahn.example/alles"):
        poll(build.make_feed(url), gives(rss(("1", "eins?utm_source=rss"))))
    assert Article.objects.count() == 1
    assert FeedEntry.objects.count() == 2


def test_entries_without_an_address_are_counted_and_told() -> None:
    body = b'<rss version="2.0"><channel><title>x</title><item><title>nur Text</title></item></channel></rss>'
    feed = poll(build.make_feed(URL), gives(body))
    assert "1 entries name no address" in feed.fetches.get().message


def test_failures_in_a_row_are_asked_ever_more_rarely_and_one_success_forgets_them() -> None:
    feed = build.make_feed(URL)
    waits = []
    for _ in range(12):
        poll(feed, fails("http", 500))
        assert feed.next_attempt_at is not None
        waits.append(feed.next_attempt_at - NOW)
    assert all(later > earlier for earlier, later in pairwise(waits[:7]))
    assert waits[-1] <= timedelta(days=7)
    assert (feed.attempts, feed.last_error) == (12, f"{URL}: http")
    poll(feed, gives(rss(("1", "eins"))))
    assert (feed.attempts, feed.last_error) == (0, "")


def test_a_feed_that_flaps_is_read_whenever_it_answers() -> None:
    feed = build.make_feed(URL)
    for number, answer in enumerate([fails("http", 502), gives(rss(("1", "eins")))] * 3):
        poll(feed, answer, at=NOW + timedelta(hours=number))
    assert outcomes(feed) == ["http", "read", "http", "unchanged", "http", "unchanged"]
    assert feed.attempts == 0


def test_a_server_under_a_storm_is_asked_when_it_wishes() -> None:
    later = NOW + timedelta(hours=5)
    feed = poll(build.make_feed(URL), fails("http", 429, later))
    assert feed.next_attempt_at == later


def test_three_times_gone_is_gone_until_a_curator_revives_it() -> None:
    feed = build.make_feed(URL)
    for _ in range(2):
        assert poll(feed, fails("http", 410)).gone_at is None
    assert poll(feed, fails("http", 410)).gone_at == NOW
    assert Due("poll_feed", feed.pk) not in pipeline.find_due(NOW + timedelta(days=365))
    curation.resume_feed(build.make_user("curator"), feed, now=NOW)
    assert Due("poll_feed", feed.pk) in pipeline.find_due(NOW)


def test_a_page_at_the_feeds_address_is_a_failure_and_keeps_what_was_known() -> None:
    feed = poll(build.make_feed(URL), gives(rss(("1", "eins"))))
    poll(feed, gives(b"<html><body>Wartung</body></html>"))
    assert outcomes(feed) == ["read", "not a feed"]
    assert (feed.title, feed.entries.count()) == ("Leiterbahn", 1)


def test_what_a_feed_asked_for_holds_while_it_stays_unchanged() -> None:
    asks = rss(("1", "eins")).replace(b"<title>Leiterbahn", b"<ttl>300</ttl><title>Leiterbahn")
    feed = poll(build.make_feed(URL), gives(asks))
    for answer in (gives(asks), lambda request: Response(request.url, 304, b"")):
        poll(feed, answer)
        assert feed.next_attempt_at is not None
        assert feed.next_attempt_at - NOW >= timedelta(minutes=300)
    assert feed.next_why == "the feed asks for 300 minutes between polls"


def test_what_the_server_says_is_fresh_is_not_asked_for_again_before() -> None:
    feed = poll(build.make_feed(URL), gives(rss(("1", "eins")), **{"cache-control": "max-age=14400"}))
    assert feed.next_attempt_at is not None
    assert feed.next_attempt_at - NOW >= timedelta(hours=4)
    assert "Cache-Control" in feed.next_why


def test_a_feed_that_ignores_the_cache_is_asked_for_as_a_whole() -> None:
    asked: list[Request] = []

    def answer(request: Request) -> Response:
        asked.append(request)
        return Response(request.url, 200, rss(("1", "eins")), {"etag": '"a"', "last-modified": "gestern"})

    feed = build.make_feed(URL, ignores_cache=True)
    poll(feed, answer)
    poll(feed, answer)
    assert [(request.etag, request.last_modified) for request in asked] == [("", ""), ("", "")]
    assert outcomes(feed) == ["read", "unchanged"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(fails("http", 404), "status 404"), (fails("dns"), "dns"), (gives(b"<html>Wartung</html>"), "not a feed")],
)
def test_the_kind_of_a_failure_is_kept_until_it_is_past(answer: Answer, kind: str) -> None:
    feed = poll(build.make_feed(URL), answer)
    assert (feed.error_kind, "failed in a row" in feed.next_why) == (kind, True)
    assert poll(feed, gives(rss(("1", "eins")))).error_kind == ""
