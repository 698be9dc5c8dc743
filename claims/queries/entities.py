"""The list of entities, and what one entity said and what is said of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from claims import text
from claims.models import Alias, Claim, Entity, EntityRelation, Link, Statement, Watch
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.paging import Page, page_of

CLAIMS_SHOWN = 10


@dataclass(frozen=True)
class EntityLine:
    entity: Entity
    role: str
    said: int  # statements
    said_of: int


def entity_page(*, q: str = "", kind: str = "", number: int = 1) -> Page[EntityLine]:
    page = page_of(found(q, kind), number)
    return page.with_lines(entity_lines(page.lines))


def found(q: str, kind: str = "") -> QuerySet[Entity]:
    entities = Entity.objects.filter(merged_into=None)
    if kind:
        entities = entities.filter(kind=kind)
    if q:
        alias = Alias.objects.filter(entity=OuterRef("pk"), folded__contains=text.fold(q))
        entities = entities.filter(Q(name__icontains=q) | Exists(alias))
    return entities.order_by("name", "pk")


def entity_lines(entities: Iterable[Entity]) -> list[EntityLine]:
    entities = list(entities)
    said = dict(
        Statement.objects.filter(speaker__in=entities)
        .order_by()
        .values_list("speaker")
        .annotate(statements=Count("pk"))
    )
    said_of = dict(
        Statement.about.through.objects.filter(entity__in=entities)
        .order_by()
        .values_list("entity")
        .annotate(statements=Count("pk"))
    )
    roles: dict[int, list[str]] = {}
    jobs = EntityRelation.objects.filter(
        subject__in=entities, relation=EntityRelation.Relation.WORKS_FOR, until=None
    ).select_related("object")
    for job in jobs.order_by("pk"):
        roles.setdefault(job.subject_id, []).append(", ".join(filter(None, (job.object.name, job.role))))
    return [
        EntityLine(each, "; ".join(roles.get(each.pk, ())), said.get(each.pk, 0), said_of.get(each.pk, 0))
        for each in entities
    ]


@dataclass(frozen=True)
class EntityView:
    """The claims are the newest few; the numbers count all of them."""

    entity: Entity
    aliases: tuple[Alias, ...]
    relations: tuple[EntityRelation, ...]
    inverse_relations: tuple[EntityRelation, ...]
    said: tuple[ClaimLine, ...]
    said_total: int
    said_of: tuple[ClaimLine, ...]
    said_of_total: int
    is_followed: bool


def entity_view(entity: Entity, *, user_id: int) -> EntityView:
    said = _claims(Q(statement__speaker=entity))
    said_of = _claims(Q(statement__about=entity))
    return EntityView(
        entity=entity,
        aliases=tuple(entity.aliases.order_by("lang", "text")),
        relations=tuple(entity.relations.select_related("object").order_by("relation", "pk")),
        inverse_relations=tuple(entity.inverse_relations.select_related("subject").order_by("relation", "pk")),
        said=tuple(claim_lines(said[:CLAIMS_SHOWN], speaker=entity)),
        said_total=said.count(),
        said_of=tuple(claim_lines(said_of[:CLAIMS_SHOWN])),
        said_of_total=said_of.count(),
        is_followed=Watch.objects.filter(user=user_id, entity=entity).exists(),
    )


def _claims(condition: Q) -> QuerySet[Claim]:
    links = Link.objects.filter(condition, claim=OuterRef("pk"), state__in=Link.COUNTED)
    return Claim.objects.filter(Exists(links)).defer("search_text")
