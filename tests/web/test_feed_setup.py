"""A feed is looked at before it is added, and nothing is stored or fetched twice for that; then it can be changed."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from bs4 import Tag
from django.test import Client
from django.urls import reverse

from claims import ingest
from claims.ingest.addresses import Allowlist
from claims.ingest.http import FetchError, Request, Response
from claims.models import Article, Feed, FeedAlias
from claims.pipeline.politeness import PoliteFetch
from tests import build
from tests.build import NOW
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db

HOME = "https://leiterbahn.example/"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Leiterbahn</title><language>de</language>
<link>https://leiterbahn.example/</link>
<item><title>Eins</title><link>https://leiterbahn.example/1</link><guid>1</guid>
<pubDate>Mon, 18 May 2026 08:00:00 +0200</pubDate><description>Kurz gesagt.</description></item>
<item><title>Zwei</title><link>https://leiterbahn.example/2</link><guid>2</guid>
<pubDate>Mon, 18 May 2026 10:00:00 +0200</pubDate></item></channel></rss>"""
FULL = FEED.replace(b"Kurz gesagt.", b"Die Linie in Graz steht still. " * 40).replace(
    b"<item><title>Zwei", b"<x><title>"
)
PAGE = b"""<html><head>
<link rel="alternate" type="application/rss+xml" title="Alles" href="/feed.xml">
<link rel="alternate" type="application/rss+xml" title="Tests" href="/tests.xml">
</head><body><p>Leiterbahn</p></body></html>"""
STORY = """<html lang="de"><head><title>Zwei</title></head><body><article><h1>Zwei</h1>
<p>Die Linie in Graz steht seit Montag still, sagte Ada Lind, die Chefin von Norvik, vor der Presse in Wien.</p>
<p>Das Werk hat zwei Jahre lang daran gearbeitet und dafür viele Maschinen gekauft.</p></article></body></html>"""
WALL = b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser</p></body></html>"


class Web:
    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {
            f"{HOME}feed.xml": FEED,
            f"{HOME}tests.xml": FEED,
            f"{HOME}voll.xml": FULL,
            HOME: PAGE,
            f"{HOME}2": STORY.encode(),
            f"{HOME}wand": WALL,
        }
        self.asked: list[str] = []

    def __call__(self, request: Request) -> Response:
        self.asked.append(request.url)
        if request.url.endswith("/robots.txt"):
            return Response(request.url, 200, b"User-agent: *\nDisallow: /zu")
        if request.url not in self.pages:
            raise FetchError(f"GET {request.url}: 404 Not Found", kind="http", status=404)
        return Response(request.url, 200, self.pages[request.url])


@pytest.fixture(autouse=True)
def web() -> Iterator[Web]:
    small_web = Web()
    polite = partial(PoliteFetch, small_web, timedelta(0), Allowlist())
    with (
        patch("claims.pipeline.fetcher", lambda: small_web),
        patch("claims.pipeline.polite_fetcher", polite),
    ):
        yield small_web


def look(client: Client, url: str, status: int = 200, **more: Any) -> Tag:
    return parse(client.post(reverse("add-feed"), {"url": url, **more}), status)


def fields(form: Tag) -> dict[str, str]:
    """What a browser would send of a form."""
    return {
        str(field["name"]): str(field.get("value", ""))
        for field in form.select("input[name]")
        if field.get("type") not in ("checkbox", "radio") or field.has_attr("checked")
    }


def press(client: Client, page: Tag, button: str, **typed: str) -> Tag:
    """Send the form that has the button, and follow."""
    (form,) = [form for form in page.select("form") if button in texts_of(form, "button")]
    return parse(client.post(str(form["action"]), {**fields(form), **typed}, follow=True))


def test_a_feed_is_looked_at_and_then_added_without_asking_for_it_again(curator: Client, web: Web) -> None:
    page = look(curator, f"{HOME}feed.xml")
    assert not Feed.objects.exists()
    page = press(curator, page, "Add this feed", folder="Hardware")
    assert "Added: Leiterbahn" in text_of(page, ".toast")
    feed = Feed.objects.get()
    assert (feed.url, feed.folder, feed.outlet.name) == (f"{HOME}feed.xml", "Hardware", "Leiterbahn")
    assert web.asked == [f"{HOME}feed.xml"]


