"""What an outlet brought first, what after others, and from whom it has what it brings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, Min, QuerySet, Value, When

from claims.corroborate import Way
from claims.corroborate.track_record import ENOUGH, Interval, wilson
from claims.models import Article, Claim, Link, OriginAssignment, Outlet
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.moments import beginning_of
from claims.queries.records import SAID_AT
from claims.queries.stretches import months_up_to, number_of

MONTHS = 12
CLAIMS_SHOWN = 10
ARTICLES_LOOKED_AT = 20
SOURCES_SHOWN = 12
# A claim that no other outlet has, one that others had no earlier, and one that another had before.
ALONE, FIRST, ECHO = "alone", "first", "echo"


@dataclass(frozen=True)
class Month:
    first_day: date
    claims: Mapping[str, int]

    @property
    def alone(self) -> int:
        return self.claims.get(ALONE, 0)

    @property
    def first(self) -> int:
        return self.claims.get(FIRST, 0)

    @property
    def echo(self) -> int:
        return self.claims.get(ECHO, 0)

    @property
    def shared(self) -> int:
        """Claims that other outlets have too: only with these can one be first."""
        return self.first + self.echo

    @property
    def interval(self) -> Interval | None:
        """Within which the true share of first reports lies; None of too few to say."""
        return wilson(self.first, self.shared) if self.shared >= ENOUGH else None


@dataclass(frozen=True)
class Source:
    """Another outlet from which this one has something, and in how many articles by which way."""

    outlet: Outlet
    copied: int
    cited: int


def reports_by_month(outlet: Outlet, *, today: date) -> list[Month]:
    """A year of them, the newest last; a claim is in the month in which the outlet first had it."""
    months = months_up_to(today, MONTHS)
    claims = (
        _links(outlet)
        .values("claim")
        .annotate(at=Min(SAID_AT), first_at=F("claim__first_said_at"), outlets=F("claim__outlets"))
        .filter(at__gte=beginning_of(months[0]))
    )
    by_month: list[dict[str, int]] = [{} for _ in months]
    for month, how in claims.annotate(month=number_of("at", months), how=_how()).values_list("month", "how"):
        by_month[month][how] = by_month[month].get(how, 0) + 1
    return [Month(first_day, claims) for first_day, claims in zip(months, by_month, strict=True)]


def _how() -> Case:
    is_first = When(at__lte=F("first_at"), then=Value(FIRST))
    return Case(When(outlets__lte=1, then=Value(ALONE)), is_first, default=Value(ECHO), output_field=CharField())


def _links(outlet: Outlet) -> QuerySet[Link]:
    of_outlet = Link.objects.filter(statement__revision__article__outlet=outlet, state__in=Link.COUNTED)
    return of_outlet.filter(statement__revision__superseded_at=None).order_by()


def newest_claims(outlet: Outlet) -> list[ClaimLine]:
    """Of its newest articles; all of them are in the list of claims."""
    articles = Article.objects.filter(outlet=outlet).order_by("-first_seen_at")[:ARTICLES_LOOKED_AT]
    links = _links(outlet).filter(statement__revision__article__in=list(articles.values_list("pk", flat=True)))
    claims = Claim.objects.filter(pk__in=links.values("claim")).order_by("-last_said_at", "-pk")
    return claim_lines(claims[:CLAIMS_SHOWN])


def sources_of(outlet: Outlet) -> list[Source]:
    """The outlets that it copies or names, those of the most articles first.

    Where the article that it names is not here, the outlets of its chain stand for it.
    """
    current = OriginAssignment.objects.filter(
        superseded_at=None,
        statement__revision__superseded_at=None,
        statement__revision__article__outlet=outlet,
        way__in=[Way.COPIED.value, Way.CITES.value],
    ).order_by()
    here, named = "rests_on__revision__article__outlet", "statement__hops__outlet"
    articles: dict[int, dict[str, set[int]]] = {}
    for source, hop, way, pk in current.values_list(here, named, "way", "statement__revision__article").distinct():
        source = source or hop
        if source not in (None, outlet.pk):
            articles.setdefault(source, {}).setdefault(way, set()).add(pk)
    found = [
        Source(source, len(ways.get(Way.COPIED, ())), len(ways.get(Way.CITES, ())))
        for source in Outlet.objects.filter(pk__in=articles)
        for ways in [articles[source.pk]]
    ]
    return sorted(found, key=lambda each: (-each.copied - each.cited, each.outlet.name))[:SOURCES_SHOWN]
