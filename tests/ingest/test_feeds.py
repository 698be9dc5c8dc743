"""Feeds as files in tests/cases/feeds, each with what must be read from it; and what is refused, with its reason.

To add a case, put the feed beside a .json file of the same name that says what it holds.
"""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.ingest import inspect_feed, parse_feed
from claims.ingest.feed_entry import FeedError

CASES = Path(__file__).parents[1] / "cases" / "feeds"
EXPECTED = sorted(CASES.glob("*.json"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_feed_is_read_as_its_case_says(expected: Path) -> None:
    case = json.loads(expected.read_text(encoding="utf-8"))
    body = next(path for path in CASES.glob(f"{expected.stem}.*") if path.suffix != ".json").read_bytes()
    feed = parse_feed(body, url=case["url"])
    for name in ("title", "format", "site_url", "lang", "ttl_minutes"):
        assert getattr(feed, name) == case[name], name
    assert len(feed.entries) == len(case["entries"])
    for entry, wanted in zip(feed.entries, case["entries"], strict=True):
        published = datetime.fromisoformat(wanted["published"]) if wanted["published"] else None
        assert entry.published == published
        assert {name: getattr(entry, name) for name in ("guid", "link", "title", "author")} == {
            name: wanted[name] for name in ("guid", "link", "title", "author")
        }


def rss(title: str) -> str:
    return f"<rss version='2.0'><channel><title>{title}</title><item><title>One</title></item></channel></rss>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-16-le", "utf-8-sig"])
def test_an_encoding_is_seen_without_being_declared(encoding: str) -> None:
    assert parse_feed(rss("Größe").encode(encoding)).title == "Größe"


def test_valid_utf_8_is_utf_8_whatever_the_server_says() -> None:
    assert parse_feed(rss("Größe").encode(), content_type="text/xml; charset=iso-8859-1").title == "Größe"


def test_what_the_server_says_is_believed_otherwise() -> None:
    assert parse_feed(rss("Größe").encode("cp1252"), content_type="text/xml; charset=windows-1252").title == "Größe"


def test_a_bare_ampersand_is_an_ampersand() -> None:
    assert parse_feed(rss("R&D at ?page=1&copy=2").encode()).title == "R&D at ?page=1&copy=2"


def test_content_is_kept_raw_and_plain_text_is_escaped() -> None:
    entry = parse_feed((CASES / "rss-umlaute.xml").read_bytes(), url="https://rechnerbote.example/rss").entries[0]
    assert entry.summary_html == "<p>Der Hersteller bestätigt den Termin.</p>"
    assert '<a href="https://rechnerbote.example/x">' in entry.content_html
    assert parse_feed((CASES / "jsonfeed.feed").read_bytes()).entries[0].content_html == "1 &lt; 2"


def test_a_feed_without_a_title_goes_by_its_site() -> None:
    body = b"<rss version='2.0'><channel><link>https://news.example/</link></channel></rss>"
    assert parse_feed(body).title == "https://news.example/"


BOMB = '<!DOCTYPE rss [<!ENTITY a "' + "x" * 100_000 + '">]>' + rss("&a;" * 1000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-16-be"])
def test_a_feed_with_an_entity_declaration_is_refused(encoding: str) -> None:
    began = time.process_time()
    with pytest.raises(FeedError, match="XML entities"):
        parse_feed(BOMB.encode(encoding))
    assert time.process_time() - began < 2


def test_an_entity_declaration_in_an_exotic_encoding_is_refused() -> None:
    for encoding in ("cp037", "utf-7"):
        body = f"<?xml version='1.0' encoding='{encoding}'?>".encode(
            "cp037" if encoding == "cp037" else "ascii"
        ) + BOMB.encode(encoding)
        with pytest.raises(FeedError):
            parse_feed(body)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n\x00", "empty"),
        (b"<!doctype html><html><body>News</body></html>", "a web page, not a feed"),
        (b"<opml version='2.0'><body/></opml>", "OPML list"),
        (b"<urlset><url/></urlset>", "sitemap"),
        (b"<note><to>Ada</to></note>", "it starts with <note>"),
        (b"just words", "holds no XML element"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "holds no XML element"),
        (b'{"version": "https://jsonfeed.org/version/9", "items": []}', "no JSON Feed"),
        (b'{"items": 3}', "no JSON Feed"),
        (b"[1, 2]", "it is a list"),
        (b'{"version": ', "broken"),
        (b'{"version": "\xff"}', "broken"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_it_is(body: bytes, reason: str) -> None:
    with pytest.raises(FeedError, match=reason):
        parse_feed(body)


def test_a_file_name_is_never_opened() -> None:
    with pytest.raises(FeedError, match="no XML element"):
        parse_feed(str(CASES / "rss-umlaute.xml").encode())


def test_endless_sections_are_read_in_linear_time() -> None:
    began = time.process_time()
    parse_feed(b"<rss version='2.0'><channel><title>x</title>" + b"<![CDATA[&" * 200_000)
    assert time.process_time() - began < 5


def test_inspecting_a_page_lists_the_feeds_it_names() -> None:
    page = b"<html><head><link rel=alternate type=application/rss+xml href=/rss></head></html>"
    assert inspect_feed(page, url="https://news.example/a") == {"ok": True, "feeds": ["https://news.example/rss"]}


def test_inspecting_a_feed_gives_its_entries_and_a_refusal_its_reason() -> None:
    found = inspect_feed((CASES / "atom-relative.xml").read_bytes(), url="https://harbor-circuit.example/atom.xml")
    assert found["ok"]
    assert found["entries"][0]["published"] == datetime(2026, 2, 3, 14, 15, tzinfo=UTC).isoformat()
    assert inspect_feed(b"just words") == {
        "ok": False,
        "error": "this is no RSS, Atom, RDF or JSON feed: it holds no XML element",
    }
