"""The one door for human changes: each checks its input, changes the rows and writes the Decision, all or nothing.

Who may do what is asked of the user's permissions here, so that no other door needs to be watched.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Model

from claims import ingest
from claims.ingest.feed_entry import FeedError
from claims.ingest.http import Fetch, FetchError, Request
from claims.models import Alert, Article, Claim, Decision, Entity, Feed, Outlet, RawPage, Resolution, Revision, Watch
from claims.pipeline import find_or_make_outlet, find_outlet
from claims.pipeline.ledger import tell_followers

MAX_PASTED = 4_000_000
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# What a person waits for goes before any backlog of feeds.
HEAD_START = timedelta(days=1)
LOOK_UP_BYTES = 5_000_000


class CurationError(Exception):
    """What was given cannot be taken: `field` names the form field, the message says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True)
class FeedCandidate:
    """A feed that an address leads to; `title` is "" until it was read."""

    url: str
    title: str = ""


def demand(actor: User, permission: str) -> None:
    if not actor.has_perm(permission):
        raise PermissionDenied(f"{actor} lacks the permission {permission}.")


def record(
    actor: User,
    action: str,
    row: Model,
    *,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> Decision:
    return Decision.objects.create(
        actor=actor,
        at=now,
        action=action,
        object_type=row._meta.model_name or "",
        object_id=row.pk,
        before=before or {},
        after=after or {},
        reason=reason,
    )


def submit_article(
    actor: User,
    *,
    url: str = "",
    text: str = "",
    html: str = "",
    outlet_name: str = "",
    published_at: datetime | None = None,
    lang: str = "",
    now: datetime,
) -> Article:
    """An article by its address, its pasted text or its pasted page; the pipeline does the rest in the background."""
    demand(actor, "claims.submit_article")
    if text.strip() and html.strip():
        raise CurationError("html", "Give the text or the page's HTML, not both.")
    body, content_type = (html, "text/html; charset=utf-8") if html.strip() else (text, "text/plain; charset=utf-8")
    if not body.strip() and not url.strip():
        raise CurationError("url", "Give the article's address, or paste its text or HTML.")
    if published_at and not EARLIEST <= published_at <= now + timedelta(days=1):
        raise CurationError("published_at", f"An article was published between {EARLIEST.year} and today.")
    if len(body) > MAX_PASTED:
        raise CurationError("html" if html.strip() else "text", f"This is longer than {MAX_PASTED:,} characters.")
    return hand_in(
        url=url,
        body=body.encode("utf-8", "replace") if body.strip() else b"",
        content_type=content_type,
        how=RawPage.How.PASTED,
        outlet_name=outlet_name,
        published_at=published_at,
        lang=lang,
        now=now,
        actor=actor,
    )


def hand_in(
    *,
    url: str = "",
    body: bytes = b"",
    content_type: str = "",
    how: RawPage.How,
    outlet_name: str = "",
    published_at: datetime | None = None,
    lang: str = "",
    now: datetime,
    actor: User | None = None,
) -> Article:
    """Put an article at the head of the pipeline; the same address or the same text again is the same article.

    `actor` is None for the command line, whose user is whoever may run it: no Decision is written then.
    """
    try:
        canonical_url = ingest.normalise_url(url) if url.strip() else f"urn:sha256:{hashlib.sha256(body).hexdigest()}"
    except ValueError as error:
        raise CurationError("url", str(error)) from error
    with transaction.atomic():
        article, is_new = Article.objects.get_or_create(
            canonical_url=canonical_url,
            defaults={
                "url": url.strip()[:2000],
                "outlet": choose_outlet(canonical_url, outlet_name),
                "published_at": published_at,
                "provenance": {"published": "given by hand"} if published_at else {},
                "lang": lang,
                "first_seen_at": now,
                "submitted_by": actor,
            },
        )
        if not body or hand_in_page(article, body, how=how, url=url.strip(), content_type=content_type, now=now):
            Article.objects.filter(pk=article.pk).update(
                stage=Article.Stage.READ, next_attempt_at=now - HEAD_START, attempts=0
            )
        if actor:
            record(actor, "submit article", article, now=now, after={"url": canonical_url, "new": is_new})
    article.refresh_from_db()
    return article


def hand_in_page(
    article: Article, body: bytes, *, how: RawPage.How, url: str, content_type: str, now: datetime
) -> bool:
    """Keep the page to be read; False if it is the very one that was read last."""
    compressed = RawPage.compress(body)
    newest = article.pages.last()
    if newest and bytes(newest.compressed) == compressed:
        return newest.read_at is None
    RawPage.objects.create(
        article=article, how=how, url=url[:2000], content_type=content_type, compressed=compressed, fetched_at=now
    )
    return True


def choose_outlet(canonical_url: str, name: str) -> Outlet | None:
    if not canonical_url.startswith("urn:"):
        return find_or_make_outlet(canonical_url, name)
    if not name.strip():
        return None
    return Outlet.objects.get_or_create(name=name.strip()[:200])[0]


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


def keep_feed(candidate: FeedCandidate, *, outlet_name: str, now: datetime, actor: User | None = None) -> Feed:
    if Feed.objects.filter(url=candidate.url).exists():
        raise CurationError("url", f"The feed {candidate.url} is already here.")
    if len(candidate.url) > ingest.LONGEST_URL:
        raise CurationError("url", f"The feed's address is longer than {ingest.LONGEST_URL} characters.")
    with transaction.atomic():
        outlet = find_outlet(candidate.url) or find_or_make_outlet(candidate.url, outlet_name or candidate.title)
        feed = Feed.objects.create(
            url=candidate.url,
            title=candidate.title[:500],
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


def retry_article(actor: User, article: Article, *, now: datetime) -> None:
    """Try again what was given up: the page, or the stage at which the newest revision failed."""
    demand(actor, "claims.submit_article")
    with transaction.atomic():
        again = {"next_attempt_at": now, "attempts": 0}
        if article.stage == Article.Stage.FAILED:
            Article.objects.filter(pk=article.pk).update(stage=Article.Stage.READ, **again)
        # A step stores all or nothing, so the one that failed can be done again.
        Revision.objects.filter(article=article, stage=Revision.Stage.FAILED).update(
            stage=F("failed_stage"), failed_stage="", **again
        )
        record(actor, "retry article", article, now=now, before={"error": article.last_error})


def resolve_claim(
    actor: User, claim: Claim, *, value: str, as_of: date, evidence: str, reason: str, now: datetime
) -> Resolution:
    """Set a verdict. It is added to the earlier ones, which stay."""
    demand(actor, "claims.curate")
    if value not in Resolution.Value.values:
        raise CurationError("value", f"Choose one of: {', '.join(Resolution.Value.values)}.")
    if as_of > now.date():
        raise CurationError("as_of", "A verdict cannot be dated in the future.")
    for field, given in (("evidence", evidence), ("reason", reason)):
        if not given.strip():
            raise CurationError(field, f"A verdict needs its {field}.")
    with transaction.atomic():
        before = claim.resolutions.order_by("at", "pk").last()
        resolution = Resolution.objects.create(
            claim=claim, value=value, as_of=as_of, evidence=evidence.strip(), reason=reason.strip(), by=actor, at=now
        )
        record(
            actor,
            "resolve claim",
            claim,
            now=now,
            before={"value": before.value if before else Resolution.Value.OPEN},
            after={"value": value, "as_of": as_of.isoformat()},
            reason=reason.strip(),
        )
        tell_followers(claim, f"“{claim.headline}” has a verdict: {value}. {reason.strip()}", now)
    return resolution


def follow(
    user: User,
    *,
    entity: Entity | None = None,
    claim: Claim | None = None,
    outlet: Outlet | None = None,
    now: datetime,
) -> Watch:
    """A watch is a user's own and changes nothing for anybody else, so it is no Decision."""
    watch, _ = Watch.objects.get_or_create(
        user=user, entity=entity, claim=claim, outlet=outlet, query="", defaults={"since": now}
    )
    return watch


def read_alerts(user: User, *, now: datetime) -> None:
    Alert.objects.filter(watch__user=user, read_at=None).update(read_at=now)


def unfollow(
    user: User, *, entity: Entity | None = None, claim: Claim | None = None, outlet: Outlet | None = None
) -> None:
    Watch.objects.filter(user=user, entity=entity, claim=claim, outlet=outlet, query="").delete()
