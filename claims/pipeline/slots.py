"""The slots of a claim, found in its headline when it is settled.

At settling and not as it opens: matching holds the ledger's lock, and this way claims from before there were slots,
claims whose names have changed and claims that older rules have read are found anew by one and the same step.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from claims.extract import slots
from claims.extract.slots import Slot
from claims.models import Claim, ClaimSlot, Link, Mention
from claims.pipeline.reports import said_at


def keep_slots(claim: Claim) -> None:
    """Unless a person has them, or these rules have found them already. Within the transaction of the settling."""
    if claim.slots_by in (Claim.PERSON, slots.VERSION):
        return
    opening = opening_link(claim)
    found = slots.find_slots(claim.headline, claim.lang, said_on=said_on(opening), names=names_beside(opening))
    as_it_was = Claim.objects.filter(pk=claim.pk, slots_by=claim.slots_by)
    if as_it_was.update(slots_by=slots.VERSION):
        put_slots(claim, (slot_row(slot) for slot in found))


def opening_link(claim: Claim) -> Link | None:
    return claim.links.select_related("statement__revision__article").order_by("pk").first()


def said_on(opening: Link | None) -> date | None:
    return said_at(opening.statement).date() if opening else None


def names_beside(opening: Link | None) -> Mapping[str, int]:
    """The names that the article which opened the claim gives known entities, as it writes them."""
    if opening is None:
        return {}
    mentions = Mention.objects.filter(revision=opening.statement.revision_id).exclude(entity=None)
    return dict(mentions.order_by("start").values_list("text", "entity_id"))


def slot_row(slot: Slot) -> dict[str, Any]:
    """The columns of its row."""
    value: dict[str, Any] = {}
    if slot.quantity:
        value = {name: getattr(slot.quantity, name) for name in ("value", "low", "high", "unit", "comparator")}
    if slot.period:
        value = {
            name: day and day.isoformat() for name, day in (("first", slot.period.first), ("last", slot.period.last))
        }
    return {
        "role": slot.role.value,
        "text": slot.text,
        "spans": [[span.start, span.end] for span in slot.spans],
        "entity_id": slot.entity_id,
        "value": value,
        "why": slot.why,
    }


def put_slots(claim: Claim, rows: Iterable[dict[str, Any]]) -> None:
    """Instead of those that it has."""
    claim.slots.all().delete()
    ClaimSlot.objects.bulk_create(ClaimSlot(claim=claim, position=position, **row) for position, row in enumerate(rows))


def find_slots_anew(claims: QuerySet[Claim]) -> None:
    """At their next settling, but for those that a person has corrected."""
    Claim.objects.filter(pk__in=claims.values("pk")).exclude(slots_by=Claim.PERSON).update(slots_by="")
