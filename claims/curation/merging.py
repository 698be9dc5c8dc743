"""Two entities that are one, and one that is two."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext, pgettext

from claims.curation.decisions import CurationError, demand, record
from claims.curation.entities import CURATE, ids_of, make_alias, make_entity, refuse_merged, relink_by
from claims.models import Alias, Decision, Entity, EntityRelation, Mention, Statement, Watch
from claims.pipeline import recount
from claims.pipeline.relinking import claims_of

About = Statement.about.through


@dataclass(frozen=True)
class Moving:
    """What goes along when an entity is merged, and what speaks against it."""

    aliases: tuple[Alias, ...]
    relations: tuple[EntityRelation, ...]
    said: int
    said_of: int
    mentions: int
    watches: int
    doubts: tuple[str, ...]


def look_at_merge(entity: Entity, into: Entity) -> Moving:
    refuse_merge(entity, into)
    return Moving(
        aliases=tuple(entity.aliases.all()),
        relations=tuple(
            EntityRelation.objects.filter(Q(subject=entity) | Q(object=entity))
            .exclude(Q(subject=into) | Q(object=into))
            .select_related("subject", "object")
            .order_by("relation", "pk")
        ),
        said=Statement.objects.filter(speaker=entity).count(),
        said_of=About.objects.filter(entity=entity).count(),
        mentions=Mention.objects.filter(entity=entity).count(),
        watches=Watch.objects.filter(entity=entity).count(),
        doubts=tuple(find_doubts(entity, into)),
    )


def find_doubts(entity: Entity, into: Entity) -> list[str]:
    """Two of one name need not be one: what to be sure of before they are merged."""
    doubts = []
    if entity.kind != into.kind:
        doubts.append(
            gettext("One is %(one)s, the other %(other)s.")
            % {"one": pgettext("entity kind", entity.kind), "other": pgettext("entity kind", into.kind)}
        )
    theirs = set(into.aliases.values_list("folded", flat=True))
    shared = sorted({alias.text for alias in entity.aliases.all() if alias.folded in theirs})
    if shared:
        names = ", ".join(f"“{text}”" for text in shared)
        doubts.append(gettext("Both go by %(names)s: two may share a name and still be two.") % {"names": names})
    return doubts


def merge_entities(
    actor: User, entity: Entity, into: Entity, *, is_sure: bool = False, reason: str, now: datetime
) -> Decision:
    """Let `into` have all that `entity` has; the row stays and says where it went.

    What `into` has already (an alias, a relation, a follower) stays with the old row, so that undoing finds it there.
    """
    demand(actor, CURATE)
    refuse_merge(entity, into)
    if (doubts := find_doubts(entity, into)) and not is_sure:
        raise CurationError("is_sure", " ".join([gettext("Say that you are sure."), *doubts]))
    if not reason.strip():
        raise CurationError("reason", gettext("Say how it is known that the two are one."))
    aliases = list(entity.aliases.all())
    with transaction.atomic():
        recount(claims_of([entity, into]), now)
        relink_by(aliases, now)
        moved = move_all(entity, into)
        Entity.objects.filter(pk=entity.pk).update(merged_into=into)
        return record(
            actor,
            "merge entity",
            entity,
            now=now,
            before={"name": entity.name, **moved},
            after={"entity": into.pk, "name": into.name},
            reason=reason.strip(),
        )


def refuse_merge(entity: Entity, into: Entity) -> None:
    refuse_merged(entity)
    refuse_merged(into)
    if entity.pk == into.pk:
        raise CurationError("", gettext("“%(entity)s” cannot be merged into itself.") % {"entity": entity})


def move_all(entity: Entity, into: Entity) -> dict[str, list[int]]:
    """Returns the numbers of the rows that were moved, by kind."""
    alike = EntityRelation.objects.filter(
        Q(since=None) | Q(since=OuterRef("since")), relation=OuterRef("relation"), role=OuterRef("role")
    )
    theirs: dict[str, QuerySet[Any]] = {
        "aliases": Alias.objects.filter(entity=into, text=OuterRef("text"), lang=OuterRef("lang")),
        "relations": alike.filter(subject=into, object=OuterRef("object")),
        "inverse_relations": alike.filter(object=into, subject=OuterRef("subject")),
        "watches": Watch.objects.filter(entity=into, user=OuterRef("user")),
    }
    mine: dict[str, QuerySet[Any]] = {
        "aliases": entity.aliases.all(),
        "relations": entity.relations.exclude(object=into),
        "inverse_relations": entity.inverse_relations.exclude(subject=into),
        "watches": entity.watches.all(),
    }
    moved = {}
    for name, rows in mine.items():
        moved[name] = list(rows.exclude(Exists(theirs[name])).order_by("pk").values_list("pk", flat=True))
        give(name, moved[name], into)
    return moved


# kind of row -> its model, and the column that says whose it is
OWNED: dict[str, tuple[type[Model], str]] = {
    "aliases": (Alias, "entity"),
    "relations": (EntityRelation, "subject"),
    "inverse_relations": (EntityRelation, "object"),
    "watches": (Watch, "entity"),
}


def give(name: str, ids: Collection[int], owner: Entity) -> None:
    model, column = OWNED[name]
    model._default_manager.filter(pk__in=ids).update(**{column: owner})


def split_entity(
    actor: User,
    entity: Entity,
    *,
    alias_ids: Iterable[int],
    kind: str,
    name: str,
    description: str = "",
    reason: str,
    now: datetime,
) -> Decision:
    """Take some of an entity's aliases, with what was linked by them, into a new entity."""
    demand(actor, CURATE)
    refuse_merged(entity)
    chosen = list(entity.aliases.filter(pk__in=list(alias_ids)))
    if not chosen:
        raise CurationError("aliases", gettext("Choose at least one alias that belongs to the new entity."))
    if any(alias.text == entity.name for alias in chosen):
        raise CurationError(
            "aliases",
            gettext("“%(name)s” is what %(entity)s is called here, so it has to stay.")
            % {"name": entity.name, "entity": entity},
        )
    if not reason.strip():
        raise CurationError("reason", gettext("Say how it is known that these are two."))
    with transaction.atomic():
        recount(claims_of([entity]), now)
        relink_by(chosen, now)
        new = make_entity(kind, name, description)
        give("aliases", ids_of(chosen), new)
        own = [] if any(alias.text == new.name for alias in chosen) else [make_alias(new, new.name)]
        relink_by(own, now)
        return record(
            actor,
            "split entity",
            entity,
            now=now,
            before={"aliases": ids_of(chosen), "texts": [alias.text for alias in chosen]},
            after={"entity": new.pk, "name": new.name, "kind": kind, "aliases": ids_of(own)},
            reason=reason.strip(),
        )
