"""What the form of a claim's slots asks for. Labels and hints stand in the template."""

from typing import Any

from django import forms

from claims.curation import GivenSlots
from claims.queries.slots import ClaimSlots

BETWEEN_SEVERAL = "; "


class SlotsForm(forms.Form):
    subject = forms.CharField(required=False, max_length=500)
    subject_entity = forms.CharField(required=False, max_length=200)
    predicate = forms.CharField(required=False, max_length=500)
    object = forms.CharField(required=False, max_length=500)
    object_entity = forms.CharField(required=False, max_length=200)
    quantity = forms.CharField(required=False, max_length=500)
    period = forms.CharField(required=False, max_length=500)
    reason = forms.CharField(max_length=2_000)

    def given(self) -> GivenSlots:
        return GivenSlots(**{name: value for name, value in self.cleaned_data.items() if name != "reason"})


def as_typed(slots: ClaimSlots) -> dict[str, Any]:
    """The slots as a person would type them."""
    typed = {group.role: BETWEEN_SEVERAL.join(slot.text for slot in group.slots) for group in slots.groups}
    entities = {
        f"{slot.role}_entity": slot.entity.name for group in slots.groups for slot in group.slots if slot.entity
    }
    return {**typed, **entities}
