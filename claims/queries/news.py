"""What changed within a period: one row for each claim and kind of change, from one query over all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value

from claims.models import Claim, Deadline, Link, Resolution, ReviewItem, StandingChange, StatementFate, Watch
from claims.models.ledger import Standing
from claims.queries.claims import filtered, followed_by, read_claim_filter
from claims.queries.timeline import STRENGTH
from claims.queries.verdicts import IS_OPEN


class NewsKind(StrEnum):
    """In the order in which a digest tells them."""

    ROSE = "standing rose"
    FELL = "standing fell"
    VERDICT = "verdict"
    CONTRADICTION = "possible contradiction"
    EDITED = "edited"
    NEAR = "due within a week"
    DUE = "due date passed"
    NEW = "new claim"


# What is told to those who want to hear of standings alone.
OF_STANDING = frozenset({NewsKind.ROSE, NewsKind.FELL, NewsKind.VERDICT})
OF_DEADLINES = frozenset({NewsKind.NEAR, NewsKind.DUE})
_CHANGED = "standing changed"  # in the query: whether it rose or fell is seen by both standings


@dataclass(frozen=True)
class Period:
    """After `since`, up to and with `until`.

    With `near_on`, all that is due within a week of that day is news, and not only what came near within the period.
    """

    since: datetime
    until: datetime
    near_on: date | None = None

    def holds(self, field: str) -> Q:
        return Q(**{f"{field}__gt": self.since, f"{field}__lte": self.until})


@dataclass(frozen=True)
class News:
    """The newest change of its kind to a claim within the period; `times`: how many there were.

    `row` is the row that says it: a claim, a change of standing, a link, a fate, a deadline or a verdict.
    """

    kind: NewsKind
    claim_id: int
    row: int
    at: datetime
    outlets: int  # that have the claim
    before: str = ""  # standings, where these changed
    after: str = ""
    times: int = 1


def news_of(period: Period) -> list[News]:
    """Kinds in their order; within one the most widely told first, of these the newest, or what is due soonest."""
    told: dict[tuple[NewsKind, int], News] = {}
    times: dict[tuple[NewsKind, int], int] = {}
    for each in _rows(period):
        key = (each.kind, each.claim_id)
        times[key] = times.get(key, 0) + 1
        if key not in told or (each.at, each.row) > (told[key].at, told[key].row):
            told[key] = each
    order = list(NewsKind)
    news = (News(**{**vars(each), "times": times[key]}) for key, each in told.items())
    return sorted(news, key=lambda each: (order.index(each.kind), -each.outlets, _age(each), -each.row))


def _age(news: News) -> float:
    at = news.at.timestamp()
    return at if news.kind is NewsKind.NEAR else -at


def _rows(period: Period) -> Iterator[News]:
    first, *others = _arms(period)
    for kind, claim_id, row, at, outlets, before, after in first.union(*others, all=True):
        yield News(_kind_of(kind, before, after), claim_id, row, at, outlets, before or "", after or "")


def _kind_of(kind: str, before: str, after: str) -> NewsKind:
    if kind != _CHANGED:
        return NewsKind(kind)
    rises = STRENGTH.index(Standing(after)) > STRENGTH.index(Standing(before))
    return NewsKind.ROSE if rises else NewsKind.FELL


def _arms(period: Period) -> list[QuerySet[Any, Any]]:
    """Each with its kind, claim, row, time, outlets and both standings."""
    edits = Q(fate__in=StatementFate.EDITS, statement__links__state__in=Link.COUNTED)
    return [
        _arm(
            NewsKind.NEW, Claim.objects.filter(period.holds("opened_at"), articles__gt=0), "pk", "opened_at", "outlets"
        ),
        _arm(_CHANGED, _changed(period), "claim", "at", "claim__outlets", "before", "standing"),
        _arm(NewsKind.VERDICT, Resolution.objects.filter(period.holds("at")), "claim", "at", "claim__outlets"),
        _arm(
            NewsKind.CONTRADICTION,
            ReviewItem.objects.waiting().filter(
                period.holds("queued_at"), question=ReviewItem.Question.CONTRADICTION, reading=1
            ),
            "link__claim",
            "queued_at",
            "link__claim__outlets",
            row="link",
        ),
        _arm(
            NewsKind.EDITED,
            StatementFate.objects.filter(period.holds("at"), edits),
            "statement__links__claim",
            "at",
            "statement__links__claim__outlets",
        ),
        _arm(NewsKind.NEAR, _near(period), "claim", "near_at", "claim__outlets"),
        _arm(NewsKind.DUE, Deadline.objects.filter(period.holds("passed_at")), "claim", "passed_at", "claim__outlets"),
    ]


def _near(period: Period) -> QuerySet[Deadline]:
    """Of claims that nobody has settled."""
    when = period.holds("near_at") if period.near_on is None else Q(near_at__isnull=False, due_on__gte=period.near_on)
    verdicts = Resolution.objects.filter(claim=OuterRef("claim")).order_by("-at", "-pk")
    return Deadline.objects.filter(when).annotate(verdict=Subquery(verdicts.values("value")[:1])).filter(IS_OPEN)


def _arm(
    kind: str,
    rows: QuerySet[Any],
    claim: str,
    at: str,
    outlets: str,
    before: str = "",
    after: str = "",
    *,
    row: str = "pk",
) -> QuerySet[Any, Any]:
    columns = {
        "news_kind": Value(kind, CharField()),
        "news_claim": F(claim),
        "news_row": F(row),
        "news_at": F(at),
        "news_outlets": F(outlets),
        "news_before": F(before) if before else Value("", CharField()),
        "news_after": F(after) if after else Value("", CharField()),
    }
    arm: QuerySet[Any, Any] = rows.order_by().annotate(**columns).values_list(*columns)
    return arm


def _changed(period: Period) -> QuerySet[StandingChange]:
    """The last change within the period of each claim that stands otherwise after it than before."""
    of_claim = StandingChange.objects.filter(claim=OuterRef("claim")).order_by("-at", "-pk")
    newer = of_claim.filter(at__lte=period.until).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    )
    before = Subquery(of_claim.filter(at__lte=period.since).values("standing")[:1])
    changes = StandingChange.objects.filter(period.holds("at")).annotate(before=before)
    return changes.filter(~Exists(newer), before__isnull=False).exclude(before=F("standing"))


def followed_among(news: Iterable[News], user_id: int, period: Period) -> frozenset[int]:
    """Of the claims that changed, those that the user follows in whatever way: two queries, however many there are."""
    changed = {each.claim_id for each in news}
    if not changed:
        return frozenset()
    follows = followed_by(user_id)
    queries = Watch.objects.filter(user=user_id, search__isnull=False).values_list("search__query", flat=True)
    for query in queries:
        if (wanted := read_claim_filter(query)) is not None:
            follows |= Q(pk__in=filtered(wanted, user_id=user_id).values("pk"))
    first, *others = (arm.values_list("news_claim") for arm in _arms(period))
    among = Claim.objects.filter(pk__in=first.union(*others))
    return frozenset(among.filter(follows).order_by().values_list("pk", flat=True)) & changed
