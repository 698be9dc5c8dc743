"""Lists of feeds from other readers: read with their folders, written so that other readers take them."""

from datetime import UTC, datetime

import pytest

from claims.ingest import Subscription, read_opml, write_opml
from claims.ingest.feed_entry import FeedError

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
LIST = """<?xml version="1.0" encoding="utf-8"?>
<opml version="1.1"><head><title>Meine Feeds</title></head><body>
  <outline text="Hardware">
    <outline type="rss" text="Platinenpost" xmlUrl="https://platinenpost.example/feed" htmlUrl="https://platinenpost.example/"/>
    <outline title="Prüfstände"><outline text="Messlabor" XMLURL="https://messlabor.example/rss"/></outline>
  </outline>
  <outline text="Nordwind" xmlUrl="https://nordwind.example/atom.xml"/>
</body></opml>"""


def test_feeds_are_read_with_the_folders_they_lie_in() -> None:
    assert read_opml(LIST.encode()) == [
        Subscription("https://platinenpost.example/feed", "Platinenpost", "Hardware", "https://platinenpost.example/"),
        Subscription("https://messlabor.example/rss", "Messlabor", "Hardware / Prüfstände"),
        Subscription("https://nordwind.example/atom.xml", "Nordwind"),
    ]


def test_a_list_that_is_written_is_read_as_the_same_list() -> None:
    subscriptions = read_opml(LIST.encode())
    written = write_opml("Feeds", subscriptions, NOW)
    assert sorted(read_opml(written), key=str) == sorted(subscriptions, key=str)
    assert written.count(b'text="Hardware"') == 1


def test_the_same_feeds_give_the_same_bytes() -> None:
    subscriptions = read_opml(LIST.encode())
    assert write_opml("Feeds", subscriptions, NOW) == write_opml("Feeds", reversed(subscriptions), NOW)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_list_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    text = LIST.replace('encoding="utf-8"', f'encoding="{encoding}"')
    assert read_opml(text.encode(encoding))[1].folder == "Hardware / Prüfstände"


def test_bare_ampersands_and_a_missing_end_lose_nothing() -> None:
    broken = '<opml><body><outline text="R&D" xmlUrl="https://a.example/f?x=1&copy=2"/><outline text="B" xmlUrl="https://b.example/"/>'
    assert [(each.title, each.url) for each in read_opml(broken.encode())] == [
        ("R&D", "https://a.example/f?x=1&copy=2"),
        ("B", "https://b.example/"),
    ]


@pytest.mark.parametrize("body", [b"", b"no xml", b"<rss></rss>", b"<html><body>Sign in</body></html>", b"\xff\xfe"])
def test_what_is_no_list_is_refused_with_what_it_is(body: bytes) -> None:
    with pytest.raises(FeedError, match="This is no OPML list"):
        read_opml(body)


def test_a_list_that_declares_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE opml [<!ENTITY a "aaaa">]><opml><body><outline text="&a;" xmlUrl="https://a.example/"/></body></opml>'
    with pytest.raises(FeedError, match="declares XML entities"):
        read_opml(bomb)


def test_folders_nested_without_end_are_no_danger() -> None:
    assert read_opml(b"<opml><body>" + b"<outline text='x'>" * 100_000) == []
