"""The digest: what changed within a period, grouped and counted, each group with its first few."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

from django.utils import timezone

from claims.models import Claim, Deadline, Link, Resolution, Visit
from claims.queries.edits import Edit, edits_by_row
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.moments import end_of
from claims.queries.news import OF_DEADLINES, OF_STANDING, News, NewsKind, Period, followed_among, news_of
from claims.queries.paging import Page, page_of

__all__ = [
    "OF_STANDING",
    "Digest",
    "DigestLine",
    "Group",
    "NewsKind",
    "Period",
    "daily_digests",
    "digest",
    "news_page",
    "period_since",
    "visit_period",
]

SHOWN = 3  # of each group
LONGEST = timedelta(days=30)  # whoever was away for longer reads the list of claims


@dataclass(frozen=True)
class DigestLine:
    """A claim and what happened to it; of the last four only the one that its kind has."""

    news: News
    line: ClaimLine
    verdict: Resolution | None = None
    link: Link | None = None
    edit: Edit | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True)
class Group:
    kind: NewsKind
    total: int
    lines: tuple[DigestLine, ...]

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Digest:
    period: Period
    followed: tuple[Group, ...]
    elsewhere: tuple[Group, ...]  # on all else

    @property
    def changes(self) -> int:
        """On what is followed."""
        return sum(group.total for group in self.followed)


def digest(
    user_id: int, period: Period, *, kinds: Collection[NewsKind] = tuple(NewsKind), shown: int = SHOWN
) -> Digest:
    news = [each for each in news_of(period) if each.kind in kinds]
    followed = followed_among(news, user_id, period)
    of_followed = [each for each in news if each.claim_id in followed]
    of_others = [each for each in news if each.claim_id not in followed]
    first = [each for some in (of_followed, of_others) for group in _by_kind(some) for each in group[:shown]]
    lines = {line.news: line for line in _lines(first)}

    def groups(some: Iterable[News]) -> tuple[Group, ...]:
        return tuple(
            Group(group[0].kind, len(group), tuple(lines[each] for each in group[:shown])) for group in _by_kind(some)
        )

    return Digest(period, groups(of_followed), groups(of_others))


def daily_digests(user_id: int, today: date, *, days: int) -> list[Digest]:
    """Of each day before today on which something changed on what is followed, the newest first."""
    ends = [end_of(today - timedelta(days=ago)) for ago in range(1, days + 2)]
    told = [digest(user_id, Period(since, until)) for until, since in pairwise(ends)]
    return [each for each in told if each.followed]


def _by_kind(news: Iterable[News]) -> list[list[News]]:
    return [list(group) for _, group in groupby(news, key=lambda each: each.kind)]


def news_page(user_id: int, period: Period, kind: NewsKind, *, is_followed: bool, number: int = 1) -> Page[DigestLine]:
    """All of one group."""
    news = [each for each in news_of(period) if each.kind == kind]
    followed = followed_among(news, user_id, period)
    page = page_of([each for each in news if (each.claim_id in followed) is is_followed], number)
    return page.with_lines(_lines(page.lines))


def _lines(news: Iterable[News]) -> Sequence[DigestLine]:
    news = list(news)
    rows = {kind: {each.row for each in news if each.kind == kind} for kind in NewsKind}
    claims = Claim.objects.in_bulk({each.claim_id for each in news})
    lines = {line.claim.pk: line for line in claim_lines(claims.values())}
    verdicts = Resolution.objects.select_related("by").in_bulk(rows[NewsKind.VERDICT])
    links = Link.objects.select_related("statement__revision__article__outlet", "statement__speaker").defer(
        "statement__revision__text"
    )
    contradictions = links.in_bulk(rows[NewsKind.CONTRADICTION])
    edits = edits_by_row(rows[NewsKind.EDITED])
    deadlines = Deadline.objects.in_bulk(set().union(*(rows[kind] for kind in OF_DEADLINES)))
    return [
        DigestLine(
            news=each,
            line=lines[each.claim_id],
            verdict=verdicts.get(each.row) if each.kind is NewsKind.VERDICT else None,
            link=contradictions.get(each.row) if each.kind is NewsKind.CONTRADICTION else None,
            edit=edits.get(each.row) if each.kind is NewsKind.EDITED else None,
            deadline=deadlines.get(each.row) if each.kind in OF_DEADLINES else None,
        )
        for each in news
    ]


def visit_period(user_id: int, now: datetime) -> Period | None:
    """Since the user's last visit to *Today*; None where there was none."""
    visit = Visit.objects.filter(user=user_id).first()
    if visit is None or visit.since is None:
        return None
    return period_since(visit.since, now)


def period_since(since: datetime, now: datetime) -> Period:
    """For *Today*, where all that is due soon is shown."""
    return Period(max(since, now - LONGEST), now, near_on=timezone.localdate(now))
