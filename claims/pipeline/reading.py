"""article -> its page, fetched or handed in -> blocks -> a revision, if anything in it is new."""

from datetime import datetime, timedelta
from typing import Any

from claims import ingest
from claims.ingest.http import Fetch, FetchError, Request
from claims.ingest.reading import BLOCK_SEPARATOR, TEXT_ROLES, PageReading
from claims.models import Article, Block, FeedEntry, RawPage, Revision
from claims.pipeline.work import Due, PermanentFailureError, storing
from claims.text import fold

PAGE_BYTES = 4_000_000


def read_article(article: Article, now: datetime, fetch: Fetch) -> list[Due]:
    """Read the page that was handed in, or fetch the newest; keep a revision if the text says something else."""
    try:
        page = waiting_page(article) or fetch_page(article, now, fetch)
        reading = read_page(article, page)
    except (FetchError, PermanentFailureError) as error:
        if article.revisions.exists():
            return keep_old_text(article, str(error), now)
        if isinstance(error, FetchError) and error.permanent:
            raise PermanentFailureError(str(error)) from error
        raise
    return keep_reading(article, page, reading, now)


def waiting_page(article: Article) -> RawPage | None:
    """The newest page that was handed in and is not read yet."""
    return article.pages.filter(read_at=None).last()


def fetch_page(article: Article, now: datetime, fetch: Fetch) -> RawPage:
    """The page as the web has it now; not stored yet."""
    response = fetch(Request(article.url or article.canonical_url, max_bytes=PAGE_BYTES, obeys_robots=True))
    return RawPage(
        article=article,
        how=RawPage.How.FETCHED,
        url=response.url[:2000],
        content_type=response.content_type[:200],
        compressed=RawPage.compress(response.body),
        fetched_at=now,
    )


def read_page(article: Article, page: RawPage) -> PageReading:
    try:
        reading = ingest.read_page(
            page.body, content_type=page.content_type, url=page.url, declared_lang=article.lang or None
        )
    except ingest.PageRefused as error:
        raise PermanentFailureError(str(error)) from error
    if not reading.text:
        raise PermanentFailureError(
            f"No article text was found at {article}. If the page shows one, paste its text under “Hand in an article”."
        )
    return reading


def read_sample(url: str, *, lang: str = "", now: datetime, fetch: Fetch) -> PageReading:
    """A page as it would be read for an article, of which nothing is stored."""
    article = Article(url=url, canonical_url=ingest.normalise_url(url), lang=lang)
    return read_page(article, fetch_page(article, now, fetch))


def keep_old_text(article: Article, message: str, now: datetime) -> list[Due]:
    """A page that cannot be read again keeps the text it had, and says why."""
    again = read_again_at(article, now)
    with storing(article, stage=Article.Stage.KEPT, last_error=message, next_attempt_at=again):
        return []


def keep_reading(article: Article, page: RawPage, reading: PageReading, now: datetime) -> list[Due]:
    entry = article.feed_entries.order_by("pk").first()
    current = article.revisions.filter(superseded_at=None).first()
    decision = ingest.decide_revision((current.title, current.text) if current else None, (reading.title, reading.text))
    outcome = {
        **article_facts(article, reading, entry, now),
        "stage": Article.Stage.KEPT,
        "next_attempt_at": read_again_at(article, now, has_changed=decision.is_edit)
        if is_on_the_web(article, page)
        else None,
    }
    page.read_at = now
    with storing(article, **outcome):
        if page.pk:
            page.save(update_fields=["read_at"])
        if not decision.keep:
            article.revisions.filter(superseded_at=None).update(last_seen_at=page.fetched_at)
            return []
        page.save()
        if current:
            Revision.objects.filter(pk=current.pk).update(superseded_at=now)
        revision = Revision.objects.create(
            article=article,
            number=current.number + 1 if current else 1,
            page=page,
            fetched_at=page.fetched_at,
            previous_fetched_at=(current.last_seen_at or current.fetched_at) if current else None,
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
    facts = {
        "title": title[:1000],
        "author": author[:500],
        "published_at": article.published_at or plausible_date(reading.published, now),
        "lang": reading.lang,
        "provenance": provenance,
    }
    facts["search_text"] = fold(f"{title} {author} {article.outlet or ''}")
    return facts


def is_on_the_web(article: Article, page: RawPage) -> bool:
    """What was only ever pasted is not fetched by itself: who pasted it had a reason."""
    return page.how == RawPage.How.FETCHED or article.pages.filter(how=RawPage.How.FETCHED).exists()


def plausible_date(published: datetime | None, now: datetime) -> datetime | None:
    """A date in the future is a mistake of the page; it would stand above all others for ever."""
    return published if published and published <= now + timedelta(days=1) else None


def read_again_at(article: Article, now: datetime, *, has_changed: bool = False) -> datetime | None:
    changes = max(article.revisions.count() - 1, 0) + has_changed
    return ingest.next_reading(now, first_seen_at=article.first_seen_at, has_changed=has_changed, changes=changes).at
