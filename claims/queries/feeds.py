"""Feeds: how each one is, when it is tried next and what came last."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, OuterRef, Subquery

from claims.models import Feed, FeedEntry, FeedFetch
from claims.queries.paging import Page, page_of

FETCHES_SHOWN = 20
GOOD_OUTCOMES = frozenset({"read", "unchanged"})


class FeedState(StrEnum):
    NEW = "new"
    READING = "reading"
    FAILING = "failing"
    PAUSED = "paused"
    GONE = "gone"


@dataclass(frozen=True)
class FeedLine:
    feed: Feed
    state: FeedState
    last: FeedFetch | None
    articles: int


def feed_page(*, number: int = 1) -> Page[FeedLine]:
    page = page_of(Feed.objects.select_related("outlet").order_by("outlet__name", "title", "url"), number)
    counts = dict(
        FeedEntry.objects.filter(feed__in=page.lines)
        .order_by()
        .values_list("feed")
        .annotate(articles=Count("article", distinct=True))
    )
    last = _last_fetches([feed.pk for feed in page.lines])
    return page.with_lines(
        [
            FeedLine(feed, state(feed, last.get(feed.pk)), last.get(feed.pk), counts.get(feed.pk, 0))
            for feed in page.lines
        ]
    )


def _last_fetches(feed_ids: list[int]) -> dict[int, FeedFetch]:
    newest = FeedFetch.objects.filter(feed=OuterRef("pk")).order_by("-at", "-pk").values("pk")[:1]
    ids = Feed.objects.filter(pk__in=feed_ids).values_list(Subquery(newest), flat=True)
    return {fetch.feed_id: fetch for fetch in FeedFetch.objects.filter(pk__in=list(ids))}


def state(feed: Feed, last: FeedFetch | None) -> FeedState:
    if feed.gone_at is not None:
        return FeedState.GONE
    if feed.is_paused:
        return FeedState.PAUSED
    if last is None:
        return FeedState.NEW
    return FeedState.READING if last.outcome in GOOD_OUTCOMES else FeedState.FAILING


@dataclass(frozen=True)
class FeedView:
    feed: Feed
    state: FeedState
    fetches: tuple[FeedFetch, ...]
    articles: int

    @property
    def last(self) -> FeedFetch | None:
        return self.fetches[0] if self.fetches else None


def feed_view(feed: Feed) -> FeedView:
    fetches = tuple(feed.fetches.order_by("-at", "-pk")[:FETCHES_SHOWN])
    return FeedView(
        feed=feed,
        state=state(feed, fetches[0] if fetches else None),
        fetches=fetches,
        articles=feed.entries.values("article").distinct().count(),
    )
