"""The list of claims, narrowed by what a reader asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from claims import text
from claims.models import Claim, Entity, Link, Outlet, Resolution, Statement
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.paging import Page, page_of
from claims.queries.verdicts import IS_OPEN, with_verdict
from claims.queries.words import containing

SORTS: dict[str, tuple[str | Combinable, ...]] = {
    "latest": (F("last_said_at").desc(nulls_last=True), "-pk"),
    "opened": ("-opened_at", "-pk"),
    "independent": ("-independent", F("last_said_at").desc(nulls_last=True), "-pk"),
    "articles": ("-articles", F("last_said_at").desc(nulls_last=True), "-pk"),
    "due": (F("due_on").asc(nulls_last=True), "-pk"),
}


@dataclass(frozen=True)
class ClaimFilter:
    """What the list is asked for; every field empty means every claim."""

    q: str = ""
    speaker: str = ""
    about: str = ""
    outlet: int | None = None
    standing: str = ""
    resolution: str = ""
    type: str = ""
    lang: str = ""
    sort: str = "latest"

    @property
    def narrows(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self) if field.name != "sort")


def claim_page(wanted: ClaimFilter, *, number: int = 1) -> Page[ClaimLine]:
    page = page_of(filtered(wanted).order_by(*SORTS[wanted.sort]), number)
    return page.with_lines(claim_lines(page.lines))


def filtered(wanted: ClaimFilter) -> QuerySet[Claim]:
    claims = Claim.objects.defer("search_text").filter(containing(wanted.q))
    if wanted.standing:
        claims = claims.filter(standing=wanted.standing)
    if wanted.type:
        claims = claims.filter(type=wanted.type)
    if wanted.lang:
        claims = claims.filter(lang=wanted.lang)
    if wanted.speaker:
        named = Q(statement__speaker__in=_named(wanted.speaker))
        claims = claims.filter(_linked(named | Q(statement__speaker_name__icontains=wanted.speaker)))
    if wanted.about:
        claims = claims.filter(_linked(Q(statement__about__in=_named(wanted.about))))
    if wanted.outlet:
        claims = claims.filter(_linked(Q(statement__revision__article__outlet=wanted.outlet)))
    return _resolved(claims, wanted.resolution)


def _linked(condition: Q) -> Exists:
    return Exists(Link.objects.filter(condition, claim=OuterRef("pk"), state__in=Link.COUNTED))


def _named(name: str) -> QuerySet[Entity]:
    return Entity.objects.filter(Q(name__iexact=name) | Q(aliases__folded=text.fold(name)))


def _resolved(claims: QuerySet[Claim], value: str) -> QuerySet[Claim]:
    if not value:
        return claims
    return with_verdict(claims).filter(IS_OPEN if value == Resolution.Value.OPEN else Q(verdict=value))


@dataclass(frozen=True)
class FilterChoices:
    """What the filters offer: only what some statement has."""

    speakers: Sequence[str]
    about: Sequence[str]
    outlets: Sequence[Outlet]


def filter_choices(limit: int = 200) -> FilterChoices:
    named = Entity.objects.order_by("name").values_list("name", flat=True).distinct()
    return FilterChoices(
        speakers=list(named.filter(Exists(Statement.objects.filter(speaker=OuterRef("pk"))))[:limit]),
        about=list(named.filter(statements_about__isnull=False)[:limit]),
        outlets=list(Outlet.objects.filter(Exists(_articles_of_outlet()))),
    )


def _articles_of_outlet() -> QuerySet[Statement]:
    return Statement.objects.filter(revision__article__outlet=OuterRef("pk"))
