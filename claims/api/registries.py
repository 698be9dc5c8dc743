"""Entities, outlets and feeds."""

from collections.abc import Sequence
from http import HTTPStatus

from ninja import Path, Query, Router

from claims.api import problems
from claims.api.access import Request
from claims.api.answers import reads
from claims.api.filters import EntityQuery, FeedQuery, Number, PageQuery
from claims.api.paging import Page, page_of
from claims.api.shapes.registries import (
    EntityShape,
    EntitySummary,
    FeedShape,
    OutletShape,
    OutletSummary,
    entity_summary,
    feed,
    outlet_summary,
    whole_entity,
    whole_outlet,
)
from claims.models import Entity, Feed, Outlet
from claims.queries.entities import entity_lines, entity_view, found
from claims.queries.feeds import feed_lines, feeds_with_state
from claims.queries.outlets import outlet_view

router = Router()
IN_ORDER_OF_ENTRY = ("pk",)


@router.get(
    "/entities",
    response=reads(Page[EntitySummary], HTTPStatus.NOT_FOUND),
    url_name="entities",
    operation_id="entities",
    tags=["entities"],
)
def list_entities(request: Request, wanted: Query[EntityQuery], page: Query[PageQuery]) -> Page[EntitySummary]:
    """Known people, organisations, products and places, without those merged into another."""

    def to_items(entities: Sequence[Entity]) -> list[EntitySummary]:
        return [entity_summary(line) for line in entity_lines(entities)]

    return page_of(request, found(wanted.q, wanted.kind), IN_ORDER_OF_ENTRY, page, to_items)


@router.get(
    "/entities/{number}",
    response=reads(EntityShape, HTTPStatus.NOT_FOUND),
    url_name="entity",
    operation_id="entity",
    tags=["entities"],
)
def one_entity(request: Request, number: Path[Number]) -> EntityShape:
    """With its names and relations, of today and of before."""
    entity = Entity.objects.select_related("merged_into").filter(pk=number).first()
    if entity is None:
        raise problems.not_found(f"There is no entity {number}.")
    return whole_entity(entity_view(entity, user_id=request.auth.user.pk))


@router.get(
    "/outlets",
    response=reads(Page[OutletSummary], HTTPStatus.NOT_FOUND),
    url_name="outlets",
    operation_id="outlets",
    tags=["outlets"],
)
def list_outlets(request: Request, page: Query[PageQuery]) -> Page[OutletSummary]:
    """Who publishes, with the domains by which an article's outlet is known."""

    def to_items(outlets: Sequence[Outlet]) -> list[OutletSummary]:
        return [outlet_summary(outlet) for outlet in outlets]

    return page_of(request, Outlet.objects.prefetch_related("domains"), IN_ORDER_OF_ENTRY, page, to_items)


@router.get(
    "/outlets/{number}",
    response=reads(OutletShape, HTTPStatus.NOT_FOUND),
    url_name="outlet",
    operation_id="outlet",
    tags=["outlets"],
)
def one_outlet(request: Request, number: Path[Number]) -> OutletShape:
    """With its feeds, and how many articles it has."""
    outlet = Outlet.objects.prefetch_related("domains").filter(pk=number).first()
    if outlet is None:
        raise problems.not_found(f"There is no outlet {number}.")
    return whole_outlet(outlet_view(outlet))


@router.get(
    "/feeds",
    response=reads(Page[FeedShape], HTTPStatus.NOT_FOUND),
    url_name="feeds",
    operation_id="feeds",
    tags=["feeds"],
)
def list_feeds(request: Request, wanted: Query[FeedQuery], page: Query[PageQuery]) -> Page[FeedShape]:
    """How each feed is, what came last and when it is read next."""

    def to_items(feeds: Sequence[Feed]) -> list[FeedShape]:
        return [feed(line) for line in feed_lines(feeds)]

    return page_of(request, feeds_with_state(**wanted.given()), IN_ORDER_OF_ENTRY, page, to_items)
