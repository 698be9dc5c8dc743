"""The feeds: their list, one of them, and what is done with those that are there."""

from datetime import timedelta

import pytest
from bs4 import Tag
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Decision, Feed, FeedAlias, HostSlot
from tests import build
from tests.build import NOW
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db


def test_a_feed_is_paused_resumed_and_read_at_once(curator: Client) -> None:
    feed = build.make_feed(title="Leiterbahn")
    page = parse(curator.post(reverse("pause-feed", args=[feed.pk]), follow=True))
    assert "Paused: Leiterbahn" in text_of(page, ".toast")
    assert texts_of(page, ".page-head button, .page-head .button") == ["Resume", "Settings"]
    page = parse(curator.post(reverse("resume-feed", args=[feed.pk]), follow=True))
    assert texts_of(page, ".page-head button") == ["Read it now", "Pause"]
    curator.post(reverse("poll-feed", args=[feed.pk]))
    feed.refresh_from_db()
    assert feed.next_attempt_at is not None


@pytest.mark.parametrize(
    ("outcome", "status", "hint"),
    [
        ("http", 404, "Look for it on the outlet's site"),
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


def test_a_feed_says_when_it_is_tried_next_and_why_then(reader: Client) -> None:
    feed = build.make_feed(next_attempt_at=NOW, next_why="an entry comes about every 4 hours")
    assert "20 May 2026, 14:00 CEST : an entry comes about every 4 hours" in text_of(
        load(reader, feed.get_absolute_url()), ".pairs"
    )


def test_a_feed_names_the_addresses_that_it_had(reader: Client) -> None:
    feed = build.make_feed()
    FeedAlias.objects.create(feed=feed, url="https://alt.example/rss", moved_at=NOW)
    assert "https://alt.example/rss until 20 May 2026" in text_of(load(reader, feed.get_absolute_url()), ".pairs")


def test_a_feed_whose_domain_cools_down_says_so(reader: Client) -> None:
    feed = build.make_feed("https://news.example.org/rss")
    later = timezone.now() + timedelta(minutes=20)
    HostSlot.objects.create(domain="example.org", free_at=later, last_ticket_at=later)
    assert "asked too often" in text_of(load(reader, feed.get_absolute_url()), ".notice-warning")


@pytest.mark.parametrize(
    ("outcome", "status", "offers"),
    [("http", 404, 1), ("http", 410, 1), ("not a feed", 200, 1), ("http", 503, 0), ("read", 200, 0)],
)
def test_a_feed_that_may_have_moved_is_offered_to_be_looked_for(
    outcome: str, status: int, offers: int, curator: Client, reader: Client
) -> None:
    feed = build.make_feed()
    build.make_fetch(feed, outcome, status=status)
    assert len(load(curator, feed.get_absolute_url()).select("[name=find]")) == offers
    assert not load(reader, feed.get_absolute_url()).select("[name=find]")


def tick(client: Client, action: str, feeds: list[Feed], query: str = "", **more: str) -> Tag:
    sent = {"action": action, "feed": [feed.pk for feed in feeds], **more}
    return parse(client.post(reverse("change-feeds") + query, sent, follow=True))


@pytest.mark.parametrize(
    ("action", "toast"),
    [
        ("pause", "1 feed is paused; 1 feed is paused already."),
        ("resume", "1 feed is resumed; 1 feed is being read already."),
        ("poll", "1 feed is read within a minute; 1 feed is not read while paused or gone."),
        ("move", "2 feeds are moved."),
    ],
)
def test_one_toast_tells_what_became_of_the_feeds_that_were_ticked(action: str, toast: str, curator: Client) -> None:
    feeds = [build.make_feed(), build.make_feed(is_paused=True)]
    other = build.make_feed()
    page = tick(curator, action, feeds, folder="Tests")
    assert texts_of(page, ".toast") == [toast]
    assert not Decision.objects.filter(object_id=other.pk).exists()


def test_the_list_comes_back_as_it_was_narrowed(curator: Client) -> None:
    paused, going = build.make_feed(is_paused=True), build.make_feed()
    page = tick(curator, "move", [paused], "?state=paused", folder="Tests")
    assert texts_of(page, '.narrow-to[aria-current="true"]') == ["paused 1"]
    assert str(going) not in page.get_text()


@pytest.mark.parametrize(
    "sent", [{"action": "pause"}, {"action": "burn", "feed": "1"}, {"action": "pause", "feed": "x"}]
)
def test_nothing_is_done_without_a_choice(sent: dict[str, str], curator: Client) -> None:
    page = parse(curator.post(reverse("change-feeds"), sent, follow=True))
    assert "Nothing was done" in text_of(page, ".toast-error")
    assert not Decision.objects.exists()


def test_a_reader_sees_the_list_without_boxes_to_tick(reader: Client) -> None:
    build.make_feed()
    assert not load(reader, reverse("feeds")).select("[name=feed]")
