"""Lists of feeds: taken over from another reader, and handed on to one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction

from claims import ingest
from claims.curation.decisions import CurationError, demand
from claims.curation.feeds import FeedCandidate, find_known, keep_feed
from claims.ingest.feed_entry import FeedError
from claims.models import Feed

LARGEST_LIST = 5_000_000  # bytes
MOST_FEEDS = 5_000


class Taken(StrEnum):
    ADDED = "added"
    KNOWN = "already here"
    REFUSED = "refused"


@dataclass(frozen=True)
class TakenRow:
    """What became of one row of a list."""

    title: str
    url: str
    taken: Taken
    message: str = ""
    feed: Feed | None = None


def import_feeds(actor: User, body: bytes, *, now: datetime) -> list[TakenRow]:
    """Add the list's feeds that are not here yet; the same list again changes nothing.

    The feeds are not asked now: each is polled in the background, and says by its state whether it can be read.
    """
    demand(actor, "claims.manage_feeds")
    if len(body) > LARGEST_LIST:
        raise CurationError("file", f"The list is larger than {LARGEST_LIST:,} bytes. Split it.")
    try:
        subscriptions = ingest.read_opml(body)
    except FeedError as error:
        raise CurationError("file", str(error)) from error
    if not subscriptions:
        raise CurationError("file", "The list names no feeds.")
    if len(subscriptions) > MOST_FEEDS:
        raise CurationError("file", f"The list names {len(subscriptions):,} feeds, more than {MOST_FEEDS:,}. Split it.")
    with transaction.atomic():
        return [take(subscription, now=now, actor=actor) for subscription in subscriptions]


def take(subscription: ingest.Subscription, *, now: datetime, actor: User) -> TakenRow:
    title, url = subscription.title[:500], subscription.url
    known = find_known(url)
    if known:
        return TakenRow(title or known.title, url, Taken.KNOWN, feed=known)
    if not ingest.is_web_address(url):
        return TakenRow(title, url, Taken.REFUSED, "This is no http or https address.")
    try:
        feed = keep_feed(FeedCandidate(url, title), folder=subscription.folder, now=now, actor=actor)
    except CurationError as refusal:
        return TakenRow(title, url, Taken.REFUSED, refusal.message)
    return TakenRow(title, url, Taken.ADDED, feed=feed)


def export_feeds(now: datetime) -> bytes:
    """All feeds but those that are gone, for another reader to take over."""
    feeds = Feed.objects.filter(gone_at=None)
    return ingest.write_opml(
        "Feeds of the claim tracker", (ingest.Subscription(feed.url, feed.title, feed.folder) for feed in feeds), now
    )
