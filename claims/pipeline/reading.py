"""article -> its page, fetched or handed in -> blocks -> a revision, if anything in it is new."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Q

from claims import ingest
from claims.ingest.http import Fetch, FetchError, Request
from claims.ingest.page_words import WALLS
from claims.ingest.reading import BLOCK_SEPARATOR, TEXT_ROLES, PageReading
from claims.ingest.revisions import Version
from claims.models import Article, Block, FeedEntry, RawPage, Revision
from claims.pipeline.searchable import keep_article_words
from claims.pipeline.sites import count_others, keep_paragraphs, rules_for, says_something
from claims.pipeline.work import Due, PermanentFailureError, storing

PAGE_BYTES = 4_000_000
# What a status most often means on an article's page.
WALL_OF_STATUS = {401: "login page", 402: "paywall", 403: "bot check"}


@dataclass(frozen=True)
class Read:
    """A page as it is read by today's rules; `paragraphs` are the fingerprints of those that may recur."""

    page: RawPage
    reading: PageReading
    paragraphs: frozenset[str]

    @property
    def version(self) -> Version:
        return self.reading.title, self.reading.text


def read_article(article: Article, now: datetime, fetch: Fetch) -> list[Due]:
    """Read the page that was handed in, or fetch the newest; keep a revision if the text says something else."""
    try:
        read = read_page(article, page_to_read(article, now, fetch))
    except (FetchError, ingest.PageRefused, PermanentFailureError) as error:
        wall = wall_of(error)
        if article.revisions.exists():
            return keep_old_text(article, str(error), wall, now)
        # For the screens alone, so it may stand even if the lease was lost.
        Article.objects.filter(pk=article.pk).update(wall=wall)
        if isinstance(error, FetchError) and not error.permanent:
            raise
        raise PermanentFailureError(str(error)) from error
    return keep_reading(article, read, now)


def page_to_read(article: Article, now: datetime, fetch: Fetch) -> RawPage:
    """The stored one, if that is what was asked for; what somebody handed in; what the web has."""
    current = current_revision(article)
    if article.stage == Article.Stage.REREAD and current:
        return current.page
    return waiting_page(article) or fetch_page(article, now, fetch)


def current_revision(article: Article) -> Revision | None:
    return article.revisions.filter(superseded_at=None).select_related("page").first()


def waiting_page(article: Article) -> RawPage | None:
    """The newest page that was handed in and is not read yet."""
    return article.pages.filter(read_at=None).last()


def fetch_page(article: Article, now: datetime, fetch: Fetch) -> RawPage:
    """The page as the web has it now; not stored yet."""
    url = article.url or article.canonical_url
    response = fetch(Request(url, max_bytes=PAGE_BYTES, obeys_robots=True, headers=rules_for(url).headers))
    return RawPage(
        article=article,
        how=RawPage.How.FETCHED,
        url=response.url[:2000],
        content_type=response.content_type[:200],
        compressed=RawPage.compress(response.body),
        fetched_at=now,
    )


def read_page(article: Article, page: RawPage, rules: ingest.SiteRules | None = None) -> Read:
    """By the rules given, or by those of the page's site; without what recurs across the articles of the site."""
    url = page.url or article.canonical_url
    reading = ingest.read_page(
        page.body,
        content_type=page.content_type,
        url=page.url,
        declared_lang=article.lang or None,
        rules=rules_for(url) if rules is None else rules,
    )
    paragraphs = frozenset(ingest.paragraph_fingerprints(reading))
    reading = ingest.without_recurring(
        reading, count_others(article, paragraphs), partial(says_something, lang=reading.lang)
    )
    if not reading.text:
        raise PermanentFailureError(
            f"No article text was found at {article}. If the page shows one, paste its text under “Hand in an article”."
        )
    return Read(page, reading, paragraphs)


def read_sample(url: str, *, lang: str = "", now: datetime, fetch: Fetch) -> PageReading:
    """A page as it would be read for an article, of which nothing is stored."""
    article = Article(url=url, canonical_url=ingest.normalise_url(url), site=ingest.site_of(url), lang=lang)
    return read_page(article, fetch_page(article, now, fetch)).reading


def wall_of(error: Exception) -> str:
    """What stood in front of the article, if it was something that a site's rules may open."""
    if isinstance(error, ingest.PageRefused):
        return error.kind if error.kind in WALLS else ""
    return WALL_OF_STATUS.get(error.status or 0, "") if isinstance(error, FetchError) else ""


def keep_old_text(article: Article, message: str, wall: str, now: datetime) -> list[Due]:
    """A page that cannot be read again keeps the text it had, and says why."""
    stays_off_the_web = article.stage == Article.Stage.REREAD and not was_fetched(article)
    again = None if stays_off_the_web else read_again_at(article, now)
    with storing(article, stage=Article.Stage.KEPT, last_error=message, wall=wall, next_attempt_at=again):
        return []


