"""Handing in articles, and trying again what was given up."""

import hashlib
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from claims import ingest
from claims.curation.decisions import CurationError, demand, record
from claims.models import Article, Outlet, RawPage, Revision
from claims.pipeline import find_article, find_or_make_outlet, read_again_at

MAX_PASTED = 4_000_000
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# What a person waits for goes before any backlog of feeds.
HEAD_START = timedelta(days=1)


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
        known = find_article(canonical_url)
        article, is_new = Article.objects.get_or_create(
            canonical_url=known.canonical_url if known else canonical_url,
            defaults={
                "url": url.strip()[:2000],
                "site": ingest.site_of(canonical_url),
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


def retry_article(actor: User, article: Article, *, now: datetime) -> None:
    """Try again what was given up: the page, or the stage at which the newest revision failed."""
    demand(actor, "claims.submit_article")
    with transaction.atomic():
        again = {"next_attempt_at": now, "attempts": 0}
        if article.stage in (Article.Stage.FAILED, Article.Stage.DISMISSED):
            Article.objects.filter(pk=article.pk).update(stage=Article.Stage.READ, **again)
        # A step stores all or nothing, so the one that failed can be done again.
        Revision.objects.filter(article=article, stage=Revision.Stage.FAILED).update(
            stage=F("failed_stage"), failed_stage="", **again
        )
        record(actor, "retry article", article, now=now, before={"error": article.last_error})


def dismiss_article(actor: User, article: Article, *, reason: str, now: datetime) -> None:
    """Leave an article that cannot be read as it is, for good or until somebody tries again."""
    demand(actor, "claims.curate")
    if article.stage != Article.Stage.FAILED:
        raise CurationError("", f"“{article}” did not fail, so there is nothing to leave as it is.")
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(stage=Article.Stage.DISMISSED)
        record(actor, "dismiss article", article, now=now, before={"error": article.last_error}, reason=reason)


def keep_apart(actor: User, article: Article, *, now: datetime) -> None:
    """Read as an article of its own what the machine took for one at another address, now and ever after."""
    demand(actor, "claims.curate")
    original = article.duplicate_of
    if original is None:
        raise CurationError("", f"“{article}” is an article of its own already.")
    on_the_web = article.pages.filter(how=RawPage.How.FETCHED).exists()
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(
            duplicate_of=None,
            duplicate_why="",
            stands_alone=True,
            next_attempt_at=read_again_at(article, now) if on_the_web else None,
        )
        article.revisions.filter(superseded_at=None).update(
            stage=Revision.Stage.EXTRACT, next_attempt_at=now, attempts=0
        )
        before = {"duplicate_of": original.pk, "why": article.duplicate_why}
        record(actor, "keep article apart", article, now=now, before=before)
