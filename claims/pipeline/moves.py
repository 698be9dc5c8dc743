"""A feed that has moved for good: seen often enough, at an address that still gives the same feed, it is followed."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from claims import ingest
from claims.ingest.feed_entry import ParsedFeed
from claims.ingest.http import Response
from claims.models import Feed, FeedAlias
from claims.text import fold

PERMANENT = frozenset({HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT})
COMPARED = 200  # entries
ENOUGH = 3  # polls in a row; a permanent redirect may be a slip of an hour


@dataclass(frozen=True)
class Move:
    """`columns` are the feed's new values; `message` is "" where there is nothing to tell."""

    columns: dict[str, object]
    message: str = ""
    is_followed: bool = False


def follow_move(feed: Feed, response: Response) -> Move:
    """Of a poll that brought the same feed as ever, from wherever it was sent."""
    target = moved_to(feed, response)
    if not target:
        return Move({"moved_to": "", "moved_times": 0} if feed.moved_to else {})
    times = feed.moved_times + 1 if feed.moved_to == target else 1
    seen = {"moved_to": target, "moved_times": times}
    if times < ENOUGH:
        return Move(seen, f"Moved for good to {target}, seen {times} of {ENOUGH} times")
    if Feed.objects.filter(url=target).exclude(pk=feed.pk).exists():
        return Move(seen, f"It leads to {target}, which is here as a feed of its own")
    return Move({"url": target, "moved_to": "", "moved_times": 0}, f"Moved for good to {target}", is_followed=True)


def moved_to(feed: Feed, response: Response) -> str:
    """Where every hop of the way says that the feed is for good; "" if it is where it was."""
    statuses = {status for status, _ in response.hops}
    target = response.url if statuses and statuses <= PERMANENT else ""
    return target if target != feed.url and len(target) <= ingest.LONGEST_URL else ""


def leads_elsewhere(feed: Feed, response: Response, parsed: ParsedFeed) -> bool:
    """A feed for good at another address that shares neither an entry nor the title: a domain sold, a feed mixed up."""
    target = moved_to(feed, response)
    if not target or target == feed.moved_to or not feed.entries.exists():
        return False
    if feed.title and fold(parsed.title) == fold(feed.title):
        return False
    return not feed.entries.filter(guid__in=[entry.guid for entry in parsed.entries[:COMPARED]]).exists()


def keep_old_address(feed: Feed, now: datetime) -> None:
    """`feed` as it was before the move. An address that comes back to a feed is an alias no longer."""
    FeedAlias.objects.update_or_create(url=feed.url, defaults={"feed": feed, "moved_at": now})
