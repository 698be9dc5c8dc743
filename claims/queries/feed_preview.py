"""What would come in with a feed that is not here yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from claims import ingest
from claims.ingest.entry_page import FULL_TEXT_WORDS, count_words
from claims.ingest.feed_entry import FeedEntry, ParsedFeed
from claims.ingest.schedule import spoken
from claims.models import Article

SHOWN = 8


@dataclass(frozen=True)
class PreviewedEntry:
    """`article` is the one at its address that is here already."""

    entry: FeedEntry
    article: Article | None


@dataclass(frozen=True)
class FeedPreview:
    """`words` is what half of its entries carry at least; `sample` the newest entry that has an address."""

    url: str
    title: str
    lang: str
    entries: int
    without_address: int
    known: int
    newest: tuple[PreviewedEntry, ...]
    next_poll: ingest.NextPoll
    every: str  # about how often it would be polled
    words: int
    sample: FeedEntry | None

    @property
    def carries_full_text(self) -> bool:
        return self.words >= FULL_TEXT_WORDS


def feed_preview(url: str, parsed: ParsedFeed, headers: Mapping[str, str], *, now: datetime) -> FeedPreview:
    entries = sorted(
        parsed.entries, key=lambda entry: (entry.published is not None, entry.published or now), reverse=True
    )
    addresses = {entry.guid: _canonical(entry) for entry in entries}
    known = {article.canonical_url: article for article in _articles_at(list(addresses.values()))}
    published = [entry.published for entry in entries if entry.published]
    next_poll = ingest.next_poll(
        now, ttl_minutes=parsed.ttl_minutes, fresh_for=ingest.fresh_for(headers), published=published
    )
    return FeedPreview(
        url=url,
        title=parsed.title,
        lang=parsed.lang,
        entries=len(entries),
        without_address=sum(not address for address in addresses.values()),
        known=len(known),
        newest=tuple(PreviewedEntry(entry, known.get(addresses[entry.guid])) for entry in entries[:SHOWN]),
        next_poll=next_poll,
        every=spoken(next_poll.at - now),
        words=int(median(map(count_words, entries[:SHOWN]))) if entries else 0,
        sample=next((entry for entry in entries if addresses[entry.guid]), None),
    )


def _canonical(entry: FeedEntry) -> str:
    try:
        return ingest.normalise_url(entry.link)
    except ValueError:
        return ""


def _articles_at(addresses: list[str]) -> list[Article]:
    return list(Article.objects.filter(canonical_url__in=[address for address in addresses if address]))
