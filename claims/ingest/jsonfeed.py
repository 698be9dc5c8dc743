"""JSON Feed 1.0 and 1.1 (jsonfeed.org). Lenient about single items, strict about being a JSON Feed at all."""

import json
import re
from html import escape
from typing import Any

from claims.ingest.characters import one_line, visible
from claims.ingest.dates import parse_date
from claims.ingest.feed_entry import FeedEntry, FeedError, ParsedFeed
from claims.ingest.urls import absolute

VERSION = re.compile(r"^(?:https?://(?:www\.)?jsonfeed\.org/version/)?(1(?:\.\d+)?)/?$")  # some name the number only


def looks_like_json(body: bytes) -> bool:
    return body.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip()[:1] in (b"{", b"[")


def parse_json_feed(body: bytes, *, url: str = "") -> ParsedFeed:
    feed = _load(body)
    version = VERSION.match(_string(feed, "version"))
    if not version or not isinstance(feed.get("items", []), list):
        raise FeedError("this is JSON, but no JSON Feed: its version is not https://jsonfeed.org/version/1 or 1.1")
    home = absolute(_string(feed, "home_page_url"), url)
    return ParsedFeed(
        title=one_line(_string(feed, "title")) or home,
        entries=tuple(_to_entry(item, feed, url) for item in feed.get("items", []) if isinstance(item, dict)),
        format=f"json{version[1]}",
        site_url=home,
        lang=_string(feed, "language"),
    )


def _load(body: bytes) -> dict[str, Any]:
    try:
        feed = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError as error:
        raise FeedError("the JSON is nested too deeply to be a feed") from error
    except ValueError as error:  # bad JSON or bad UTF-8
        raise FeedError(f"this looks like JSON, but is broken ({error})") from error
    if not isinstance(feed, dict):
        raise FeedError("this is JSON, but no JSON Feed: it is a list, not an object")
    return feed


def _to_entry(item: dict[str, Any], feed: dict[str, Any], url: str) -> FeedEntry:
    link = absolute(_string(item, "url"), url) or absolute(_string(item, "external_url"), url)
    text = _string(item, "content_text")
    return FeedEntry(
        guid=one_line(_string(item, "id")) or link,
        link=link,
        title=one_line(_string(item, "title")),
        author=_authors(item) or _authors(feed),
        published=parse_date(_string(item, "date_published")),
        updated=parse_date(_string(item, "date_modified")),
        summary_html=escape(_string(item, "summary"), quote=False),
        content_html=_string(item, "content_html") or escape(text, quote=False),
    )


def _authors(item: dict[str, Any]) -> str:
    """`authors` of 1.1, or `author` of 1.0."""
    authors = item.get("authors") or [item.get("author")]
    if not isinstance(authors, list):
        return ""
    return ", ".join(
        filter(None, (one_line(_string(author, "name")) for author in authors if isinstance(author, dict)))
    )


def _string(item: dict[str, Any], key: str) -> str:
    """Identifiers are sometimes numbers."""
    value = item.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return visible(str(value))
