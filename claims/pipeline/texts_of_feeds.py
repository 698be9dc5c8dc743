"""The text in a feed's entry -> the article's page, where the feed is set to give it (`Feed.takes_full_text`).

The page waits to be read like one that was handed in, so nothing is fetched for it, and the reading keeps a revision
if it says something else.
"""

from datetime import datetime

from django.db.models import Q

from claims.ingest.entry_page import CONTENT_TYPE, entry_page
from claims.models import Article, Feed, FeedEntry, RawPage


def take_text_of_entry(entry: FeedEntry, now: datetime) -> bool:
    """False where there is nothing to take: no text, the one taken last, or an article with a text from elsewhere."""
    body = entry_page(title=entry.title, content_html=entry.content_html)
    compressed = RawPage.compress(body)
    newest = entry.article.pages.filter(how=RawPage.How.FEED).last()
    if not body or (newest and bytes(newest.compressed) == compressed) or not gives_text(entry, newest):
        return False
    RawPage.objects.create(
        article=entry.article,
        how=RawPage.How.FEED,
        url=entry.article.url,
        content_type=CONTENT_TYPE,
        compressed=compressed,
        fetched_at=now,
    )
    Article.objects.filter(pk=entry.article_id).update(stage=Article.Stage.READ, next_attempt_at=now, attempts=0)
    return True


def gives_text(entry: FeedEntry, newest: RawPage | None) -> bool:
    """Two givers with two wordings would make a revision at each turn: the first one stays it."""
    if newest is None:
        return not entry.article.revisions.exists()
    giver = entry.article.feed_entries.filter(feed__takes_full_text=True).order_by("pk").first()
    return giver is None or giver.feed_id == entry.feed_id


def take_texts_of_feed(feed: Feed, now: datetime) -> int:
    """Of the entries whose page was never read, for a feed that is set so only now; returns how many there were."""
    unread = Q(article__revisions=None)
    entries = feed.entries.filter(unread).exclude(content_html="").select_related("article")
    return sum(take_text_of_entry(entry, now) for entry in entries.order_by("pk"))
