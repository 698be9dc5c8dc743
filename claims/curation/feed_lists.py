"""Lists of feeds: taken over from another reader, and handed on to one."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from claims import ingest
from claims.curation.decisions import CurationError, demand
from claims.curation.feed_lookup import FeedCandidate, find_known
from claims.curation.feeds import keep_feed
from claims.ingest.feed_entry import FeedError
from claims.models import Feed, FeedImport

LARGEST_LIST = 5_000_000  # bytes
MOST_FEEDS = 5_000


class Taken(StrEnum):
    ADDED = "added"
    KNOWN = "already here"
    REFUSED = "refused"


def import_feeds(actor: User, body: bytes, *, name: str, now: datetime) -> FeedImport:
    """Add the list's feeds that are not here yet; the same list again changes nothing.

    The feeds are not asked now: each is polled in the background, and says by its state whether it can be read.
    """
    demand(actor, "claims.manage_feeds")
    if len(body) > LARGEST_LIST:
        raise CurationError(
            "file", gettext("The list is larger than %(most)s bytes. Split it.") % {"most": LARGEST_LIST}
        )
    try:
        subscriptions = ingest.read_opml(body)
    except FeedError as error:
        raise CurationError("file", str(error)) from error
    if not subscriptions:
        raise CurationError("file", gettext("The list names no feeds."))
    if len(subscriptions) > MOST_FEEDS:
        raise CurationError(
            "file",
            gettext("The list names %(feeds)s feeds, more than %(most)s. Split it.")
            % {"feeds": len(subscriptions), "most": MOST_FEEDS},
        )
    with transaction.atomic():
        rows = [take(subscription, now=now, actor=actor) for subscription in subscriptions]
        return FeedImport.objects.create(by=actor, at=now, name=name[:200], rows=rows)


def take(subscription: ingest.Subscription, *, now: datetime, actor: User) -> dict[str, Any]:
    """What became of one row of the list, as FeedImport.rows keeps it."""
    title, url = subscription.title[:500], subscription.url
    known = find_known(url)
    if known:
        return taken_row(title or known.title, url, Taken.KNOWN, feed=known)
    if not ingest.is_web_address(url):
        return taken_row(title, url, Taken.REFUSED, "This is no http or https address.")
    try:
        feed = keep_feed(FeedCandidate(url, title), folder=subscription.folder, now=now, actor=actor)
    except CurationError as refusal:
        return taken_row(title, url, Taken.REFUSED, refusal.message)
    return taken_row(title, url, Taken.ADDED, feed=feed)


def taken_row(title: str, url: str, taken: Taken, message: str = "", *, feed: Feed | None = None) -> dict[str, Any]:
    return {"title": title, "url": url, "taken": taken, "message": message, "feed": feed and feed.pk}


def export_feeds(now: datetime) -> bytes:
    """All feeds but those that are gone, for another reader to take over."""
    feeds = Feed.objects.filter(gone_at=None)
    return ingest.write_opml(
        "Feeds of the claim tracker", (ingest.Subscription(feed.url, feed.title, feed.folder) for feed in feeds), now
    )
