"""Adding feeds, pausing them and having them read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from claims import ingest
from claims.curation.decisions import CurationError, demand, record
from claims.ingest.feed_entry import FeedError
from claims.ingest.http import Fetch, FetchError, Request
from claims.models import Feed
from claims.pipeline import find_or_make_outlet, find_outlet

LOOK_UP_BYTES = 5_000_000


@dataclass(frozen=True)
class FeedCandidate:
    """A feed that an address leads to; `title` is "" until it was read."""

    url: str
    title: str = ""


def find_feeds(url: str, *, fetch: Fetch) -> list[FeedCandidate]:
    """The feed at the address, or the feeds that the page there names, best first."""
    try:
        response = fetch(Request(ingest.normalise_url(url), max_bytes=LOOK_UP_BYTES))
    except (ValueError, FetchError) as error:
        raise CurationError("url", str(error)) from error
    try:
        parsed = ingest.parse_feed(response.body, url=response.url, content_type=response.content_type)
    except FeedError as error:
        candidates = [FeedCandidate(found) for found in ingest.find_feeds(response.body, response.url)]
        if not candidates:
            raise CurationError(
                "url",
                f"No feed is at this address, and the page there names none. {error} Give the feed's own address.",
            ) from error
        return candidates
    return [FeedCandidate(response.url, parsed.title)]


def add_feed(actor: User, *, url: str, outlet_name: str = "", now: datetime, fetch: Fetch) -> Feed:
    """Add the feed at the address, or the one feed that the page there names; several are for the curator to choose."""
    demand(actor, "claims.manage_feeds")
    candidates = find_feeds(url, fetch=fetch)
    if len(candidates) > 1:
        raise CurationError("url", f"The page names {len(candidates)} feeds; choose one of them.")
    return keep_feed(candidates[0], outlet_name=outlet_name, now=now, actor=actor)


def find_known(url: str) -> Feed | None:
    """The feed at the address, or the one that was there before it moved."""
    return Feed.objects.filter(Q(url=url) | Q(aliases__url=url)).first()


def keep_feed(
    candidate: FeedCandidate, *, outlet_name: str = "", folder: str = "", now: datetime, actor: User | None = None
) -> Feed:
    if find_known(candidate.url):
        raise CurationError("url", f"The feed {candidate.url} is already here.")
    if len(candidate.url) > ingest.LONGEST_URL:
        raise CurationError("url", f"The feed's address is longer than {ingest.LONGEST_URL} characters.")
    with transaction.atomic():
        outlet = find_outlet(candidate.url) or find_or_make_outlet(candidate.url, outlet_name or candidate.title)
        feed = Feed.objects.create(
            url=candidate.url,
            title=candidate.title[:500],
            folder=folder[:200],
            outlet=outlet,
            added_by=actor,
            added_at=now,
            next_attempt_at=now,
        )
        if actor:
            record(actor, "add feed", feed, now=now, after={"url": feed.url, "outlet": outlet.name})
    return feed


def pause_feed(actor: User, feed: Feed, *, now: datetime) -> None:
    change_feed(actor, feed, "pause feed", now=now, is_paused=True)


def resume_feed(actor: User, feed: Feed, *, now: datetime) -> None:
    """Poll again, also a feed that said it was gone."""
    change_feed(actor, feed, "resume feed", now=now, is_paused=False, gone_at=None, next_attempt_at=now, attempts=0)


def poll_feed_now(actor: User, feed: Feed, *, now: datetime) -> None:
    change_feed(actor, feed, "poll feed", now=now, next_attempt_at=now)


def change_feed(actor: User, feed: Feed, action: str, *, now: datetime, **changes: Any) -> None:
    demand(actor, "claims.manage_feeds")
    before = {name: str(getattr(feed, name)) for name in changes}
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(**changes)
        after = {name: str(value) for name, value in changes.items()}
        record(actor, action, feed, now=now, before=before, after=after)
