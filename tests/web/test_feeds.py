"""The feeds: their list, one of them, and adding one."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from claims.ingest.http import FetchError, Request, Response
from claims.models import Feed
from tests import build
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Leiterbahn</title><link>https://leiterbahn.example/</link>
<item><title>Eins</title><link>https://leiterbahn.example/1</link><guid>1</guid></item></channel></rss>"""
PAGE = b"""<html><head>
<link rel="alternate" type="application/rss+xml" title="Alles" href="/feed.xml">
<link rel="alternate" type="application/rss+xml" title="Tests" href="/tests.xml">
</head><body><p>Leiterbahn</p></body></html>"""
WEB = {
    "https://leiterbahn.example/feed.xml": (FEED, "application/rss+xml"),
    "https://leiterbahn.example/tests.xml": (FEED, "application/rss+xml"),
    "https://leiterbahn.example/": (PAGE, "text/html"),
}


def fetch(request: Request) -> Response:
    if request.url not in WEB:
        raise FetchError(f"GET {request.url}: 404 Not Found", kind="http", status=404)
    body, content_type = WEB[request.url]
    return Response(url=request.url, status=200, body=body, headers={"content-type": content_type})


@pytest.fixture(autouse=True)
def _a_small_web() -> Iterator[None]:
    with patch("claims.pipeline.fetcher", lambda: fetch):
        yield


def test_a_curator_adds_a_feed_by_its_address(curator: Client) -> None:
    page = parse(curator.post(reverse("add-feed"), {"url": "https://leiterbahn.example/feed.xml"}, follow=True))
    assert "Added: Leiterbahn" in text_of(page, ".toast")
    assert Feed.objects.get().url == "https://leiterbahn.example/feed.xml"


def test_a_page_that_names_several_feeds_lets_the_curator_choose(curator: Client) -> None:
    page = parse(curator.post(reverse("add-feed"), {"url": "https://leiterbahn.example/"}))
    choices = [str(choice["value"]) for choice in page.select("[name=chosen]")]
    assert choices == ["https://leiterbahn.example/feed.xml", "https://leiterbahn.example/tests.xml"]
    assert not Feed.objects.exists()
    curator.post(reverse("add-feed"), {"url": "https://leiterbahn.example/", "chosen": choices[1]})
    assert Feed.objects.get().url == choices[1]


def test_an_address_without_a_feed_is_answered_at_the_field(curator: Client) -> None:
    page = parse(curator.post(reverse("add-feed"), {"url": "https://leiterbahn.example/nichts"}), 422)
    assert "404 Not Found" in text_of(page, "#id_url-error")
    (field,) = page.select("#id_url")
    assert field["value"] == "https://leiterbahn.example/nichts"


def test_the_same_feed_is_not_added_twice(curator: Client) -> None:
    sent = {"url": "https://leiterbahn.example/feed.xml"}
    curator.post(reverse("add-feed"), sent)
    assert "already here" in text_of(parse(curator.post(reverse("add-feed"), sent), 422), ".error")


def test_a_feed_is_paused_resumed_and_read_at_once(curator: Client) -> None:
    feed = build.make_feed(title="Leiterbahn")
    page = parse(curator.post(reverse("pause-feed", args=[feed.pk]), follow=True))
    assert "Paused: Leiterbahn" in text_of(page, ".toast")
    assert texts_of(page, ".page-head button") == ["Resume"]
    page = parse(curator.post(reverse("resume-feed", args=[feed.pk]), follow=True))
    assert texts_of(page, ".page-head button") == ["Read it now", "Pause"]
    curator.post(reverse("poll-feed", args=[feed.pk]))
    feed.refresh_from_db()
    assert feed.next_attempt_at is not None


@pytest.mark.parametrize(
    ("outcome", "status", "hint"),
    [
        ("http", 404, "Look on the outlet's site for the new one"),
        ("http", 403, "The server refuses us (status 403)"),
        ("http", 503, "The server has a fault (status 503)"),
        ("http", 429, "we ask too often"),
        ("timeout", None, "does not answer"),
        ("dns", None, "The name of the server is not known"),
        ("tls", None, "certificate is not valid"),
        ("not a feed", 200, "The address answers, but not with a feed"),
        ("refused address", None, "FETCH_ALLOW"),
    ],
)
def test_a_failing_feed_says_what_to_do(outcome: str, status: int | None, hint: str, reader: Client) -> None:
    feed = build.make_feed()
    build.make_fetch(feed, outcome, status=status)
    assert hint in text_of(load(reader, feed.get_absolute_url()), ".notice")
    assert hint in load(reader, "/feeds/").get_text()


def test_a_feed_shows_its_last_twenty_tries(reader: Client) -> None:
    feed = build.make_feed()
    for _ in range(25):
        build.make_fetch(feed, entries=20, new_articles=1)
    rows = texts_of(load(reader, feed.get_absolute_url()), "tbody tr")
    assert len(rows) == 20
    assert rows[0] == "20 May 2026, 14:00 CEST read 200 20 entries 1 article"


def test_no_feeds_yet_leads_a_curator_to_add_one(curator: Client) -> None:
    assert load(curator, "/feeds/").select(f'.empty a[href="{reverse("add-feed")}"]')


def test_what_needs_attention_stands_first_and_is_counted(reader: Client) -> None:
    fine, broken, new = (build.make_feed(title=title) for title in ("Aa", "Bb", "Cc"))
    build.make_feed(title="Dd", is_paused=True)
    build.make_fetch(fine)
    build.make_fetch(broken, "timeout")
    page = load(reader, reverse("feeds"))
    assert [name[:2] for name in texts_of(page, "tbody th")] == ["Bb", "Cc", "Aa", "Dd"]
    assert texts_of(page, ".narrow-to") == ["all", "failing 1", "new 1", "reading 1", "paused 1"]
    assert str(new) in text_of(load(reader, reverse("feeds") + "?state=new"), "tbody")


def test_the_list_can_be_narrowed_to_one_state(reader: Client) -> None:
    build.make_fetch(build.make_feed(title="Aa"))
    build.make_fetch(build.make_feed(title="Bb"), "timeout")
    page = load(reader, reverse("feeds") + "?state=failing")
    assert [name[:2] for name in texts_of(page, "tbody th")] == ["Bb"]
    assert texts_of(page, '.narrow-to[aria-current="true"]') == ["failing 1"]
    assert len(load(reader, reverse("feeds") + "?state=nonsense").select("tbody th")) == 2
