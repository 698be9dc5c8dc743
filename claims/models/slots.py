"""The slots of a claim: who or what, does what, to whom or what, how much, when."""

from django.db import models

from claims.extract.slots import SlotRole
from claims.models.entities import Entity
from claims.models.ledger import Claim


class ClaimSlot(models.Model):
    """Some words of a claim's headline, as the machine or a person has them: `Claim.slots_by`.

    `spans` are their places in the headline, none where a person put it in other words. `value` has the bounds of a
    quantity or the days of a period, in the form in which a statement keeps its own.
    """

    CORRECTION = "correct slots"  # the action of the Decision by which a person puts them right

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in SlotRole])
    text = models.CharField(max_length=500)
    spans = models.JSONField(default=list, blank=True)
    entity = models.ForeignKey(Entity, on_delete=models.SET_NULL, null=True, blank=True, related_name="slots")
    value = models.JSONField(default=dict, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["claim", "position"]
        constraints = [models.UniqueConstraint(fields=["claim", "position"], name="one_slot_per_position")]

    def __str__(self) -> str:
        return f"{self.role}: {self.text}"
