"""What became of it: claims, the statements linked to them, the origins that are counted, and the standing."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from claims.corroborate import Way
from claims.models.entities import Entity
from claims.models.publishing import Outlet
from claims.models.statements import Statement
from claims.models.work import Work


class Standing(models.TextChoices):
    """Computed from the evidence, and may go down again."""

    UNSOURCED = "unsourced"
    SINGLE_ORIGIN = "single origin"
    ECHOED = "echoed"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    DENIED = "denied"


class Counts(models.Model):
    """The numbers behind a standing; none is shown without the others."""

    standing = models.CharField(
        pgettext_lazy("field", "standing"), max_length=20, choices=Standing, default=Standing.UNSOURCED
    )
    articles = models.PositiveIntegerField(default=0)
    outlets = models.PositiveIntegerField(default=0)
    origins = models.PositiveIntegerField(default=0)
    independent = models.PositiveIntegerField(pgettext_lazy("field", "independent origins"), default=0)
    interested = models.PositiveIntegerField(default=0)
    unresolved = models.PositiveIntegerField(default=0)
    standing_why = models.TextField(blank=True)

    class Meta:
        abstract = True


class Claim(Work, Counts):
    """A proposition that statements assert, deny, qualify or mention. It has no speaker of its own."""

    class Type(models.TextChoices):
        FACT = "fact"
        COMPARISON = "comparison"
        SPEC = "spec"
        PRICE = "price"
        PLAN = "plan"
        PREDICTION = "prediction"
        OPINION = "opinion"

    SLOTS_BY_PERSON = "person"

    headline = models.CharField(pgettext_lazy("field", "headline"), max_length=500)
    lang = models.CharField(max_length=2, blank=True)
    type = models.CharField(pgettext_lazy("field", "type"), max_length=12, choices=Type, default=Type.FACT)
    due_on = models.DateField(pgettext_lazy("field", "due date"), null=True, blank=True)
    criterion = models.TextField(blank=True)  # what would settle it, in a person's words; "" goes by the type
    opened_at = models.DateTimeField()
    first_said_at = models.DateTimeField(null=True, blank=True)
    last_said_at = models.DateTimeField(null=True, blank=True)
    standing_since = models.DateTimeField(null=True, blank=True)
    # Who found its slots: nobody yet, the machine by this version of its rules, or a person, whom no machine overrides.
    slots_by = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["-last_said_at", "-pk"]
        verbose_name = pgettext_lazy("row", "claim")
        verbose_name_plural = pgettext_lazy("rows", "claims")
        permissions = [("curate", "May correct the machine and set verdicts")]
        indexes = [
            models.Index(fields=["standing", "-last_said_at"]),
            models.Index(fields=["-last_said_at"]),
            models.Index(fields=["standing", "type", "lang", "articles"]),  # for counting how many of each there are
            models.Index(fields=["opened_at"]),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    def main_subject_ids(self) -> set[int]:
        """Whom the article that opened the claim is mainly about: its words alone may name nobody."""
        return {int(row.key[2:]) for row in self.keys.all() if row.key.startswith("c:")}


class ClaimKey(models.Model):
    """What a claim can be found by: an entity, a number, a rare word of its statements (corroborate.features)."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "claim"], name="one_key_per_claim")]

    def __str__(self) -> str:
        return self.key


class KeyFrequency(models.Model):
    """Of how many claims a key is, counted on as claims are opened: to count the rows would take longer with each."""

    ALL_CLAIMS = ""  # the key that counts the claims themselves

    key = models.CharField(max_length=80, primary_key=True)
    claims = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "key frequencies"

    def __str__(self) -> str:
        return f"{self.key}: {self.claims}"


class Link(models.Model):
    """A statement's part in a claim. What the machine thought stays in `machine_` columns after a person decides."""

    class Relation(models.TextChoices):
        ASSERTS = "asserts"
        DENIES = "denies"
        QUALIFIES = "qualifies"
        REPEATS = "repeats"
        MENTIONS = "mentions"

    class State(models.TextChoices):
        LINKED = "linked"  # by the machine, which is sure enough
        SUGGESTED = "suggested"  # by the machine, which is not
        CONFIRMED = "confirmed"
        REJECTED = "rejected"

    COUNTED = [State.LINKED, State.CONFIRMED]
    # Says something of the claim; who mentions it does not.
    BEARING = [Relation.ASSERTS, Relation.REPEATS, Relation.DENIES, Relation.QUALIFIES]

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="links")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="links")
    relation = models.CharField(max_length=12, choices=Relation)
    state = models.CharField(max_length=12, choices=State)
    machine_relation = models.CharField(max_length=12, choices=Relation)
    machine_score = models.FloatField()
    machine_version = models.CharField(max_length=40)
    why = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["claim", "pk"]
        constraints = [models.UniqueConstraint(fields=["claim", "statement"], name="one_link_per_claim_and_statement")]
        indexes = [models.Index(fields=["statement", "state", "claim"])]  # the way from statements to their claims

    def __str__(self) -> str:
        return f"{self.statement} {self.relation} {self.claim}"


class Origin(models.Model):
    """The unit that is counted. Statements with one `key` come from one origin."""

    class Kind(models.TextChoices):
        UTTERANCE = "utterance event"
        DOCUMENT = "document"
        OWN_REPORTING = "own reporting"
        ANONYMOUS = "anonymous report"
        WIRE = "wire item"
        MEASUREMENT = "measurement"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    actor = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="origins")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="origins")
    label = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.label


class OriginAssignment(models.Model):
    """Which origin a statement comes from, and why; a later, better answer supersedes the row and keeps it.

    Without an origin the chain could not be resolved, and the statement counts zero. `way` says how the article has it
    from another, "" where it names none, and `rests_on` is that other's statement, None where it is not here.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="origin_assignments")
    origin = models.ForeignKey(Origin, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments")
    rule = models.CharField(max_length=60)
    why = models.TextField()
    rests_on = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="retold_by")
    way = models.CharField(max_length=20, choices=[(way.value, way.value) for way in Way], blank=True)
    copied_share = models.FloatField(default=0)
    at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["statement", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement"], condition=Q(superseded_at=None), name="one_current_origin_per_statement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} from {self.origin or 'nowhere known'}"


class StandingChange(Counts):
    """One row whenever a claim's standing or a number behind it changed. Append-only."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="standing_changes")
    at = models.DateTimeField()

    class Meta:
        ordering = ["claim", "at", "pk"]
        indexes = [models.Index(fields=["claim", "at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.standing} since {self.at:%Y-%m-%d}"
