"""What people concluded about claims, on which evidence, and the days by which claims are due."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.ledger import Claim
from claims.models.statements import Statement
from claims.models.work import Work


class DecidingEvidence(models.Model):
    """What settles a claim: one of its statements, or a document from outside. Append-only."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="deciding_evidence")
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="deciding_evidence"
    )
    title = models.TextField(blank=True)
    url = models.CharField(max_length=2000, blank=True)
    dated_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "deciding evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(statement__isnull=False, title="", url="", dated_on=None)
                | (Q(statement=None) & ~Q(title="")),
                name="evidence_is_a_statement_or_a_document",
            ),
            models.UniqueConstraint(fields=["claim", "statement"], name="one_evidence_per_claim_and_statement"),
        ]

    def __str__(self) -> str:
        return str(self.statement) if self.statement else self.title


class Verdict(models.Model):
    """What is said by a verdict that counts and by one that is proposed."""

    class Value(models.TextChoices):
        OPEN = "open"
        CONFIRMED = "confirmed"
        PARTLY = "partly"
        REFUTED = "refuted"
        WITHDRAWN = "withdrawn"
        SUPERSEDED = "superseded"
        EXPIRED = "expired"
        NOT_CHECKABLE = "not checkable"

    NEED_TWO_PEOPLE = (Value.REFUTED, Value.WITHDRAWN)
    NEED_NO_EVIDENCE = (Value.OPEN, Value.EXPIRED, Value.NOT_CHECKABLE)

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="%(class)ss")
    value = models.CharField(max_length=15, choices=Value)
    as_of = models.DateField()
    evidence = models.ManyToManyField(DecidingEvidence, related_name="%(class)ss")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss")
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["claim", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.value} as of {self.as_of}"


class Resolution(Verdict):
    """A person's verdict on a claim. Append-only: a better one is another row, and `open` reopens the claim."""

    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="seconded"
    )

    class Meta(Verdict.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(seconded_by=None) | ~Q(seconded_by=F("by")), name="verdict_is_seconded_by_another_person"
            )
        ]


class Proposal(Verdict):
    """A verdict that waits for a second person; the claim's resolution is what it was. Append-only."""

    class Meta(Verdict.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(value__in=Verdict.NEED_TWO_PEOPLE), name="only_a_grave_verdict_is_proposed"
            )
        ]


class ProposalAnswer(models.Model):
    """What became of a proposed verdict: a second person confirmed or declined it, or it was taken back."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="answer")
    confirms = models.BooleanField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposal_answers")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by} {'confirmed' if self.confirms else 'declined'} {self.proposal}"


class Deadline(Work):
    """A day by which a claim is due.

    `near_at`: when it was told that it is a week ahead or less; `passed_at`: that it passed and nobody had settled
    the claim.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="deadlines")
    due_on = models.DateField()
    near_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["claim", "due_on"]
        constraints = [models.UniqueConstraint(fields=["claim", "due_on"], name="one_deadline_per_claim_and_day")]

    def __str__(self) -> str:
        return f"{self.claim} is due on {self.due_on}"