def test_the_preview_says_what_would_come_in(curator: Client) -> None:
    build.make_article(url=f"{HOME}1")
    page = look(curator, f"{HOME}feed.xml")
    facts = text_of(page, ".pairs")
    assert "Language de" in facts
    assert "2, 1 of them here already" in facts
    assert "an entry comes about every" in facts
    assert "carries teasers" in facts
    assert texts_of(page, "tbody tr") == [
        f"Zwei 18 May 2026, 10:00 CEST {HOME}2 new",
        f"Eins 18 May 2026, 08:00 CEST {HOME}1 already",
    ]


def test_a_feed_that_carries_its_articles_text_is_known_as_such(curator: Client) -> None:
    page = look(curator, f"{HOME}voll.xml")
    assert "carries the articles' text" in text_of(page, ".pairs")
    press(curator, page, "Add this feed", takes_full_text="on")
    assert Feed.objects.get().takes_full_text


def test_a_page_that_names_several_feeds_lets_the_curator_preview_each(curator: Client, web: Web) -> None:
    page = look(curator, HOME)
    choices = [str(choice["value"]) for choice in page.select("[name=chosen]")]
    assert choices == [f"{HOME}feed.xml", f"{HOME}tests.xml"]
    page = look(curator, HOME, chosen=choices[1], named=choices)
    assert f"Address {choices[1]}" in text_of(page, ".pairs")
    assert [str(choice["value"]) for choice in page.select("[name=chosen]")] == choices
    press(curator, page, "Add this feed")
    assert Feed.objects.get().url == choices[1]
    assert web.asked == [HOME, choices[1]]


@pytest.mark.parametrize("address", ["feed.xml", "old.xml"])
def test_a_feed_that_is_here_already_is_named_and_nothing_is_fetched(address: str, curator: Client, web: Web) -> None:
    feed = build.make_feed(f"{HOME}feed.xml", title="Leiterbahn")
    FeedAlias.objects.create(feed=feed, url=f"{HOME}old.xml", moved_at=NOW)
    page = look(curator, f"{HOME}{address}")
    assert page.select(f'.notice a[href="{feed.get_absolute_url()}"]')
    assert not page.select("[name=token]")
    assert web.asked == []


def test_an_address_without_a_feed_is_answered_at_the_field(curator: Client) -> None:
    page = look(curator, f"{HOME}nichts", 422)
    assert "404 Not Found" in text_of(page, "#id_url-error")
    (field,) = page.select("#id_url")
    assert field["value"] == f"{HOME}nichts"


@pytest.mark.parametrize("token", ["", "made up"])
def test_only_what_was_looked_at_is_added(token: str, curator: Client) -> None:
    sent = {"url": f"{HOME}feed.xml", "token": token}
    page = parse(curator.post(reverse("add-feed"), sent), 422)
    assert "Look at the address again" in text_of(page, "#id_url-error")
    assert not Feed.objects.exists()


def test_a_feed_that_came_in_meanwhile_is_not_added_again(curator: Client) -> None:
    page = look(curator, f"{HOME}feed.xml")
    build.make_feed(f"{HOME}feed.xml")
    sent = fields(page.select("form")[-1])
    assert "already here" in text_of(parse(curator.post(reverse("add-feed"), sent), 422), "#id_url-error")


def sample(client: Client, url: str, **headers: str) -> Tag:
    return parse(client.post(reverse("sample-page"), {"url": url, "lang": "de-DE"}, headers=headers))


def test_one_entrys_page_is_read_as_it_would_be(curator: Client) -> None:
    (form,) = look(curator, f"{HOME}feed.xml").select("#sample")
    assert fields(form)["url"] == f"{HOME}2"
    page = sample(curator, f"{HOME}2")
    assert "3 paragraphs kept" in texts_of(page, "summary")
    assert "sagte Ada Lind" in text_of(page, "#sample")
    assert not Article.objects.exists()


