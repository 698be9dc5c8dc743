"""Servers that misbehave: the row says in words what happened, the next try is planned, and nothing is half-written."""

import gzip
import itertools
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import brotli
import pytest
from django.utils import timezone

from claims import pipeline
from claims.ingest.addresses import Allowlist
from claims.ingest.fetch import Fetcher, resolve_host
from claims.models import Article, Claim, Feed, FeedEntry, RawPage, Revision, Statement
from claims.pipeline.work import Due
from tests import build
from tests.build import NOW
from tests.certificates import FOR_ALL_TIME, LONG_AGO, OPENSSL, make_certificate, server_context, trusting
from tests.misbehaving_server import Answer, Server, http, misbehaving_server

pytestmark = pytest.mark.django_db

SAID = "“The chip is ready,” said Ada Lind, chief executive of Norvik."
FILLER = "The plant in Graz has been working on it for two years now, and has bought many machines."
HOST = "post.example"
LATER = NOW + timedelta(hours=1)


def page(*paragraphs: str) -> bytes:
    written = "".join(f"<p>{paragraph}</p>" for paragraph in (SAID, FILLER, *paragraphs))
    head = "<head><meta charset='utf-8'><title>A chip</title></head>"
    return f"<html lang='en'>{head}<body><article><h1>A chip</h1>{written}</article></body></html>".encode()


def rss(server: Server, *items: tuple[str, str]) -> bytes:
    """Items as (guid, path)."""
    listed = "".join(
        f"<item><title>{path}</title><link>{server.url(path)}</link><guid>{guid}</guid></item>" for guid, path in items
    )
    return f'<rss version="2.0"><channel><title>Post</title>{listed}</channel></rss>'.encode()


GOOD_PAGE = http("200 OK", page(), "Content-Type: text/html; charset=utf-8")


def good_feed(server: Server) -> bytes:
    return http("200 OK", rss(server, ("1", "/one"), ("2", "/two")), 'ETag: "1"')


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving_server() as running:
        yield running


def resolve(host: str, port: int) -> list[str]:
    """One name stands for this machine; nobody knows any other."""
    if host.endswith(".example") and host != HOST:
        raise socket.gaierror(-2, "Name or service not known")
    return ["127.0.0.1"] if host == HOST else resolve_host(host, port)


FETCH = Fetcher("test", Allowlist.of(["127.0.0.1"]), resolve=resolve, step_seconds=0.4, whole_seconds=1.5)


def silence(_connection: socket.socket) -> None:
    time.sleep(2)


def half_a_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>")
    time.sleep(2)


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"<p>more</p>" * 10_000)


def dripping(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.1)


