"""What people did and follow: decisions, watches and the alerts they bring."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from claims.models.entities import Entity
from claims.models.ledger import Claim
from claims.models.publishing import Outlet


class Decision(models.Model):
    """One row for every human change. Append-only: undo is another decision, which names the one it undoes.

    What one decision brought about for other rows, or about many at once, are its parts, and are undone with it.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="decisions",
        verbose_name=pgettext_lazy("field", "person"),
    )
    at = models.DateTimeField(pgettext_lazy("field", "time"))
    action = models.CharField(max_length=40)
    object_type = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    before = models.JSONField(pgettext_lazy("field", "before"), default=dict)
    after = models.JSONField(pgettext_lazy("field", "after"), default=dict)
    reason = models.TextField(pgettext_lazy("field", "reason"), blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = pgettext_lazy("row", "decision")
        verbose_name_plural = pgettext_lazy("rows", "decisions")
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.object_type} {self.object_id}"


class SavedSearch(models.Model):
    """The filters of the list of claims, as its address has them, under a name of the user's own."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=2000)
    looked_at = models.DateTimeField()  # claims that were opened later are new to the user

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "saved searches"
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_saved_search_per_name")]

    def __str__(self) -> str:
        return self.name


class Watch(models.Model):
    """What a user follows: exactly one of an entity, a claim, an outlet or a saved search."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches")
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, null=True, blank=True, related_name="watches")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, blank=True, related_name="watches")
    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, null=True, blank=True, related_name="watches")
    search = models.OneToOneField(SavedSearch, on_delete=models.CASCADE, null=True, blank=True, related_name="watch")
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = "watches"
        constraints = [
            models.CheckConstraint(
                condition=Q(entity__isnull=False, claim=None, outlet=None, search=None)
                | Q(entity=None, claim__isnull=False, outlet=None, search=None)
                | Q(entity=None, claim=None, outlet__isnull=False, search=None)
                | Q(entity=None, claim=None, outlet=None, search__isnull=False),
                name="watch_follows_one_thing",
            ),
            models.UniqueConstraint(fields=["user", "entity"], name="one_watch_per_entity"),
            models.UniqueConstraint(fields=["user", "claim"], name="one_watch_per_claim"),
            models.UniqueConstraint(fields=["user", "outlet"], name="one_watch_per_outlet"),
        ]

    def __str__(self) -> str:
        return f"{self.user} follows {self.entity or self.claim or self.outlet or self.search}"


class Alert(models.Model):
    """Something that happened to what a user follows, told once."""

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="alerts")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="alerts")
    message = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.message
