"""The list of claims, narrowed by what a reader asks for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from claims.link import unlinked_key
from claims.models import Article, Claim, Entity, Link, Outlet, Relevance, Resolution, Statement, UnlinkedName, Watch
from claims.queries.claim_filter import CHOICES, LANGUAGES, SORTS, ClaimFilter, ClaimFilterForm, read_claim_filter
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.moments import beginning_of, end_of
from claims.queries.names import entities_named
from claims.queries.paging import Page, page_of
from claims.queries.words import containing, with_passages

__all__ = [
    "CHOICES",
    "LANGUAGES",
    "SORTS",
    "ClaimFilter",
    "ClaimFilterForm",
    "ClaimList",
    "Counts",
    "FilterChoices",
    "claim_list",
    "count_claims",
    "filter_choices",
    "filtered",
    "followed_by",
    "lasting_order",
    "new_claims",
    "ordered",
    "read_claim_filter",
]

COUNTED_FIELDS = ("standing", "type", "lang")
_LAST_SAID = (F("last_said_at").desc(nulls_last=True), "-pk")
_ORDERS: dict[str, tuple[str | Combinable, ...]] = {
    "latest": _LAST_SAID,
    "opened": ("-opened_at", "-pk"),
    "independent": ("-independent", *_LAST_SAID),
    "articles": ("-articles", *_LAST_SAID),
    "standing": (F("standing_since").desc(nulls_last=True), "-pk"),
    "due": (F("due_on").asc(nulls_last=True), "-pk"),
}


@dataclass(frozen=True)
class Counts:
    """`by` says for each value of a field how many claims there would be with it instead of the field's values now."""

    total: int
    by: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class ClaimList:
    page: Page[ClaimLine]
    counts: Counts


def claim_list(wanted: ClaimFilter, *, user_id: int, number: int = 1) -> ClaimList:
    counts = count_claims(wanted, user_id=user_id)
    page = page_of(ordered(filtered(wanted, user_id=user_id), wanted), number, total=counts.total)
    return ClaimList(page.with_lines(with_passages(claim_lines(page.lines), wanted.question)), counts)


def ordered(claims: QuerySet[Claim], wanted: ClaimFilter) -> QuerySet[Claim]:
    if wanted.order == "relevance":
        return claims.order_by(Relevance(wanted.question.wanted), *_LAST_SAID)
    return claims.order_by(*_ORDERS[wanted.order])


def lasting_order(wanted: ClaimFilter) -> tuple[str | Combinable, ...]:
    """One in which a reader can go on after a row. Relevance is none: it is of the moment, and "latest" stands in."""
    return _ORDERS.get(wanted.order, _LAST_SAID)


def filtered(wanted: ClaimFilter, *, user_id: int) -> QuerySet[Claim]:
    """`user_id`: who asks, and follows. A claim for which nothing counts any more is no claim to list."""
    claims = Claim.objects.filter(articles__gt=0).order_by()
    for name in ("standing", "type"):
        if values := getattr(wanted, name):
            claims = claims.filter(**{f"{name}__in": values})
    if wanted.lang:
        claims = claims.filter(lang=wanted.lang)
    if wanted.seen_from:
        claims = claims.filter(opened_at__gte=beginning_of(wanted.seen_from))
    if wanted.seen_to:
        claims = claims.filter(opened_at__lt=end_of(wanted.seen_to))
    if wanted.resolution:
        claims = claims.filter(_resolved(wanted.resolution))
    if wanted.followed:
        claims = claims.filter(followed_by(user_id))
    statements = _statements_that_fit(wanted)
    if statements is not None:
        claims = claims.filter(pk__in=_claims_of(statements))
    return containing(claims, wanted.question) if wanted.q else claims


def new_claims(wanted: ClaimFilter, *, since: datetime, user_id: int) -> QuerySet[Claim]:
    """Those that fit and were opened later, the newest first: what is told to who follows a saved search."""
    return filtered(wanted, user_id=user_id).filter(opened_at__gt=since).order_by("-opened_at", "-pk")


