"""feed URL -> poll -> entries -> articles that wait to be read."""

import hashlib
import random
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from claims import ingest
from claims.ingest.feed_entry import FeedEntry as ParsedEntry
from claims.ingest.feed_entry import FeedError, ParsedFeed
from claims.ingest.http import Fetch, FetchError, Request, Response
from claims.models import Article, Feed, FeedEntry, FeedFetch
from claims.pipeline.duplicates import Listing, address_of, find_article, give_new_address
from claims.pipeline.moves import Move, follow_move, keep_old_address, leads_elsewhere
from claims.pipeline.outlets import find_outlet
from claims.pipeline.reading import plausible_date
from claims.pipeline.sites import rules_for
from claims.pipeline.texts_of_feeds import take_text_of_entry
from claims.pipeline.work import Due, kind_of, storing

FEED_BYTES = 5_000_000
# How much later than planned a poll may come, so that feeds added together do not stay together.
JITTER = 0.25
# Entries that tell a feed's rhythm.
REMEMBERED = 20
LONGEST_GUID = 1000  # bytes
GONE_AFTER = 3  # answers of 410 in a row


@dataclass(frozen=True)
class Poll:
    """What one request to a feed brought: a response, a parsed feed, or neither and the reason."""

    outcome: str  # as FeedFetch.outcome
    message: str = ""
    response: Response | None = None
    parsed: ParsedFeed | None = None
    error: FetchError | None = None


def poll_feed(feed: Feed, now: datetime, fetch: Fetch) -> list[Due]:
    poll = ask(feed, fetch)
    failures = 0 if poll.outcome in ("read", "unchanged") else feed.attempts
    next_poll = ingest.next_poll(
        now,
        failures=failures,
        ttl_minutes=poll.parsed.ttl_minutes if poll.parsed else feed.ttl_minutes,
        fresh_for=ingest.fresh_for(poll.response.headers) if poll.response else None,
        retry_at=poll.error.retry_at if poll.error else None,
        published=publication_times(feed, poll.parsed),
        jitter=random.random() * JITTER,  # noqa: S311 (spreads polls, guards nothing)
    )
    outcome: dict[str, object] = {"next_attempt_at": next_poll.at, "next_why": next_poll.why}
    if failures:
        outcome |= {"attempts": failures, "last_error": poll.message, "error_kind": kind_of(poll.error) or poll.outcome}
        if poll.error and poll.error.status == HTTPStatus.GONE and failures >= GONE_AFTER:
            outcome["gone_at"] = now
    else:
        outcome["last_success_at"] = now
    if poll.parsed and poll.response:
        outcome |= {
            "etag": poll.response.headers.get("etag", "")[:1000],
            "last_modified": poll.response.headers.get("last-modified", "")[:200],
            "body_sha256": sha256(poll.response.body),
            "title": (feed.title or poll.parsed.title)[:500],
            "ttl_minutes": poll.parsed.ttl_minutes,
        }
    move = follow_move(feed, poll.response) if poll.response and not failures else Move({})
    with storing(feed, **outcome, **move.columns):
        new = keep_entries(feed, poll.parsed, now) if poll.parsed else []
        if move.is_followed:
            keep_old_address(feed, now)
        FeedFetch.objects.create(
            feed=feed,
            at=now,
            status=poll.response.status if poll.response else poll.error.status if poll.error else None,
            outcome=poll.outcome,
            entries=len(poll.parsed.entries) if poll.parsed else 0,
            new_articles=len(new),
            message=" ".join(filter(None, (poll.message, move.message and f"{move.message}."))),
        )
    return [Due("read_article", article.pk) for article in new]


def publication_times(feed: Feed, parsed: ParsedFeed | None) -> list[datetime]:
    """When the entries came out: those listed now, or, after an unchanged answer, those listed last."""
    if parsed:
        return [entry.published for entry in parsed.entries if entry.published]
    dated = feed.entries.exclude(published_at=None).order_by("-published_at")[:REMEMBERED]
    return [entry.published_at for entry in dated if entry.published_at]


def ask(feed: Feed, fetch: Fetch) -> Poll:
    etag, last_modified = ("", "") if feed.ignores_cache else (feed.etag, feed.last_modified)
    request = Request(
        feed.url,
        etag=etag,
        last_modified=last_modified,
        max_bytes=FEED_BYTES,
        headers=rules_for(feed.url).headers,
    )
    try:
        response = fetch(request)
    except FetchError as error:
        return Poll(error.kind, str(error), error=error)
    if response.not_modified or sha256(response.body) == feed.body_sha256:
        return Poll("unchanged", response=response)
    try:
        parsed = ingest.parse_feed(response.body, url=response.url, content_type=response.content_type)
    except FeedError as error:
        return Poll("not a feed", str(error), response=response)
    if leads_elsewhere(feed, response, parsed):
        return Poll("another feed", f"The address leads for good to another feed, {response.url}.", response=response)
    without_link = sum(not entry.link for entry in parsed.entries)
    message = f"{without_link} entries name no address and were left out." if without_link else ""
    return Poll("read", message, response=response, parsed=parsed)


def keep_entries(feed: Feed, parsed: ParsedFeed, now: datetime) -> list[Article]:
    """Store what the feed lists; returns the articles that were not known, oldest first."""
    new, listing = [], Listing.of(parsed)
    for entry in reversed(parsed.entries):
        article, is_new = keep_article(feed, parsed, entry, listing, now)
        if article is None:
            continue
        listed = {
            "article": article,
            "title": entry.title[:1000],
            "author": entry.author[:500],
            "published_at": plausible_date(entry.published, now),
            "content_html": entry.content_html or entry.summary_html,
        }
        kept, _ = FeedEntry.objects.update_or_create(
            feed=feed, guid=guid_key(entry.guid), defaults=listed, create_defaults={**listed, "seen_at": now}
        )
        if feed.takes_full_text:
            take_text_of_entry(kept, now)
        if is_new:
            new.append(article)
    return new


def guid_key(guid: str) -> str:
    """The identifier as it is, or its hash where an index could not hold it."""
    return guid if len(guid.encode()) <= LONGEST_GUID else f"sha256:{sha256(guid.encode())}"


def keep_article(
    feed: Feed, parsed: ParsedFeed, entry: ParsedEntry, listing: Listing, now: datetime
) -> tuple[Article | None, bool]:
    canonical_url = address_of(entry)
    if not canonical_url:
        return None, False
    known = find_article(canonical_url)
    if known:
        return known, False
    former = feed.entries.filter(guid=guid_key(entry.guid)).select_related("article").first()
    if former and listing.has_moved(entry, former):
        give_new_address(former.article, canonical_url, entry.link, now)
        return former.article, False
    return Article.objects.get_or_create(
        canonical_url=canonical_url,
        defaults={
            "url": entry.link[:2000],
            "site": ingest.site_of(canonical_url),
            "outlet": find_outlet(canonical_url) or feed.outlet,
            "title": entry.title[:1000],
            "author": entry.author[:500],
            "published_at": plausible_date(entry.published, now),
            "lang": parsed.lang[:2] if parsed.lang[:2] in ("de", "en") else "",
            "provenance": {"title": "feed", "author": "feed", "published": "feed"},
            "first_seen_at": now,
            "next_attempt_at": now,
        },
    )


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
