"""Entities, outlets and feeds."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from ninja import Field, Schema

from claims.api.addresses import absolute, api_address
from claims.api.shapes.said import Named, named_entity, named_outlet
from claims.models import Alias, EntityRelation, FeedFetch, Outlet
from claims.queries.entities import EntityLine, EntityView
from claims.queries.feeds import FeedLine
from claims.queries.outlets import OutletView


class EntitySummary(Schema):
    id: int
    url: str = Field(description="its address in this API")
    page: str = Field(description="its page for people")
    kind: str
    name: str
    description: str
    role: str = Field(description="today")
    said: int = Field(description="statements by it")
    said_of: int = Field(description="statements about it")


class AliasShape(Schema):
    text: str
    lang: str = Field(description="“” where it is the same in every language")
    kind: str
    valid_from: date | None
    valid_to: date | None


class RelationShape(Schema):
    subject: Named
    relation: str
    object: Named
    role: str
    since: date | None
    until: date | None


class EntityShape(Schema):
    id: int
    url: str
    page: str
    kind: str
    name: str
    description: str
    merged_into: Named | None = Field(description="where it lives on; null unless it was merged")
    aliases: list[AliasShape] = Field(description="those of today first")
    relations: list[RelationShape] = Field(description="those of today first")
    claims_by: int = Field(description="claims in which it speaks")
    claims_about: int = Field(description="claims in which it is spoken of")


class OutletSummary(Schema):
    id: int
    url: str
    page: str
    name: str
    kind: str
    lang: str
    owner_group: str = Field(description="outlets of one group are not independent")
    domains: list[str]


class OutletShape(OutletSummary):
    articles: int
    feeds: list[int]


class FetchShape(Schema):
    at: datetime
    status: int | None
    outcome: str
    entries: int
    new_articles: int
    message: str


class FeedShape(Schema):
    id: int
    page: str
    address: str
    title: str
    folder: str
    outlet: Named | None
    state: str
    last_fetch: FetchShape | None
    last_success_at: datetime | None
    next_attempt_at: datetime | None
    next_why: str
    articles: int


def entity_summary(line: EntityLine) -> EntitySummary:
    return EntitySummary(
        id=line.entity.pk,
        url=api_address("entity", line.entity.pk),
        page=absolute(line.entity.get_absolute_url()),
        kind=line.entity.kind,
        name=line.entity.name,
        description=line.entity.description,
        role=line.role,
        said=line.said,
        said_of=line.said_of,
    )


def whole_entity(view: EntityView) -> EntityShape:
    entity = view.entity
    return EntityShape(
        id=entity.pk,
        url=api_address("entity", entity.pk),
        page=absolute(entity.get_absolute_url()),
        kind=entity.kind,
        name=entity.name,
        description=entity.description,
        merged_into=named_entity(entity.merged_into) if entity.merged_into else None,
        aliases=_aliases((*view.aliases, *view.former_aliases)),
        relations=[_relation(each) for each in (*view.relations, *view.former_relations)],
        claims_by=view.said_total,
        claims_about=view.said_of_total,
    )


def outlet_summary(outlet: Outlet) -> OutletSummary:
    return OutletSummary(**_outlet(outlet))


def whole_outlet(view: OutletView) -> OutletShape:
    return OutletShape(**_outlet(view.outlet), articles=view.articles, feeds=[feed.pk for feed in view.feeds])


def feed(line: FeedLine) -> FeedShape:
    return FeedShape(
        id=line.feed.pk,
        page=absolute(reverse("feed", args=[line.feed.pk])),
        address=line.feed.url,
        title=line.feed.title,
        folder=line.feed.folder,
        outlet=named_outlet(line.feed.outlet),
        state=line.state,
        last_fetch=_fetch(line.last) if line.last else None,
        last_success_at=line.feed.last_success_at,
        next_attempt_at=line.feed.next_attempt_at,
        next_why=line.feed.next_why,
        articles=line.articles,
    )


def _fetch(fetch: FeedFetch) -> FetchShape:
    return FetchShape(
        at=fetch.at,
        status=fetch.status,
        outcome=fetch.outcome,
        entries=fetch.entries,
        new_articles=fetch.new_articles,
        message=fetch.message,
    )


def _aliases(aliases: Iterable[Alias]) -> list[AliasShape]:
    return [
        AliasShape(text=each.text, lang=each.lang, kind=each.kind, valid_from=each.valid_from, valid_to=each.valid_to)
        for each in aliases
    ]


def _relation(each: EntityRelation) -> RelationShape:
    return RelationShape(
        subject=named_entity(each.subject),
        relation=each.relation,
        object=named_entity(each.object),
        role=each.role,
        since=each.since,
        until=each.until,
    )


def _outlet(outlet: Outlet) -> dict[str, Any]:
    return {
        "id": outlet.pk,
        "url": api_address("outlet", outlet.pk),
        "page": absolute(outlet.get_absolute_url()),
        "name": outlet.name,
        "kind": outlet.kind,
        "lang": outlet.lang,
        "owner_group": outlet.owner_group,
        "domains": sorted(each.domain for each in outlet.domains.all()),
    }
