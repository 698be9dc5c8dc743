"""Feeds: how each one is, when it is tried next and what came last."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, QuerySet, Subquery, Value, When

from claims.models import Article, Feed, FeedEntry, FeedFetch
from claims.queries.paging import Page, page_of
from claims.queries.sites import Wall, walls_of

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


@dataclass(frozen=True)
class FeedOverview:
    """What needs attention stands first; `counts` is over all feeds, whatever is shown."""

    page: Page[FeedLine]
    counts: dict[FeedState, int]
    shown: FeedState | None


# In the order in which they are shown.
STATES = (FeedState.GONE, FeedState.FAILING, FeedState.NEW, FeedState.READING, FeedState.PAUSED)


def feed_overview(*, state: str = "", number: int = 1) -> FeedOverview:
    feeds = _with_states(Feed.objects.all())
    counted = dict(feeds.order_by().values_list("state").annotate(feeds=Count("pk")))
    counts = {each: counted[each] for each in STATES if each in counted}
    shown = FeedState(state) if state in counts else None
    if shown:
        feeds = feeds.filter(state=shown)
    order = Case(*(When(state=each, then=Value(place)) for place, each in enumerate(STATES)))
    page = page_of(feeds.select_related("outlet").order_by(order, "outlet__name", "title", "url"), number)
    return FeedOverview(page.with_lines(_lines(page.lines)), counts, shown)


def _with_states(feeds: QuerySet[Feed]) -> QuerySet[Any]:
    last = FeedFetch.objects.filter(feed=OuterRef("pk")).order_by("-at", "-pk")
    return feeds.annotate(
        last_fetch_id=Subquery(last.values("pk")[:1]),
        last_outcome=Subquery(last.values("outcome")[:1]),
        state=Case(
            When(gone_at__isnull=False, then=Value(FeedState.GONE)),
            When(is_paused=True, then=Value(FeedState.PAUSED)),
            When(last_outcome=None, then=Value(FeedState.NEW)),
            When(last_outcome__in=GOOD_OUTCOMES, then=Value(FeedState.READING)),
            default=Value(FeedState.FAILING),
            output_field=CharField(),
        ),
    )


def _lines(feeds: Sequence[Any]) -> list[FeedLine]:
    counts = dict(
        FeedEntry.objects.filter(feed__in=[feed.pk for feed in feeds])
        .order_by()
        .values_list("feed")
        .annotate(articles=Count("article", distinct=True))
    )
    last = FeedFetch.objects.in_bulk([feed.last_fetch_id for feed in feeds if feed.last_fetch_id])
    return [
        FeedLine(feed, FeedState(feed.state), last.get(feed.last_fetch_id), counts.get(feed.pk, 0)) for feed in feeds
    ]


@dataclass(frozen=True)
class FeedView:
    feed: Feed
    state: FeedState
    fetches: tuple[FeedFetch, ...]
    articles: int
    walls: tuple[Wall, ...]  # that its articles stand behind

    @property
    def last(self) -> FeedFetch | None:
        return self.fetches[0] if self.fetches else None


def feed_view(feed: Feed) -> FeedView:
    return FeedView(
        feed=feed,
        state=FeedState(_with_states(Feed.objects.filter(pk=feed.pk)).get().state),
        fetches=tuple(feed.fetches.order_by("-at", "-pk")[:FETCHES_SHOWN]),
        articles=feed.entries.values("article").distinct().count(),
        walls=walls_of(Article.objects.filter(feed_entries__feed=feed)),
    )
