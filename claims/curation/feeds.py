"""Adding feeds, changing what is done with them, and having them read."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from claims import ingest
from claims.curation.decisions import CurationError, demand, record
from claims.curation.feed_lookup import FeedCandidate, find_known
from claims.models import Feed, Outlet
from claims.pipeline import find_or_make_outlet, find_outlet, keep_old_address, take_texts_of_feed

PERMISSION = "claims.manage_feeds"
NEW = "it is new"
ASKED = "a curator asked for it"
# What was learned of one address says nothing of another.
AS_NEVER_ASKED: dict[str, Any] = {
    "etag": "",
    "last_modified": "",
    "body_sha256": "",
    "moved_to": "",
    "moved_times": 0,
    "attempts": 0,
    "last_error": "",
    "error_kind": "",
}


def add_feed(
    actor: User,
    candidate: FeedCandidate,
    *,
    outlet_name: str = "",
    folder: str = "",
    takes_full_text: bool = False,
    now: datetime,
) -> Feed:
    demand(actor, PERMISSION)
    return keep_feed(
        candidate, outlet_name=outlet_name, folder=folder, takes_full_text=takes_full_text, now=now, actor=actor
    )


def keep_feed(
    candidate: FeedCandidate,
    *,
    outlet_name: str = "",
    folder: str = "",
    takes_full_text: bool = False,
    now: datetime,
    actor: User | None = None,
) -> Feed:
    """`actor` is None for the command line, whose user is whoever may run it: no Decision is written then."""
    if find_known(candidate.url):
        raise CurationError("url", gettext("The feed %(url)s is already here.") % {"url": candidate.url})
    refuse_long_address(candidate.url)
    with transaction.atomic():
        outlet = find_outlet(candidate.url) or find_or_make_outlet(candidate.url, outlet_name or candidate.title)
        feed = Feed.objects.create(
            url=candidate.url,
            title=candidate.title[:500],
            folder=folder[:200],
            outlet=outlet,
            takes_full_text=takes_full_text,
            added_by=actor,
            added_at=now,
            next_attempt_at=now,
            next_why=NEW,
        )
        if actor:
            record(actor, "add feed", feed, now=now, after={"url": feed.url, "outlet": outlet.name})
    return feed


def refuse_long_address(url: str) -> None:
    if len(url) > ingest.LONGEST_URL:
        raise CurationError(
            "url",
            gettext("The feed's address is longer than %(longest_url)s characters.")
            % {"longest_url": ingest.LONGEST_URL},
        )


def pause_feed(actor: User, feed: Feed, *, now: datetime) -> None:
    change_feed(actor, feed, "pause feed", now=now, is_paused=True)


def resume_feed(actor: User, feed: Feed, *, now: datetime) -> None:
    """Poll again, also a feed that said it was gone."""
    again = {"next_attempt_at": now, "next_why": ASKED, "attempts": 0}
    change_feed(actor, feed, "resume feed", now=now, is_paused=False, gone_at=None, **again)


def poll_feed_now(actor: User, feed: Feed, *, now: datetime) -> None:
    change_feed(actor, feed, "poll feed", now=now, next_attempt_at=now, next_why=ASKED)


def move_feed(actor: User, feed: Feed, *, folder: str, now: datetime) -> None:
    change_feed(actor, feed, "move feed", now=now, folder=folder.strip()[:200])


def change_settings(
    actor: User,
    feed: Feed,
    *,
    title: str,
    outlet_name: str,
    folder: str,
    takes_full_text: bool,
    ignores_cache: bool,
    now: datetime,
) -> int:
    """What differs is changed, in one Decision. Returns how many articles that wait or were set aside get their text
    from the feed now."""
    demand(actor, PERMISSION)
    if not outlet_name.strip():
        raise CurationError("outlet_name", gettext("Name the outlet whose feed this is."))
    with transaction.atomic():
        outlet, _ = Outlet.objects.get_or_create(name=outlet_name.strip()[:200])
        wanted = {
            "title": title.strip()[:500],
            "outlet": outlet,
            "folder": folder.strip()[:200],
            "takes_full_text": takes_full_text,
            "ignores_cache": ignores_cache,
        }
        changes = {name: value for name, value in wanted.items() if getattr(feed, name) != value}
        if not changes:
            return 0
        change_feed(actor, feed, "change feed", now=now, **changes)
        feed.refresh_from_db()
        return take_texts_of_feed(feed, now) if changes.get("takes_full_text") else 0


def replace_address(actor: User, feed: Feed, url: str, *, now: datetime) -> None:
    """The address, which was checked to be a feed, in place of the old one, which stays known. It is read at once."""
    demand(actor, PERMISSION)
    refuse_long_address(url)
    known = find_known(url)
    if known and known != feed:
        raise CurationError(
            "url", gettext("The feed %(url)s is already here, as “%(known)s”.") % {"url": url, "known": known}
        )
    if feed.url == url:
        raise CurationError("url", gettext("%(url)s is the address that it has.") % {"url": url})
    with transaction.atomic():
        feed.aliases.filter(url=url).delete()
        keep_old_address(feed, now)
        change_feed(
            actor,
            feed,
            "replace address",
            now=now,
            url=url,
            gone_at=None,
            next_attempt_at=now,
            next_why="it has a new address",
            **AS_NEVER_ASKED,
        )


def pause_feeds(actor: User, feeds: Sequence[Feed], *, now: datetime) -> int:
    """Those that are not paused yet; returns how many that were."""
    return _each([feed for feed in feeds if not feed.is_paused], lambda feed: pause_feed(actor, feed, now=now))


def resume_feeds(actor: User, feeds: Sequence[Feed], *, now: datetime) -> int:
    stopped = [feed for feed in feeds if feed.is_paused or feed.gone_at]
    return _each(stopped, lambda feed: resume_feed(actor, feed, now=now))


def poll_feeds_now(actor: User, feeds: Sequence[Feed], *, now: datetime) -> int:
    """What is paused or gone is left so: it would not be read."""
    going = [feed for feed in feeds if not feed.is_paused and not feed.gone_at]
    return _each(going, lambda feed: poll_feed_now(actor, feed, now=now))


def move_feeds(actor: User, feeds: Sequence[Feed], *, folder: str, now: datetime) -> int:
    elsewhere = [feed for feed in feeds if feed.folder != folder.strip()]
    return _each(elsewhere, lambda feed: move_feed(actor, feed, folder=folder, now=now))


@transaction.atomic
def _each(feeds: Sequence[Feed], change: Callable[[Feed], None]) -> int:
    for feed in feeds:
        change(feed)
    return len(feeds)


def change_feed(actor: User, feed: Feed, action: str, *, now: datetime, **changes: Any) -> None:
    demand(actor, PERMISSION)
    before = {name: str(getattr(feed, name)) for name in changes}
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(**changes)
        after = {name: str(value) for name, value in changes.items()}
        record(actor, action, feed, now=now, before=before, after=after)
