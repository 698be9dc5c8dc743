"""The slots of a claim as its page shows them, and who corrected them."""

from dataclasses import dataclass

from claims.models import Claim, ClaimSlot, Decision
from claims.text import Span


@dataclass(frozen=True)
class SlotGroup:
    """The slots of one role, which may be none."""

    role: str
    slots: tuple[ClaimSlot, ...]


@dataclass(frozen=True)
class ClaimSlots:
    """`correction` is the one that holds, None where the machine's own are shown."""

    groups: tuple[SlotGroup, ...]
    correction: Decision | None
    are_read: bool  # else the claim waits to be settled for the first time

    @property
    def filled(self) -> tuple[SlotGroup, ...]:
        return tuple(group for group in self.groups if group.slots)

    @property
    def empty(self) -> tuple[str, ...]:
        return tuple(group.role for group in self.groups if not group.slots)

    @property
    def places(self) -> list[tuple[Span, str]]:
        """Where in the headline each stands, with its role."""
        slots = [slot for group in self.groups for slot in group.slots]
        return [(Span(*place), slot.role) for slot in slots for place in slot.spans]


def slots_of(claim: Claim) -> ClaimSlots:
    slots = list(claim.slots.select_related("entity__merged_into").order_by("position"))
    roles = [value for value, _ in ClaimSlot._meta.get_field("role").flatchoices]
    by_person = claim.slots_by == Claim.PERSON
    return ClaimSlots(
        groups=tuple(SlotGroup(role, tuple(slot for slot in slots if slot.role == role)) for role in roles),
        correction=newest_correction(claim) if by_person else None,
        are_read=claim.slots_by != "",
    )


def newest_correction(claim: Claim) -> Decision | None:
    """That has not been undone."""
    of_claim = Decision.objects.filter(object_type="claim", object_id=claim.pk)
    corrections = of_claim.filter(action=ClaimSlot.CORRECTION, undone_by=None)
    return corrections.select_related("actor").order_by("at", "pk").last()
