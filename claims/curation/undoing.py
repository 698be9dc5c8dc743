"""Taking back what was decided about entities. The undoing is a Decision of its own, which names the one it undoes."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext, pgettext

from claims.curation.decisions import CurationError, demand, record
from claims.curation.entities import CURATE, relink_by
from claims.curation.merging import OWNED, About, give
from claims.models import Alias, Decision, DismissedName, Entity, Mention, Origin, Statement
from claims.pipeline import recount, relink
from claims.pipeline.relinking import claims_of, revisions_by_names


def undo_entity_decision(actor: User, decision: Decision, *, reason: str = "", now: datetime) -> Decision:
    demand(actor, CURATE)
    undo = UNDO.get(decision.action)
    if undo is None:
        raise CurationError(
            "",
            gettext("“%(action)s” is nothing that can be undone here.")
            % {"action": pgettext("decision", decision.action)},
        )
    if Decision.objects.filter(undoes=decision).exists():
        raise CurationError("", gettext("This was undone already."))
    with transaction.atomic():
        changed = undo(decision, now)
        return record(
            actor,
            f"undo {decision.action}",
            changed,
            now=now,
            before=decision.after,
            after=decision.before,
            reason=reason.strip(),
            undoes=decision,
        )


def undo_merge(decision: Decision, now: datetime) -> Entity:
    entity = Entity.objects.select_related("merged_into").get(pk=decision.object_id)
    into = entity.merged_into
    if into is None or into.pk != decision.after["entity"]:
        raise CurationError(
            "",
            gettext("“%(entity)s” is not merged into %(name)s any more.")
            % {"entity": entity, "name": decision.after["name"]},
        )
    refuse_aliases_elsewhere(decision.before["aliases"], into)
    recount(claims_of([into]), now)
    relink_by([*entity.aliases.all(), *Alias.objects.filter(pk__in=decision.before["aliases"])], now)
    for kind in OWNED:
        give(kind, decision.before[kind], entity)
    Entity.objects.filter(pk=entity.pk).update(merged_into=None)
    return entity


def undo_split(decision: Decision, now: datetime) -> Entity:
    entity = Entity.objects.get(pk=decision.object_id)
    new = Entity.objects.get(pk=decision.after["entity"])
    refuse_used(new, {*decision.before["aliases"], *decision.after["aliases"]})
    relink_by(new.aliases.all(), now)
    give("aliases", decision.before["aliases"], entity)
    dissolve(new, now)
    return entity


def undo_add_entity(decision: Decision, now: datetime) -> Entity:
    entity = Entity.objects.get(pk=decision.object_id)
    refuse_used(entity, set(decision.after["aliases"]))
    relink_by(entity.aliases.all(), now)
    pk = entity.pk
    dissolve(entity, now)
    entity.pk = pk  # for the record, which outlives it
    return entity


def undo_add_alias(decision: Decision, now: datetime) -> Entity:
    entity = Entity.objects.get(pk=decision.object_id)
    refuse_aliases_elsewhere(decision.after["aliases"], entity)
    aliases = Alias.objects.filter(pk__in=decision.after["aliases"])
    relink(revisions_by_names(aliases), now)
    aliases.delete()
    return entity


def undo_dismissal(decision: Decision, _now: datetime) -> DismissedName:
    name = DismissedName.objects.get(pk=decision.object_id)
    name.delete()
    name.pk = decision.object_id
    return name


UNDO: dict[str, Callable[[Decision, datetime], Entity | DismissedName]] = {
    "merge entity": undo_merge,
    "split entity": undo_split,
    "add entity": undo_add_entity,
    "add alias": undo_add_alias,
    "dismiss name": undo_dismissal,
}


def refuse_aliases_elsewhere(alias_ids: list[int], owner: Entity) -> None:
    for alias in Alias.objects.filter(pk__in=alias_ids).exclude(entity=owner).select_related("entity"):
        raise CurationError(
            "",
            gettext("“%(alias)s” belongs to %(entity)s by now; undo that first.")
            % {"alias": alias, "entity": alias.entity},
        )


def refuse_used(entity: Entity, alias_ids: set[int]) -> None:
    """What people have made of it since would be lost."""
    if other := entity.merged_into or entity.merged.first():
        raise CurationError(
            "",
            gettext("“%(entity)s” was merged with %(other)s since; undo that first.")
            % {"entity": entity, "other": other},
        )
    if more := entity.aliases.exclude(pk__in=alias_ids).first():
        raise CurationError(
            "",
            gettext("“%(entity)s” goes by “%(more)s” since; take that back first, or merge it into another.")
            % {"entity": entity, "more": more},
        )
    if Statement.objects.filter(chosen_speaker=entity).exists():
        raise CurationError(
            "",
            gettext("“%(entity)s” was chosen as a speaker since; undo that first, or merge it into another.")
            % {"entity": entity},
        )
    if entity.relations.exists() or entity.inverse_relations.exists():
        raise CurationError(
            "",
            gettext("“%(entity)s” has relations by now. Take those out first, or merge it into another.")
            % {"entity": entity},
        )


def dissolve(entity: Entity, now: datetime) -> None:
    """Remove an entity; what it said and what was said of it is nobody's until it is linked anew."""
    recount(claims_of([entity]), now)
    Statement.objects.filter(speaker=entity).update(speaker=None, speaker_link_why=f"“{entity}” was taken back")
    Statement.objects.filter(house=entity).update(house=None)
    About.objects.filter(entity=entity).delete()
    Mention.objects.filter(entity=entity).delete()
    Origin.objects.filter(actor=entity).update(actor=None)
    entity.delete()