def test_the_sample_comes_alone_where_a_page_asks_for_it(curator: Client) -> None:
    assert sample(curator, f"{HOME}2", hx_request="true").select_one("title") is None
    assert sample(curator, f"{HOME}2").select_one("title") is not None


@pytest.mark.parametrize(
    ("path", "said"),
    [("wand", "bot check"), ("zu", "closed to robots"), ("weg", "404 Not Found")],
)
def test_a_page_that_cannot_be_read_says_why_and_what_to_do(path: str, said: str, curator: Client) -> None:
    notice = text_of(sample(curator, f"{HOME}{path}"), ".notice")
    assert said in notice
    assert "Use the text in the feed" in notice


def test_a_wall_before_the_sample_leads_to_the_rules_of_its_site(curator: Client) -> None:
    page = sample(curator, f"{HOME}wand")
    assert "refuses automated readers" in text_of(page, ".notice")
    assert page.select(f'.notice a[href="{reverse("site", args=[ingest.site_of(HOME)])}"]')


def test_the_settings_of_a_feed_are_changed(curator: Client) -> None:
    feed = build.make_feed(title="Alt")
    page = load(curator, reverse("feed-settings", args=[feed.pk]))
    page = press(curator, page, "Save", title="Neu", takes_full_text="on")
    assert "Saved." in text_of(page, ".toast")
    assert text_of(page, "h1") == "Neu"
    assert "The text in the feed is used" in text_of(page, ".pairs")


def test_a_feed_without_an_outlet_is_answered_at_the_field(curator: Client) -> None:
    feed = build.make_feed()
    page = parse(curator.post(reverse("feed-settings", args=[feed.pk]), {"outlet_name": "", "title": "Neu"}), 422)
    assert page.select("#id_outlet_name-error")
    assert page.select('#id_title[value="Neu"]')


def test_a_feed_gets_an_address_that_was_checked_to_be_a_feed(curator: Client, web: Web) -> None:
    feed = build.make_feed("https://alt.example/rss", title="Leiterbahn")
    address = reverse("feed-address", args=[feed.pk])
    page = parse(curator.post(address, {"url": f"{HOME}feed.xml"}))
    assert "None of its entries is here already" in page.get_text()
    page = press(curator, page, "Use this address")
    assert "new address" in text_of(page, ".toast")
    assert Feed.objects.get().url == f"{HOME}feed.xml"
    assert web.asked == [f"{HOME}feed.xml"]


def test_a_broken_feed_is_repaired_by_what_its_site_names(curator: Client) -> None:
    feed = build.make_feed(f"{HOME}alt.xml", title="Leiterbahn")
    build.make_fetch(feed, "http", status=404)
    page = press(curator, load(curator, feed.get_absolute_url()), "Look for it on the outlet's site", find="1")
    assert [str(choice["value"]) for choice in page.select("[name=chosen]")] == [f"{HOME}feed.xml", f"{HOME}tests.xml"]
    page = press(curator, page, "Preview this feed")
    press(curator, page, "Use this address")
    feed.refresh_from_db()
    assert (feed.url, feed.aliases.get().url) == (f"{HOME}feed.xml", f"{HOME}alt.xml")


def test_a_search_that_finds_nothing_says_where_it_looked(curator: Client, web: Web) -> None:
    web.pages.clear()
    feed = build.make_feed(f"{HOME}alt.xml")
    page = parse(curator.post(reverse("feed-address", args=[feed.pk]), {"find": "1"}), 422)
    assert f"{HOME}: 404 Not Found" in text_of(page, "#id_url-error")


def test_an_address_of_another_feed_is_not_taken(curator: Client) -> None:
    other = build.make_feed(f"{HOME}feed.xml", title="Leiterbahn")
    feed = build.make_feed(f"{HOME}alt.xml")
    page = parse(curator.post(reverse("feed-address", args=[feed.pk]), {"url": other.url}))
    assert page.select(f'.notice a[href="{other.get_absolute_url()}"]')
    assert not page.select("[name=token]")
