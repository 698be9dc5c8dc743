"""The list of entities, and what one entity said and what is said of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from claims import text
from claims.link import AliasKind
from claims.models import Alias, Claim, Decision, Entity, EntityRelation, Link, Mention, Revision, Statement, Watch
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.paging import Page, page_of

CLAIMS_SHOWN = 10
DECISIONS_SHOWN = 20
CHOICES = 20
SHORTEST_WORD = 3


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
    return entities.order_by(Lower("name"), "pk")


def choice_of_entities(name: str, *, without: Entity | None = None) -> list[EntityLine]:
    """Whom a name may mean: those who have all of it in one of theirs, else those who have one of its words."""
    others = Entity.objects.exclude(pk__in=[without.pk] if without else [])
    for parts in ([name], [word for word in name.split() if len(word) >= SHORTEST_WORD]):
        fits = reduce(or_, (Q(pk__in=found(part).values("pk")) for part in parts if part), Q(pk=None))
        if rows := list(others.filter(fits).order_by(Lower("name"), "pk")[:CHOICES]):
            return entity_lines(rows)
    return []


def entity_lines(entities: Iterable[Entity]) -> list[EntityLine]:
    entities = list(entities)
    said = dict(
        Statement.objects.in_force()
        .filter(speaker__in=entities)
        .order_by()
        .values_list("speaker")
        .annotate(statements=Count("pk"))
    )
    said_of = dict(
        Statement.about.through.objects.filter(entity__in=entities, statement__state__in=Statement.IN_FORCE)
        .order_by()
        .values_list("entity")
        .annotate(statements=Count("pk"))
    )
    roles: dict[int, list[str]] = {}
    today = timezone.localdate()
    jobs = EntityRelation.objects.filter(subject__in=entities, relation=EntityRelation.Relation.WORKS_FOR)
    for job in jobs.select_related("object").order_by("pk"):
        if job.holds_on(today):
            roles.setdefault(job.subject_id, []).append(", ".join(filter(None, (job.object.name, job.role))))
    return [
        EntityLine(each, "; ".join(roles.get(each.pk, ())), said.get(each.pk, 0), said_of.get(each.pk, 0))
        for each in entities
    ]


@dataclass(frozen=True)
class EntityView:
    """The claims are the newest few; the numbers count all of them. What holds today stands apart from what did."""

    entity: Entity
    aliases: tuple[Alias, ...]
    former_aliases: tuple[Alias, ...]
    relations: tuple[EntityRelation, ...]  # from the entity's side or from the other's
    former_relations: tuple[EntityRelation, ...]
    decisions: tuple[Decision, ...]
    relinking: int  # texts that are still to be linked by changed names
    said: tuple[ClaimLine, ...]
    said_total: int
    said_of: tuple[ClaimLine, ...]
    said_of_total: int
    is_followed: bool


def entity_view(entity: Entity, *, user_id: int) -> EntityView:
    said = _claims(Q(statement__speaker=entity))
    said_of = _claims(Q(statement__about=entity))
    kinds = list(AliasKind)
    aliases = sorted(
        entity.aliases.all(), key=lambda alias: (kinds.index(AliasKind(alias.kind)), alias.lang, alias.text)
    )
    relations = (
        EntityRelation.objects.filter(Q(subject=entity) | Q(object=entity))
        .exclude(Q(subject__merged_into__isnull=False) | Q(object__merged_into__isnull=False))
        .select_related("subject", "object")
    )
    today = timezone.localdate()
    return EntityView(
        entity=entity,
        aliases=tuple(alias for alias in aliases if alias.is_valid_on(today)),
        former_aliases=tuple(alias for alias in aliases if not alias.is_valid_on(today)),
        relations=tuple(each for each in relations.order_by("relation", "pk") if each.holds_on(today)),
        former_relations=tuple(each for each in relations.order_by("-since", "pk") if not each.holds_on(today)),
        decisions=decisions_about(entity),
        relinking=relinking(),
        said=tuple(claim_lines(said[:CLAIMS_SHOWN], speaker=entity)),
        said_total=said.count(),
        said_of=tuple(claim_lines(said_of[:CLAIMS_SHOWN])),
        said_of_total=said_of.count(),
        is_followed=Watch.objects.filter(user=user_id, entity=entity).exists(),
    )


def _claims(condition: Q) -> QuerySet[Claim]:
    """By way of the statements: to ask of each claim there is takes longer with all of them."""
    links = Link.objects.filter(condition, state__in=Link.COUNTED)
    return Claim.objects.filter(pk__in=links.order_by().values("claim"))


def decisions_about(entity: Entity) -> tuple[Decision, ...]:
    """What people changed about it, also about those merged into it and the one it was taken from; newest first."""
    family = [entity.pk, *entity.merged.values_list("pk", flat=True)]
    about = Q(object_id__in=family) | Q(after__entity=entity.pk)
    rows = Decision.objects.filter(about, object_type=Entity._meta.model_name)
    return tuple(rows.select_related("actor", "undone_by__actor", "undoes").order_by("-at", "-pk")[:DECISIONS_SHOWN])


def relinking() -> int:
    """How many texts wait to be linked anew since names have changed."""
    return Revision.objects.filter(stage=Revision.Stage.DONE, next_attempt_at__isnull=False).count()


@dataclass(frozen=True)
class AliasInUse:
    alias: Alias
    mentions: int


def aliases_in_use(entity: Entity) -> tuple[AliasInUse, ...]:
    """What it goes by, each with how often a text names it so; without its own name."""
    met: dict[str, int] = {}
    rows = Mention.objects.filter(entity=entity).order_by().values_list("text").annotate(times=Count("pk"))
    for written, times in rows:
        met[text.fold(written)] = met.get(text.fold(written), 0) + times
    aliases = entity.aliases.exclude(text=entity.name).order_by("text", "lang")
    return tuple(AliasInUse(alias, met.get(alias.folded, 0)) for alias in aliases)
