"""A user's saved searches: what each asks for, and how much is new in those that are followed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Value

from claims.models import Outlet, SavedSearch
from claims.queries.claim_filter import ClaimFilter, read_claim_filter
from claims.queries.claims import new_claims


@dataclass(frozen=True)
class Given:
    """One thing that a filter asks for, as a person reads it; `rest` is the address without it."""

    name: str
    value: Any
    rest: str


@dataclass(frozen=True)
class SavedSearchLine:
    """`wanted` is None, and nothing is counted, where it cannot be read any more."""

    search: SavedSearch
    wanted: ClaimFilter | None
    given: tuple[Given, ...]
    is_followed: bool
    new: int  # claims since the user last looked; 0 where it is not followed


def saved_searches(user_id: int) -> list[SavedSearchLine]:
    """In a number of queries that does not grow with the searches."""
    searches = list(SavedSearch.objects.filter(user=user_id).select_related("watch").order_by("name", "pk"))
    filters = [read_claim_filter(search.query) for search in searches]
    followed = {search.pk for search in searches if hasattr(search, "watch")}
    new = _count_new([(each, wanted) for each, wanted in zip(searches, filters, strict=True) if each.pk in followed])
    given = describe(wanted or ClaimFilter() for wanted in filters)
    return [
        SavedSearchLine(search, wanted, parts, search.pk in followed, new[search.pk])
        for search, wanted, parts in zip(searches, filters, given, strict=True)
    ]


def _count_new(searches: Sequence[tuple[SavedSearch, ClaimFilter | None]]) -> Counter[int]:
    arms = [
        new_claims(wanted, since=search.looked_at, user_id=search.user_id)
        .order_by()
        .annotate(search=Value(search.pk, IntegerField()))
        .values_list("search", "pk")
        for search, wanted in searches
        if wanted is not None
    ]
    if not arms:
        return Counter()
    first, *others = arms
    return Counter(search for search, _claim in first.union(*others, all=True))


def describe(filters: Iterable[ClaimFilter]) -> list[tuple[Given, ...]]:
    filters = list(filters)
    outlets = Outlet.objects.in_bulk({wanted.outlet for wanted in filters if wanted.outlet})
    return [
        tuple(
            Given(
                name, outlets.get(value, value) if name == "outlet" else value, wanted.without(name, value).to_query()
            )
            for name, value in wanted.given
        )
        for wanted in filters
    ]
