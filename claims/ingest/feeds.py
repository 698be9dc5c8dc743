"""Bytes of an RSS, Atom, RDF or JSON feed to its entries, or a FeedError that says what the bytes are instead."""

import re
from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Any

import feedparser

from claims.ingest.characters import one_line
from claims.ingest.dates import from_struct, parse_date
from claims.ingest.feed_entry import FeedEntry, FeedError, ParsedFeed
from claims.ingest.jsonfeed import looks_like_json, parse_json_feed
from claims.ingest.markup import is_utf8, plain_text
from claims.ingest.urls import absolute, is_web_address
from claims.ingest.xml_gate import declares_entities, root_name

SNIFFED = 100_000  # bytes in which the first element must stand
UTF16_STARTS = {b"\x00<": "utf-16-be", b"<\x00": "utf-16-le"}
ENTITIES_REFUSED = (
    "the feed declares XML entities, which can be used to attack a reader; it is not read. "
    "Ask the site to drop the <!ENTITY …> lines, or use another of its feeds"
)
HTML_ROOTS = "html head body title meta link script style div p h1 table center".split()
NOT_A_FEED = {
    **dict.fromkeys(HTML_ROOTS, "this is a web page, not a feed; give its address to find the feeds it names"),
    "opml": "this is an OPML list of feeds, not a feed; import it as a list",
    "urlset": "this is a sitemap, not a feed",
    "sitemapindex": "this is a sitemap, not a feed",
}


def parse_feed(body: bytes, *, url: str = "", content_type: str = "") -> ParsedFeed:
    """`url` is where the body came from, against which relative links are resolved."""
    if not body.strip(b"\x00 \t\r\n"):
        raise FeedError("the answer is empty: no feed, no entries")
    if looks_like_json(body):
        return parse_json_feed(body, url=url)
    xml = as_utf8(body, content_type)
    if declares_entities(xml) or declares_entities(body.replace(b"\x00", b"")):
        raise FeedError(ENTITIES_REFUSED)
    name = root_name(xml[:SNIFFED])
    if name in NOT_A_FEED:
        raise FeedError(NOT_A_FEED[name])
    parsed = _parse_xml(xml, url)
    if not parsed.version and not parsed.entries:
        what = f"it starts with <{name}>" if name else "it holds no XML element"
        raise FeedError(f"this is no RSS, Atom, RDF or JSON feed: {what}")
    return _to_feed(parsed, url)


def looks_like_html(body: bytes, content_type: str = "") -> bool:
    return not looks_like_json(body) and root_name(as_utf8(body[:SNIFFED], content_type)) in HTML_ROOTS


def as_utf8(body: bytes, content_type: str) -> bytes:
    """What feedparser will parse: gate and parser must look at the same bytes, whatever the encoding declared."""
    headers = {"content-type": content_type} if content_type else {}
    if body[:2] in UTF16_STARTS:  # neither mark nor declaration
        headers = {"content-type": f"application/xml; charset={UTF16_STARTS[body[:2]]}"}
    if is_utf8(body):
        headers = {"content-type": "application/xml; charset=utf-8"}
    converted: bytes = feedparser.encodings.convert_to_utf8(headers, body, {})
    return converted


# A bare "&" breaks the strict parser, and the lenient one then reads "?page=1&copy=2" as "?page=1©=2".
BARE_AMPERSAND = re.compile(
    # An unclosed section reaches to the end, so that the search stays linear.
    rb"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))"
    rb"|&(?!(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][\w.]*);)",
    re.DOTALL,
)


def escape_bare_ampersands(xml: bytes) -> bytes:
    return BARE_AMPERSAND.sub(lambda found: found[1] or b"&amp;", xml)


def _parse_xml(xml: bytes, url: str) -> Any:
    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    try:
        return feedparser.parse(BytesIO(escape_bare_ampersands(xml)), response_headers=headers)
    except Exception as error:  # feedparser's lenient parser has no error of its own
        raise FeedError(f"the feed is broken beyond repair ({type(error).__name__}: {error})") from error


def _to_feed(parsed: Any, url: str) -> ParsedFeed:
    site_url = absolute(_text(parsed.feed, "link"), url)
    return ParsedFeed(
        title=_title(parsed.feed) or site_url,
        entries=tuple(_to_entry(entry, url) for entry in parsed.entries),
        format=parsed.version,
        site_url=site_url,
        lang=_text(parsed.feed, "language").strip(),
        ttl_minutes=_minutes(_text(parsed.feed, "ttl")),
    )


def _to_entry(entry: Any, url: str) -> FeedEntry:
    link = absolute(_text(entry, "link"), url)
    guid = one_line(_text(entry, "id")) or link
    return FeedEntry(
        guid=guid,
        link=link or (guid if is_web_address(guid) else ""),
        title=_title(entry),
        author=plain_text(_text(entry, "author")),
        published=_date(entry, "published"),
        updated=_date(entry, "updated"),
        summary_html=_html(dict.get(entry, "summary_detail")),
        content_html=max((_html(part) for part in dict.get(entry, "content") or ()), key=len, default=""),
    )


def _text(item: Any, key: str) -> str:
    """Read as a plain dict: feedparser's own look-up answers a missing date with another one, and a warning."""
    value = dict.get(item, key)
    return value if isinstance(value, str) else ""


def _title(item: Any) -> str:
    title = _text(item, "title")
    detail = dict.get(item, "title_detail") or {}
    return plain_text(title) if "html" in detail.get("type", "") else one_line(title)


def _html(detail: Mapping[str, Any] | None) -> str:
    if not detail:
        return ""
    value = str(detail.get("value") or "")
    return escape(value, quote=False) if detail.get("type") == "text/plain" else value


def _date(entry: Any, key: str) -> Any:
    return from_struct(dict.get(entry, f"{key}_parsed")) or parse_date(_text(entry, key))


def _minutes(ttl: str) -> int | None:
    found = re.match(r"\s*(\d{1,6})\b", ttl)
    return int(found[1]) if found and int(found[1]) > 0 else None
