"""What the API remembers: tokens, what was handed in by which key, and how often each caller has asked."""

from django.conf import settings
from django.db import models

from claims.models.publishing import Article


class ApiToken(models.Model):
    """Lets a script act for its owner, within its scopes. Only the digest of the secret is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)  # of roles.SCOPES
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)  # the first letters, by which its owner knows it again
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)  # to the minute
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """An article that a user handed in with an Idempotency-Key. Append-only: the key says the same for good."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)  # of all that was given
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="submissions")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_submission_per_user_and_key")]

    def __str__(self) -> str:
        return f"{self.article} by key {self.key}"


class RateWindow(models.Model):
    """How many requests a caller made since its current minute began."""

    caller = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField(db_index=True)
    requests = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.caller}: {self.requests}"
