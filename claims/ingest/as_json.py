"""What reading yields, as plain dictionaries: the answers of `inspect_page` and `inspect_feed`."""

from datetime import datetime
from typing import Any

from claims.ingest.discovery import find_feeds
from claims.ingest.feed_entry import FeedEntry, FeedError
from claims.ingest.feeds import looks_like_html, parse_feed
from claims.ingest.page import read_page
from claims.ingest.reading import Block
from claims.ingest.site_rules import NO_RULES, SiteRules


def inspect_feed(body: bytes, *, url: str = "", content_type: str = "") -> dict[str, Any]:
    """The feed's entries; for a web page the feeds it names; or why the bytes are neither."""
    if looks_like_html(body, content_type):
        return {"ok": True, "feeds": find_feeds(body, url)}
    try:
        feed = parse_feed(body, url=url, content_type=content_type)
    except FeedError as error:
        return {"ok": False, "error": str(error)}
    return {
        "ok": True,
        "title": feed.title,
        "format": feed.format,
        "site_url": feed.site_url,
        "lang": feed.lang,
        "entries": [_entry(entry) for entry in feed.entries],
    }


def inspect_page(
    body: bytes,
    *,
    url: str = "",
    content_type: str = "",
    declared_lang: str | None = None,
    rules: SiteRules = NO_RULES,
) -> dict[str, Any]:
    """The page's facts, its blocks and the text that extraction would see; raises PageRefused for a wall."""
    reading = read_page(body, content_type=content_type, url=url, declared_lang=declared_lang, rules=rules)
    found = {
        "title": reading.title,
        "author": reading.author,
        "published": _moment(reading.published),
        "lang": reading.lang,
        "canonical_url": reading.canonical_url,
        "site_name": reading.site_name,
        "blocks": [_block(block) for block in reading.blocks],
        "text": reading.text,
        "provenance": dict(reading.provenance),
    }
    return found | {"unmatched": list(reading.unmatched)} if reading.unmatched else found


def _block(block: Block) -> dict[str, str]:
    shown = {"role": str(block.role), "text": block.text}
    return shown | {name: value for name, value in (("author", block.author), ("why", block.why)) if value}


def _entry(entry: FeedEntry) -> dict[str, Any]:
    return {
        "guid": entry.guid,
        "link": entry.link,
        "title": entry.title,
        "author": entry.author,
        "published": _moment(entry.published),
        "updated": _moment(entry.updated),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