def resetting(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def packed(encoding: str, body: bytes) -> bytes:
    return http("200 OK", body, f"Content-Encoding: {encoding}")


def to(location: str) -> bytes:
    return http("302 Found", b"", f"Location: {location}")


@dataclass(frozen=True)
class Fault:
    name: str
    answer: Answer
    kind: str
    words: str
    is_final: bool = False  # for a page; a feed is asked for ever


BOMB = bytes(60_000_000)
FAULTS = [
    Fault("silence before the answer", silence, "timeout", "did not answer in time"),
    Fault("silence in the middle of a body", half_a_body, "timeout", "did not answer in time"),
    Fault("a body that drips for ever", dripping, "timeout", "did not answer in time"),
    Fault("an endless body", endless, "too large", "no feed or article page is that long"),
    Fault("a body shorter than it says", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss>", "connection", "failed"),
    Fault("a connection that breaks", resetting, "connection", "the connection failed"),
    Fault(
        "two lengths", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n<rss>", "connection", "failed"
    ),
    Fault("a length that is none", b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n<rss>", "connection", "failed"),
    Fault(
        "a chunked body that breaks off",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n<rss>",
        "connection",
        "failed",
    ),
    Fault("what is no HTTP", b"SSH-2.0-server\r\n\r\n", "connection", "the connection failed"),
    Fault(
        "truncated gzip",
        packed("gzip", gzip.compress(page() * 9)[:-10]),
        "encoding",
        "ends in the middle",
    ),
    Fault("damaged gzip", packed("gzip", b"\x1f\x8b\x08\x00" + b"x" * 99), "encoding", "the gzip body is damaged"),
    Fault("truncated brotli", packed("br", brotli.compress(page())[:-9]), "encoding", "ends in the middle"),
    Fault("a brotli bomb", packed("br", brotli.compress(BOMB, quality=5)), "too large", "sends more than"),
    Fault("a gzip bomb", packed("gzip", gzip.compress(BOMB, 1)), "too large", "sends more than"),
    Fault("another encoding", packed("zstd", b"xxxx"), "encoding", "only gzip, br was accepted"),
    Fault("a redirect loop", to("/x"), "redirect", "redirects more than 5 times"),
    Fault(
        "a redirect to a private address",
        to("http://10.0.0.1/"),
        "refused address",
        "only public addresses",
        is_final=True,
    ),
    Fault("a redirect into a file", to("file:///etc/passwd"), "url", "is not an http or https address", is_final=True),
    Fault("a redirect to an unknown host", to("http://nowhere.example/"), "dns", "nowhere.example is not known"),
    Fault("a fault of the site", http("500 Internal Server Error"), "http", "the site has a fault"),
    Fault("a storm", http("429 Too Many Requests", b"", "Retry-After: 7200"), "http", "asked too often"),
    Fault("nothing there", http("404 Not Found"), "http", "nothing is there"),
]
each_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)


def poll(feed: Feed, at: datetime = NOW, fetch: Fetcher = FETCH) -> Feed:
    Feed.objects.filter(pk=feed.pk).update(next_attempt_at=at)
    pipeline.run(Due("poll_feed", feed.pk), at, fetch)
    feed.refresh_from_db()
    return feed


def work(article: Article, at: datetime = NOW, fetch: Fetcher = FETCH) -> Article:
    """Read the page and do what becomes possible by that."""
    Article.objects.filter(pk=article.pk).update(next_attempt_at=at)
    todo = [Due("read_article", article.pk)]
    while todo:
        todo += pipeline.run(todo.pop(0), at, fetch)
    article.refresh_from_db()
    return article


@each_fault
def test_a_feed_keeps_what_it_has_says_what_happened_and_is_asked_again(server: Server, fault: Fault) -> None:
    server.answers["/x"] = good_feed(server)
    feed = poll(build.make_feed(server.url("/x")))
    server.answers["/x"] = fault.answer
    poll(feed, LATER)
    assert (feed.fetches.latest("pk").outcome, feed.attempts) == (fault.kind, 1)
    assert fault.words in feed.last_error
    assert feed.next_attempt_at is not None
    assert feed.next_attempt_at > LATER
    assert (feed.etag, feed.last_success_at, feed.entries.count()) == ('"1"', NOW, 2)
    server.answers["/x"] = good_feed(server)
    poll(feed, LATER + timedelta(days=1))
    assert (feed.attempts, feed.last_error, Article.objects.count()) == (0, "", 2)


@each_fault
def test_a_new_page_waits_with_its_reason_and_nothing_of_it_is_kept(server: Server, fault: Fault) -> None:
    server.answers["/x"] = fault.answer
    article = work(build.make_waiting_article(server.url("/x")))
    assert fault.words in article.last_error
    if fault.is_final:
        assert (article.stage, article.next_attempt_at) == ("failed", None)
    else:
        assert article.next_attempt_at is not None
        assert (article.stage, article.next_attempt_at > NOW) == ("read", True)
    assert not RawPage.objects.exists()
    assert not Revision.objects.exists()
    server.answers["/x"] = GOOD_PAGE
    work(article, LATER)
    assert (article.stage, article.last_error) == ("kept", "")
    assert Statement.objects.get().speaker_name == "Ada Lind"


@each_fault
def test_a_page_that_was_read_before_keeps_its_text_and_its_readings(server: Server, fault: Fault) -> None:
    server.answers["/x"] = GOOD_PAGE
    article = work(build.make_waiting_article(server.url("/x")))
    server.answers["/x"] = fault.answer
    work(article, LATER)
    assert (article.stage, article.revisions.get().stage, Statement.objects.count()) == ("kept", "done", 1)
    assert fault.words in article.last_error
    assert article.next_attempt_at is not None
    assert article.next_attempt_at > LATER


def test_feeds_and_pages_have_their_own_limits(server: Server) -> None:
    server.answers["/x"] = endless
    assert "5,000,000 bytes" in poll(build.make_feed(server.url("/x"))).last_error
    assert "4,000,000 bytes" in work(build.make_waiting_article(server.url("/x"))).last_error


@pytest.mark.skipif(not OPENSSL, reason="certificates are made with the openssl program, which is not here")
@pytest.mark.parametrize(
    ("host", "valid", "is_trusted", "words"),
    [
        (HOST, FOR_ALL_TIME, False, "is signed by nobody who is trusted"),
        (HOST, LONG_AGO, True, "has expired"),
        ("other.example", FOR_ALL_TIME, True, "is made out to another host"),
    ],
    ids=["self-signed", "expired", "for another host"],
)
def test_a_bad_certificate_is_named(
    tmp_path: Path,
    host: str,
    valid: tuple[str, str],
    is_trusted: bool,  # noqa: FBT001
    words: str,
) -> None:
    certificate = make_certificate(tmp_path, host, valid)
    with misbehaving_server(server_context(certificate)) as server:
        server.answers["/x"] = GOOD_PAGE
        fetch = replace(FETCH, tls=trusting(certificate)) if is_trusted else FETCH
        article = work(build.make_waiting_article(server.url("/x", HOST)), fetch=fetch)
        feed = poll(build.make_feed(server.url("/x", HOST)), fetch=fetch)
        assert words in article.last_error
        assert words in feed.last_error
        assert (article.stage, feed.fetches.get().outcome, server.asked) == ("read", "tls", [])


@pytest.mark.skipif(not OPENSSL, reason="certificates are made with the openssl program, which is not here")
def test_a_good_certificate_is_taken(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path, HOST)
    with misbehaving_server(server_context(certificate)) as server:
        server.answers["/x"] = GOOD_PAGE
        fetch = replace(FETCH, tls=trusting(certificate))
        assert work(build.make_waiting_article(server.url("/x", HOST)), fetch=fetch).stage == "kept"


def test_a_name_that_nobody_knows_is_named_and_asked_for_again() -> None:
    feed = poll(build.make_feed("https://nowhere.example/feed"))
    assert feed.fetches.get().outcome == "dns"
    assert "nowhere.example" in feed.last_error
    assert "check the address for a typo" in feed.last_error


def taking_turns(*answers: bytes) -> Callable[[socket.socket], None]:
    turns = itertools.cycle(answers)
    return lambda connection: connection.sendall(next(turns))


def test_a_site_that_flaps_is_read_whenever_it_answers(server: Server) -> None:
    server.answers["/x"] = taking_turns(http("500 Internal Server Error"), good_feed(server))
    feed = build.make_feed(server.url("/x"))
    for hour in range(6):
        poll(feed, NOW + timedelta(hours=hour))
    outcomes = [fetch.outcome for fetch in feed.fetches.order_by("pk")]
    assert outcomes == ["http", "read", "http", "unchanged", "http", "unchanged"]
    assert (feed.attempts, Article.objects.count()) == (0, 2)


def test_a_storm_is_waited_out_as_long_as_the_server_wishes(server: Server) -> None:
    server.answers["/x"] = http("429 Too Many Requests", b"", "Retry-After: 86400")
    now = timezone.now()
    feed = build.make_feed(server.url("/x"), next_attempt_at=now)
    for hour in range(23):
        for due in pipeline.find_due(now + timedelta(hours=hour)):
            pipeline.run(due, now + timedelta(hours=hour), FETCH)
    feed.refresh_from_db()
    assert len(server.asked) == 1
    assert feed.next_attempt_at is not None
    assert timedelta(0) <= feed.next_attempt_at - now - timedelta(days=1) < timedelta(minutes=10)


def test_a_feed_that_renumbers_its_guids_doubles_no_article(server: Server) -> None:
    feed = build.make_feed(server.url("/x"))
    for hour, prefix in enumerate(("a", "b", "c")):
        server.answers["/x"] = http("200 OK", rss(server, (f"{prefix}1", "/one"), (f"{prefix}2", "/two")))
        poll(feed, NOW + timedelta(hours=hour))
    assert (Article.objects.count(), FeedEntry.objects.count()) == (2, 6)
    assert [fetch.new_articles for fetch in feed.fetches.order_by("pk")] == [2, 0, 0]


def test_a_feed_that_goes_back_in_time_loses_and_doubles_nothing(server: Server) -> None:
    feed = build.make_feed(server.url("/x"))
    for hour, items in enumerate(((("1", "/one"), ("2", "/two")), (("1", "/one"),), (("1", "/one"), ("2", "/two")))):
        server.answers["/x"] = http("200 OK", rss(server, *items), f'ETag: "{len(items)}"')
        poll(feed, NOW + timedelta(hours=hour))
    assert Article.objects.count() == FeedEntry.objects.count() == 2


def test_a_page_that_changes_on_every_fetch_is_read_a_limited_number_of_times(server: Server) -> None:
    visits = itertools.count(1)

    def changing(connection: socket.socket) -> None:
        number = next(visits)
        body = page(f"Visitor {number * 7919} came at second {number * 17}, and we are glad of {number} more.")
        connection.sendall(http("200 OK", body, "Content-Type: text/html; charset=utf-8"))

    server.answers["/x"] = changing
    article = build.make_waiting_article(server.url("/x"))
    moment: datetime | None = NOW
    while moment:
        moment = work(article, moment).next_attempt_at
        assert len(server.asked) <= 50
    assert article.revisions.count() == len(server.asked)
    assert article.revisions.filter(superseded_at=None).count() == 1
    assert [(claim.articles, claim.origins) for claim in Claim.objects.exclude(articles=0)] == [(1, 1)]
