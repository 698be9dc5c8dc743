"""What people have to say to each other about a claim."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.ledger import Claim


class Note(models.Model):
    """A personal text about a claim: no evidence, and never counted.

    Append-only; whether it is hidden is read off the decisions about it.
    """

    HIDE, SHOW = "hide note", "show note"  # actions of decisions

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["claim", "at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]

    def __str__(self) -> str:
        return f"{self.author} on {self.claim}"

    def get_absolute_url(self) -> str:
        return f"{self.claim.get_absolute_url()}#note-{self.pk}"