def _statements_that_fit(wanted: ClaimFilter) -> QuerySet[Statement] | None:
    """Those that have all that is asked of a statement; None where nothing is."""
    fits = Q()
    for name in ("kind", "modality", "confidence"):
        if values := getattr(wanted, name):
            fits &= Q(**{f"{name}__in": values})
    if wanted.speaker:
        fits &= Q(pk__in=_said_by(wanted.speaker))
    if wanted.about:
        about = Statement.about.through.objects.filter(entity__in=entities_named(wanted.about).values("pk"))
        fits &= Q(pk__in=about.values("statement"))
    if wanted.outlet:
        fits &= Q(revision__article__outlet=wanted.outlet)
    if wanted.said_from or wanted.said_to:
        fits &= Q(revision__article__in=_articles_of(wanted.said_from, wanted.said_to))
    return Statement.objects.filter(fits) if fits else None


def _articles_of(first: date | None, last: date | None) -> QuerySet[Any]:
    articles = Article.objects.alias(said_at=Coalesce("published_at", "first_seen_at")).order_by()
    if first:
        articles = articles.filter(said_at__gte=beginning_of(first))
    if last:
        articles = articles.filter(said_at__lt=end_of(last))
    return articles.values("pk")


def _said_by(name: str) -> QuerySet[Any]:
    """Numbers of statements. Each kind of speaker is found by an index of its own, which "or" would not use."""
    known = Statement.objects.filter(speaker__in=entities_named(name).values("pk"))
    unknown = UnlinkedName.objects.filter(place=UnlinkedName.Place.SPEAKER, key=unlinked_key(name))
    return known.order_by().values_list("pk").union(unknown.order_by().values_list("statement"))


def _resolved(values: Sequence[str]) -> Q:
    """Few claims have a verdict, so these are looked for; without one a claim is open."""
    newer = Resolution.objects.filter(claim=OuterRef("claim")).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    )
    newest = Resolution.objects.filter(~Exists(newer))
    fits = Q(pk__in=newest.filter(value__in=values).values("claim"))
    if Resolution.Value.OPEN in values:
        fits |= ~Q(pk__in=newest.exclude(value=Resolution.Value.OPEN).values("claim"))
    return fits


def followed_by(user_id: int) -> Q:
    """The claim itself, or whoever speaks in it, is spoken of or publishes it."""
    watches = Watch.objects.filter(user=user_id)
    entities, outlets, claims = (watches.exclude(**{name: None}).values(name) for name in ("entity", "outlet", "claim"))
    about = Statement.about.through.objects.filter(entity__in=entities).values("statement")
    statements = (
        Statement.objects.filter(speaker__in=entities),
        Statement.objects.filter(pk__in=about),
        Statement.objects.filter(revision__article__outlet__in=outlets),
    )
    of_statements = (_claims_of(each) for each in statements)
    return Q(pk__in=claims.values_list("claim").order_by().union(*of_statements))


def _claims_of(statements: QuerySet[Statement]) -> QuerySet[Any]:
    links = Link.objects.filter(statement__in=statements.order_by().values("pk"), state__in=Link.COUNTED)
    return links.order_by().values_list("claim")


def count_claims(wanted: ClaimFilter, *, user_id: int) -> Counts:
    """In one query: how many fit, and how many fit all else that is asked for, by each value of the counted fields."""
    loose = filtered(replace(wanted, standing=(), type=(), lang=""), user_id=user_id)
    asked = (wanted.standing, wanted.type, (wanted.lang,) if wanted.lang else ())
    total, by = 0, {name: Counter[str]() for name in COUNTED_FIELDS}
    for *values, claims in loose.values_list(*COUNTED_FIELDS).annotate(claims=Count("pk")):
        unfit = [place for place, value in enumerate(values) if asked[place] and value not in asked[place]]
        total += claims if not unfit else 0
        for place, name in enumerate(COUNTED_FIELDS):
            if unfit in ([], [place]):
                by[name][values[place]] += claims
    return Counts(total, by)


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
        about=list(named.filter(Exists(Statement.about.through.objects.filter(entity=OuterRef("pk"))))[:limit]),
        outlets=list(Outlet.objects.filter(Exists(Article.objects.filter(outlet=OuterRef("pk"))))),
    )
