"""What reading a feed yields."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FeedEntry:
    """One item of a feed. `guid` is the feed's own identifier, or the link where it gives none."""

    guid: str
    link: str  # absolute; "" where the feed gives none
    title: str  # plain text
    author: str = ""
    published: datetime | None = None  # aware
    updated: datetime | None = None  # aware
    summary_html: str = ""
    content_html: str = ""


@dataclass(frozen=True)
class ParsedFeed:
    title: str
    entries: tuple[FeedEntry, ...]
    format: str = ""  # "rss20", "atom10", "rdf", "json1.1" ...
    site_url: str = ""
    lang: str = ""
    ttl_minutes: int | None = None


class FeedError(Exception):
    """The bytes are no feed we read; the message tells a curator why and what to do."""
