"""What needs a person's attention across feeds, articles and the work in the background, worst first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from claims.models import Article, FeedFetch, Link, OriginAssignment, Outlet, RawPage, Revision, StandingChange
from claims.queries.feeds import FeedLine, FeedState, feed_overview
from claims.queries.sites import Wall, walls_of

SHOWN = 10
# What was read before and stands behind a wall now has its text, and needs nobody.
WITHOUT_TEXT = (Article.Stage.READ, Article.Stage.FAILED)


@dataclass(frozen=True)
class SetAside:
    """Articles of one outlet whose pages could not be read for one kind of reason but a wall; `newest` is one of them.

    What to do about a kind stands in templates/health/_remedy.html.
    """

    outlet: Outlet | None
    kind: str
    articles: int
    newest: Article


@dataclass(frozen=True)
class FailedRevisions:
    """Revisions that failed at one stage; `newest` is one of them."""

    stage: str
    revisions: int
    newest: Revision


@dataclass(frozen=True)
class Health:
    feeds: tuple[FeedLine, ...]  # the first of `failing_feeds`
    failing_feeds: int
    walls: tuple[Wall, ...]
    set_aside: tuple[SetAside, ...]
    failed_revisions: tuple[FailedRevisions, ...]

    @property
    def is_well(self) -> bool:
        return not (self.failing_feeds or self.walls or self.set_aside or self.failed_revisions)


def health() -> Health:
    overview = feed_overview()
    failing = sum(overview.counts.get(state, 0) for state in (FeedState.GONE, FeedState.FAILING))
    return Health(
        feeds=tuple(overview.page.lines[: min(failing, SHOWN)]),
        failing_feeds=failing,
        walls=walls_of(Article.objects.filter(stage__in=WITHOUT_TEXT)),
        set_aside=_set_aside(),
        failed_revisions=_failed_revisions(),
    )


def _set_aside() -> tuple[SetAside, ...]:
    rows = list(
        Article.objects.in_the_open()
        .filter(stage=Article.Stage.FAILED)
        .order_by()
        .values("outlet", "error_kind")
        .annotate(articles=Count("pk"), newest=Max("pk"))
        .order_by("-articles", "-newest")
    )
    outlets = Outlet.objects.in_bulk([row["outlet"] for row in rows if row["outlet"]])
    newest = Article.objects.in_bulk([row["newest"] for row in rows])
    return tuple(
        SetAside(outlets.get(row["outlet"]), row["error_kind"], row["articles"], newest[row["newest"]]) for row in rows
    )


def _failed_revisions() -> tuple[FailedRevisions, ...]:
    rows = list(
        Revision.objects.filter(stage=Revision.Stage.FAILED)
        .order_by()
        .values("failed_stage")
        .annotate(revisions=Count("pk"), newest=Max("pk"))
        .order_by("-revisions")
    )
    newest = Revision.objects.select_related("article").defer("text").in_bulk([row["newest"] for row in rows])
    return tuple(FailedRevisions(row["failed_stage"], row["revisions"], newest[row["newest"]]) for row in rows)


def last_sign_of_life() -> datetime | None:
    """When the background work last left a trace: a poll, a page read, a claim found, an origin, a standing."""
    traces = (
        FeedFetch.objects.aggregate(at=Max("at")),
        RawPage.objects.aggregate(at=Max("read_at")),
        Link.objects.aggregate(at=Max("made_at")),
        OriginAssignment.objects.aggregate(at=Max("at")),
        StandingChange.objects.aggregate(at=Max("at")),
    )
    return max((trace["at"] for trace in traces if trace["at"]), default=None)
