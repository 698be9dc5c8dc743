"""The slots of a claim, where a person reads them better than the machine."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from claims.curation.decisions import CurationError, demand, record
from claims.extract import slots
from claims.extract.slots import BETWEEN, Slot, SlotRole
from claims.models import Claim, ClaimSlot, Decision, Entity
from claims.pipeline.slots import opening_link, put_slots, said_on, slot_row
from claims.text import Span, fold

PERMISSION = "claims.curate"
UNDO = "undo correct slots"
LONGEST = 500
SEPARATOR = re.compile(r"[;\n]")


@dataclass(frozen=True)
class GivenSlots:
    """Words for each slot, "" where the claim has none; several quantities or periods are parted by semicolons.

    The entities are names of known ones, "" for none.
    """

    subject: str = ""
    predicate: str = ""
    object: str = ""
    quantity: str = ""
    period: str = ""
    subject_entity: str = ""
    object_entity: str = ""


def correct_slots(actor: User, claim: Claim, given: GivenSlots, *, reason: str, now: datetime) -> Decision:
    """From now on they are a person's, and the machine leaves them alone."""
    demand(actor, PERMISSION)
    if not reason.strip():
        raise CurationError("reason", _("Say what was wrong, for whoever looks at this claim next."))
    with transaction.atomic():
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        before = described(claim)
        rows = [slot_row(slot) for slot in read_given(claim, given)]
        if told(rows) == told(before["slots"]):
            raise CurationError("", _("This is what stands there already; nothing was changed."))
        put(claim, rows, by=Claim.PERSON)
        return record(
            actor, ClaimSlot.CORRECTION, claim, now=now, before=before, after=described(claim), reason=reason.strip()
        )


def undo_slots(actor: User, decision: Decision, *, now: datetime) -> Decision:
    """Give the claim the slots back that it had, unless somebody corrected them otherwise since."""
    demand(actor, PERMISSION)
    if decision.action != ClaimSlot.CORRECTION:
        raise CurationError("", _("“%s” cannot be undone here.") % decision.action)
    with transaction.atomic():
        claim = Claim.objects.select_for_update().get(pk=decision.object_id)
        if Decision.objects.filter(undoes=decision).exists() or described(claim) != decision.after:
            raise CurationError("", _("This was undone or corrected otherwise since. Look at the claim first."))
        put(claim, known_rows(decision.before["slots"]), by=decision.before["by"])
        return record(actor, UNDO, claim, now=now, before=decision.after, after=decision.before, undoes=decision)


def put(claim: Claim, rows: Sequence[dict[str, Any]], *, by: str) -> None:
    put_slots(claim, rows)
    Claim.objects.filter(pk=claim.pk).update(slots_by=by)
    claim.slots_by = by


def described(claim: Claim) -> dict[str, Any]:
    columns = ("role", "text", "spans", "entity_id", "value", "why")
    return {"by": claim.slots_by, "slots": list(claim.slots.order_by("position").values(*columns))}


def told(rows: Sequence[dict[str, Any]]) -> list[tuple[str, str, int | None]]:
    """What a reader sees of them."""
    return [(row["role"], row["text"], row["entity_id"]) for row in rows]


def known_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """An entity that was taken back since is nobody's any more."""
    there = set(Entity.objects.filter(pk__in={row["entity_id"] for row in rows}).values_list("pk", flat=True))
    return [{**row, "entity_id": row["entity_id"] if row["entity_id"] in there else None} for row in rows]


def read_given(claim: Claim, given: GivenSlots) -> Iterator[Slot]:
    for role in (SlotRole.SUBJECT, SlotRole.PREDICATE, SlotRole.OBJECT):
        words = " ".join(getattr(given, role.value).split())
        name = getattr(given, f"{role.value}_entity", "").strip()
        if len(words) > LONGEST:
            raise CurationError(role.value, _("A slot has at most %d characters.") % LONGEST)
        if name and not words:
            raise CurationError(role.value, _("Give the words in which the claim speaks of it."))
        if words:
            entity_id = find_entity(f"{role.value}_entity", name).pk if name else None
            yield Slot(role, words, places_of(words, claim.headline), entity_id)
    for role in (SlotRole.QUANTITY, SlotRole.PERIOD):
        for part in SEPARATOR.split(getattr(given, role.value)):
            if words := " ".join(part.split()):
                yield read_amount(claim, role, words)


def read_amount(claim: Claim, role: SlotRole, words: str) -> Slot:
    """By the rules of the machine, so that a person's number can be compared like any other."""
    day = said_on(opening_link(claim))
    found = [slot for slot in slots.read_amounts(words, claim.lang, said_on=day) if slot.role is role]
    if len(found) != 1:
        message = {
            SlotRole.QUANTITY: _("“%s” is not one number with its unit. Part several by semicolons: 40 %%; 3 W."),
            SlotRole.PERIOD: _("“%s” names no one day or stretch of days. Part several by semicolons."),
        }[role]
        raise CurationError(role.value, message % words)
    (slot,) = found
    return Slot(role, slot.text, places_of(slot.text, claim.headline), None, slot.quantity, slot.period, slot.why)


def find_entity(field: str, name: str) -> Entity:
    found = Entity.objects.filter(aliases__folded=fold(name), merged_into=None).distinct()[:2]
    if not found:
        raise CurationError(field, _("No known entity goes by “%s”. Add it under Entities first.") % name)
    if len(found) > 1:
        by_name = [entity for entity in found if fold(entity.name) == fold(name)]
        if len(by_name) != 1:
            raise CurationError(field, _("Several known entities go by “%s”. Give a name that one alone has.") % name)
        return by_name[0]
    return found[0]


def places_of(words: str, headline: str) -> tuple[Span, ...]:
    """Where the words stand in the headline, part by part; nowhere if one of them is a person's own."""
    spans: list[Span] = []
    for part in words.split(BETWEEN):
        at = headline.find(part, spans[-1].end if spans else 0)
        if at < 0 or not part:
            return ()
        spans.append(Span(at, at + len(part)))
    return tuple(spans)
