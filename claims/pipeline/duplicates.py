"""One article at several addresses: by the identifier its feed gives it, and by its text."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction

from claims import ingest
from claims.corroborate.reuse import fingerprint, may_be_alike, same_text
from claims.ingest.feed_entry import FeedEntry as ParsedEntry
from claims.ingest.feed_entry import ParsedFeed
from claims.models import Article, ArticleAlias, FeedEntry, Revision
from claims.pipeline.work import lock_ledger, release
from claims.text import fold

SAME_WITHIN = timedelta(days=7)
# The same title under the same identifier at another hour of another day is the next issue of a series.
SAME_ISSUE = timedelta(hours=12)


def find_article(canonical_url: str) -> Article | None:
    """The article at the address, or the one that was there before its feed gave it another."""
    return (
        Article.objects.filter(canonical_url=canonical_url).first()
        or Article.objects.filter(aliases__url=canonical_url).first()
    )


@dataclass(frozen=True)
class Listing:
    """What a feed lists: how often each identifier, title and time, and which addresses."""

    guids: Counter[str]
    titles: Counter[str]
    times: Counter[datetime | None]
    addresses: frozenset[str]

    @classmethod
    def of(cls, parsed: ParsedFeed) -> "Listing":
        return cls(
            Counter(entry.guid for entry in parsed.entries),
            Counter(fold(entry.title) for entry in parsed.entries),
            Counter(entry.published for entry in parsed.entries),
            frozenset(filter(None, (address_of(entry) for entry in parsed.entries))),
        )

    def has_moved(self, entry: ParsedEntry, former: FeedEntry) -> bool:
        """The entry is the former one at another address: title or time agree too, each as the only one of its kind.

        An identifier alone proves nothing: feeds number their entries anew, and give one identifier to all.
        """
        if self.guids[entry.guid] > 1 or former.article.canonical_url in self.addresses:
            return False
        apart = abs(entry.published - former.published_at) if entry.published and former.published_at else None
        title = fold(entry.title)
        if title and title == fold(former.title) and self.titles[title] == 1:
            return apart is None or apart < SAME_ISSUE
        has_hour = entry.published is not None and entry.published.time() != time.min
        return apart == timedelta(0) and has_hour and self.times[entry.published] == 1


def address_of(entry: ParsedEntry) -> str:
    """The entry's canonical address; "" where it has none."""
    try:
        return ingest.normalise_url(entry.link)
    except ValueError:
        return ""


def give_new_address(article: Article, canonical_url: str, url: str, now: datetime) -> None:
    """The old address stays known, so that the article never comes in by it again."""
    ArticleAlias.objects.create(article=article, url=article.canonical_url, replaced_at=now)
    article.canonical_url, article.url = canonical_url, url[:2000]
    Article.objects.filter(pk=article.pk).update(canonical_url=article.canonical_url, url=article.url)


def set_aside_duplicate(revision: Revision) -> bool:
    """Whether the revision is the text of another article of the outlet; then nothing more is done with it.

    The first reading of an article decides, and every reading of a duplicate, which may become a text of its own.
    """
    article = revision.article
    article.fingerprint = fingerprint(revision.text)
    is_asked = not article.stands_alone and (revision.number == 1 or article.duplicate_of_id is not None)
    with transaction.atomic():
        lock_ledger()  # of two that are read at once, the second must see the first
        Article.objects.filter(pk=article.pk).update(fingerprint=article.fingerprint)
        original, likeness = find_original(article, revision) if is_asked else (None, 0.0)
        if original:
            why = f"{likeness:.0%} of its words stand in the same order there"
            release(revision, stage=Revision.Stage.DONE, extraction_note=f"Not read for statements: see “{original}”.")
            Article.objects.filter(pk=article.pk).update(duplicate_of=original, duplicate_why=why, next_attempt_at=None)
        elif article.duplicate_of_id:
            Article.objects.filter(pk=article.pk).update(duplicate_of=None, duplicate_why="")
    return original is not None


def find_original(article: Article, revision: Revision) -> tuple[Article | None, float]:
    """The first article of the same outlet and week that has the same text, and how like it is."""
    if not article.outlet_id or not article.fingerprint:
        return None, 0.0
    seen = article.first_seen_at
    near = Article.objects.filter(
        outlet=article.outlet_id, first_seen_at__range=(seen - SAME_WITHIN, seen + SAME_WITHIN), duplicate_of=None
    ).exclude(pk=article.pk)
    rows = near.exclude(fingerprint="").order_by("first_seen_at", "pk")
    for pk, mark, published_at, first_seen_at in rows.values_list("pk", "fingerprint", "published_at", "first_seen_at"):
        apart = abs((article.published_at or seen) - (published_at or first_seen_at))
        if apart > SAME_WITHIN or not may_be_alike(article.fingerprint, mark):
            continue
        current = Revision.objects.get(article=pk, superseded_at=None)
        if likeness := same_text(revision.text, current.text):
            return Article.objects.get(pk=pk), likeness
    return None, 0.0
