"""What a user is told of what changed: since when on the page, and by mail, webhook and feed."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.work import Work


class Visit(models.Model):
    """A user's visits to *Today*: `since` is when the one before the present one ended, None at the first."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visit")
    looked_at = models.DateTimeField()
    since = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} at {self.looked_at:%Y-%m-%d %H:%M}"


class Told(Work):
    """Somebody who is told of changes again and again. What happened up to `told_until` was told, or need not be."""

    class Threshold(models.TextChoices):
        STANDING = "standing"  # changes of standing, and verdicts
        EVERYTHING = "everything"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="%(class)s")
    threshold = models.CharField(max_length=12, choices=Threshold, default=Threshold.EVERYTHING)
    told_until = models.DateTimeField()

    class Meta:
        abstract = True


class DigestMail(Told):
    """The digest by e-mail; `next_attempt_at` is when the next one is due, None where it is off.

    `sending_until` is set while one is handed to the mail server. Whoever finds it set does not know whether that one
    arrived, and does not send it again.
    """

    class Frequency(models.TextChoices):
        OFF = "off"
        DAILY = "daily"
        WEEKLY = "weekly"

    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.OFF)
    hour = models.PositiveSmallIntegerField(default=7)  # by the clock of the installation
    weekday = models.PositiveSmallIntegerField(default=0)  # 0 is Monday
    lang = models.CharField(max_length=10)
    sending_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)  # the last one that the mail server took
    unsure_at = models.DateTimeField(null=True, blank=True)  # the last one of which nobody knows

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hour__lt=24, weekday__lt=7), name="digest_is_at_an_hour_of_a_weekday")
        ]

    def __str__(self) -> str:
        return f"{self.frequency} to {self.user}"


class DigestFeed(models.Model):
    """A user's digest for feed readers, which know no sign-in. Only the digest of the address's secret is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digestfeed")
    digest = models.CharField(max_length=64, unique=True)
    lang = models.CharField(max_length=10)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed of {self.user}"

    @staticmethod
    def digest_of(secret: str) -> str:
        """A secret is 256 random bits, which no dictionary holds: one round of hashing is enough."""
        return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


class Webhook(Told):
    """An address of a user's own that changes are sent to. The secret signs them, so it is kept as it is.

    `failing_since` is when the first call of those failed that nobody took since; after too long of that the webhook
    is off (`stopped_at`) until its user switches it on again.
    """

    url = models.CharField(max_length=2000)
    secret = models.CharField(max_length=100)
    lang = models.CharField(max_length=10, blank=True)  # in which its user is told that it is off
    made_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"webhook of {self.user}"


class WebhookCall(models.Model):
    """What became of one call; only the newest are kept."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="calls")
    at = models.DateTimeField()
    changes = models.PositiveIntegerField(null=True)  # None: a test
    error = models.TextField(blank=True)  # "": the receiver took it

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.error or "taken"