def keep_reading(article: Article, read: Read, now: datetime) -> list[Due]:
    page, reading = read.page, read.reading
    entry = article.feed_entries.order_by("pk").first()
    current = current_revision(article)
    decision = decide(article, current, read)
    is_stored_page = current is not None and current.page_id == page.pk
    facts = article_facts(article, reading, entry, now)
    outcome = {
        **facts,
        "stage": Article.Stage.KEPT,
        "wall": "",
        "next_attempt_at": read_again_at(article, now, has_changed=decision.is_edit)
        if is_on_the_web(article, page)
        else None,
    }
    page.read_at = now
    with storing(article, **outcome):
        keep_paragraphs(article, read.paragraphs)
        newest = reading if decision.keep or current is None else current
        keep_article_words(article, title=facts["title"], author=facts["author"], text=newest.text, lang=newest.lang)
        if page.pk:  # what was handed in before it and nobody got to is past, too
            article.pages.filter(Q(pk=page.pk) | Q(read_at=None, pk__lt=page.pk)).update(read_at=now)
        if not decision.keep:
            if not is_stored_page:
                article.revisions.filter(superseded_at=None).update(last_seen_at=page.fetched_at)
            return []
        if not page.pk:
            page.save()
        window = current and decision.change_kind != ingest.ChangeKind.REREAD
        if current:
            Revision.objects.filter(pk=current.pk).update(superseded_at=now)
        revision = Revision.objects.create(
            article=article,
            number=current.number + 1 if current else 1,
            page=page,
            fetched_at=page.fetched_at,
            previous_fetched_at=(current.last_seen_at or current.fetched_at) if current and window else None,
            last_seen_at=current.last_seen_at if current and is_stored_page else None,
            title=reading.title[:1000],
            lang=reading.lang,
            text=reading.text,
            length=len(reading.text),
            change_kind=decision.change_kind,
            change_why=decision.why,
            next_attempt_at=now,
        )
        Block.objects.bulk_create(block_rows(revision, reading))
    return [Due("extract_revision", revision.pk)]


def decide(article: Article, current: Revision | None, read: Read) -> ingest.RevisionDecision:
    """Like is compared with like: the page kept last is read anew, unless the texts are the same anyway."""
    if current is None:
        return ingest.decide_revision(None, read.version)
    kept = current.title, current.text
    decision = ingest.decide_revision(kept, read.version)
    if not decision.keep:
        return decision
    return ingest.decide_revision(kept, read.version, old_as_read_today=read_today(article, current, read))


def read_today(article: Article, current: Revision, read: Read) -> Version | None:
    if current.page_id == read.page.pk:
        return read.version
    try:
        return read_page(article, current.page).version
    except (ingest.PageRefused, PermanentFailureError):
        return None  # nothing of it can be compared, so the text that was kept is


def block_rows(revision: Revision, reading: PageReading) -> list[Block]:
    """The blocks with their places in the text, which is those of the text roles joined."""
    rows, offset = [], 0
    for position, block in enumerate(reading.blocks):
        row = Block(revision=revision, position=position, role=block.role, author=block.author[:200], why=block.why)
        if block.role in TEXT_ROLES:
            row.start, row.end = offset, offset + len(block.text)
            offset = row.end + len(BLOCK_SEPARATOR)
        else:
            row.aside = block.text
        rows.append(row)
    return rows


def article_facts(article: Article, reading: PageReading, entry: FeedEntry | None, now: datetime) -> dict[str, Any]:
    """Title, author, date and language of the article, and where each was found: feed before page."""
    found = dict(reading.provenance)
    title = (entry.title if entry else "") or reading.title or article.title
    author = (entry.author if entry else "") or reading.author or article.author
    provenance = {
        "title": "feed" if entry and entry.title else found.get("title", ""),
        "author": "feed" if entry and entry.author else found.get("author", ""),
        "published": article.provenance.get("published") if article.published_at else found.get("published", ""),
    }
    return {
        "title": title[:1000],
        "author": author[:500],
        "published_at": article.published_at or plausible_date(reading.published, now),
        "lang": reading.lang,
        "provenance": provenance,
    }


def is_on_the_web(article: Article, page: RawPage) -> bool:
    """What was only ever pasted is not fetched by itself: who pasted it had a reason."""
    return page.how == RawPage.How.FETCHED or was_fetched(article)


def was_fetched(article: Article) -> bool:
    return article.pages.filter(how=RawPage.How.FETCHED).exists()


def plausible_date(published: datetime | None, now: datetime) -> datetime | None:
    """A date in the future is a mistake of the page; it would stand above all others for ever."""
    return published if published and published <= now + timedelta(days=1) else None


def read_again_at(article: Article, now: datetime, *, has_changed: bool = False) -> datetime | None:
    ours = (Revision.ChangeKind.FIRST, Revision.ChangeKind.REREAD)
    changes = article.revisions.exclude(change_kind__in=ours).count() + has_changed
    return ingest.next_reading(now, first_seen_at=article.first_seen_at, has_changed=has_changed, changes=changes).at
