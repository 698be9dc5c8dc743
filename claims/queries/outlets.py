"""The page of one outlet: its feeds, what it brought, and how what it reported itself turned out."""

from dataclasses import dataclass

from claims.models import Article, Feed, Outlet, OutletDomain
from claims.queries.records import Records, record_of_outlet


@dataclass(frozen=True)
class OutletView:
    outlet: Outlet
    domains: tuple[OutletDomain, ...]
    feeds: tuple[Feed, ...]
    articles: int
    records: Records


def outlet_view(outlet: Outlet) -> OutletView:
    return OutletView(
        outlet=outlet,
        domains=tuple(outlet.domains.order_by("domain")),
        feeds=tuple(outlet.feeds.order_by("title", "url")),
        articles=Article.objects.filter(outlet=outlet).count(),
        records=record_of_outlet(outlet),
    )
