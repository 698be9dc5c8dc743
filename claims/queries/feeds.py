"""Feeds: how each one is, when it is tried next and what came last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, QuerySet, Subquery, Value, When

from claims import ingest
from claims.models import Article, Feed, FeedAlias, FeedEntry, FeedFetch, FeedImport, HostSlot, Outlet
from claims.queries.paging import Page, page_of
from claims.queries.sites import Wall, walls_of

FETCHES_SHOWN = 20
IMPORTS_SHOWN = 10
SHORT_WAIT = timedelta(seconds=30)  # a domain that is busy for so long is not worth a word
ADDED = "added"  # as curation.Taken has it
MOVED_OUTCOMES = frozenset({"not a feed", "another feed", "dns"})
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
    return FeedOverview(page.with_lines(feed_lines(page.lines)), counts, shown)


def feeds_with_state(state: str = "") -> QuerySet[Any]:
    feeds = _with_states(Feed.objects.select_related("outlet"))
    return feeds.filter(state=state) if state else feeds


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


def feed_lines(feeds: Sequence[Any]) -> list[FeedLine]:
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
    aliases: tuple[FeedAlias, ...]
    cool_down_until: datetime | None  # of its whole domain, after it was asked too often

    @property
    def last(self) -> FeedFetch | None:
        return self.fetches[0] if self.fetches else None

    @property
    def may_have_moved(self) -> bool:
        """Its address answers with something else, or with nothing any more."""
        failing = self.state is FeedState.FAILING and self.last is not None
        moved = self.last is not None and (self.last.status in (404, 410) or self.last.outcome in MOVED_OUTCOMES)
        return self.state is FeedState.GONE or (failing and moved)


def feed_view(feed: Feed, now: datetime) -> FeedView:
    slot = HostSlot.objects.filter(domain=ingest.registered_domain(feed.url)).first()
    return FeedView(
        feed=feed,
        state=FeedState(_with_states(Feed.objects.filter(pk=feed.pk)).get().state),
        fetches=tuple(feed.fetches.order_by("-at", "-pk")[:FETCHES_SHOWN]),
        articles=feed.entries.values("article").distinct().count(),
        walls=walls_of(Article.objects.filter(feed_entries__feed=feed)),
        aliases=tuple(feed.aliases.order_by("-moved_at")),
        cool_down_until=slot.free_at if slot and slot.free_at > now + SHORT_WAIT else None,
    )


def folders() -> list[str]:
    return list(Feed.objects.exclude(folder="").order_by("folder").values_list("folder", flat=True).distinct())


def outlet_names() -> list[str]:
    return list(Outlet.objects.values_list("name", flat=True))


@dataclass(frozen=True)
class ImportProgress:
    """How the feeds that a list added are doing."""

    imported: FeedImport
    states: dict[FeedState, int]

    @property
    def added(self) -> int:
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        return self.states[FeedState.NEW]

    @property
    def done(self) -> int:
        return self.added - self.waiting

    @property
    def read(self) -> int:
        return self.states[FeedState.READING]

    @property
    def failed(self) -> int:
        return self.states[FeedState.FAILING] + self.states[FeedState.GONE]

    @property
    def paused(self) -> int:
        return self.states[FeedState.PAUSED]


def import_progress(imported: FeedImport) -> ImportProgress:
    added = Feed.objects.filter(pk__in=[row["feed"] for row in imported.rows if row["taken"] == ADDED])
    counted = dict(_with_states(added).order_by().values_list("state").annotate(feeds=Count("pk")))
    return ImportProgress(imported, {state: counted.get(state, 0) for state in STATES})


@dataclass(frozen=True)
class ImportedRow:
    """A row of an imported list as it was taken, and the state of its feed now."""

    title: str
    url: str
    taken: str
    message: str
    feed: Feed | None
    state: FeedState | None
    last: FeedFetch | None


def imported_rows(imported: FeedImport) -> list[ImportedRow]:
    """What failed stands first, then what was refused or waits, then the rest in the order of the list."""
    pks = [row["feed"] for row in imported.rows if row["feed"]]
    feeds = {feed.pk: feed for feed in _with_states(Feed.objects.filter(pk__in=pks))}
    last = FeedFetch.objects.in_bulk([feed.last_fetch_id for feed in feeds.values() if feed.last_fetch_id])
    rows = [_imported_row(row, feeds.get(row["feed"]), last) for row in imported.rows]
    first = (FeedState.GONE, FeedState.FAILING, None, FeedState.NEW)  # a refused row has no feed, so no state
    return sorted(rows, key=lambda row: first.index(row.state) if row.state in first else len(first))


def _imported_row(row: dict[str, Any], feed: Any, last: dict[int, FeedFetch]) -> ImportedRow:
    return ImportedRow(
        title=row["title"],
        url=row["url"],
        taken=row["taken"],
        message=row["message"],
        feed=feed,
        state=FeedState(feed.state) if feed else None,
        last=last.get(feed.last_fetch_id) if feed else None,
    )


def recent_imports() -> list[FeedImport]:
    return list(FeedImport.objects.select_related("by").defer("rows")[:IMPORTS_SHOWN])


def unfinished_import() -> ImportProgress | None:
    """The newest import, as long as one of its feeds was not read yet."""
    newest = FeedImport.objects.first()
    progress = import_progress(newest) if newest else None
    return progress if progress and progress.waiting else None
