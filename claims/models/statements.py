"""What was found in one revision: statements with their spans, the hops of their chain, and mentions of entities."""

from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from claims.corroborate import Fate
from claims.extract import attribution
from claims.models.entities import Entity
from claims.models.publishing import Outlet, Revision


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    """The choices of a column that holds what the extract stage says, in its own words."""
    return [(value.value, value.value) for value in values]


class StatementQuerySet(models.QuerySet["Statement"]):
    def in_force(self) -> Self:
        """Those that nobody rejected or put others in the place of."""
        return self.filter(state__in=Statement.IN_FORCE)

    def claiming(self) -> Self:
        """Those for which `claims_something` holds."""
        is_mere_attitude = Q(kind=attribution.Kind.ATTITUDE) & ~Q(modality=attribution.Modality.PREDICTED)
        return self.exclude(is_mere_attitude | Q(is_past=True))


class Statement(models.Model):
    """One attributed utterance in one revision. The words themselves stand in its spans.

    What a person corrects is not changed: a row `by_hand` stands in its place, and `replaces` all that stood there.
    """

    class State(models.TextChoices):
        FOUND = "found"  # by the machine, and nobody has decided about it
        CONFIRMED = "confirmed"  # by a person, or marked by one
        REJECTED = "rejected"  # nothing is said there, or by nobody
        REPLACED = "replaced"  # others stand in its place
        WITHDRAWN = "withdrawn"  # marked by a decision that was undone

    IN_FORCE = [State.FOUND, State.CONFIRMED]

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="statements")
    position = models.PositiveIntegerField()
    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=20, choices=_choices(attribution.Kind))
    source_kind = models.CharField(max_length=20, choices=_choices(attribution.SourceKind))
    polarity = models.CharField(
        pgettext_lazy("field", "polarity"), max_length=20, choices=_choices(attribution.Polarity)
    )
    modality = models.CharField(
        pgettext_lazy("field", "modality"), max_length=20, choices=_choices(attribution.Modality)
    )
    confidence = models.CharField(
        pgettext_lazy("field", "confidence"), max_length=10, choices=_choices(attribution.Confidence)
    )
    rule = models.CharField(max_length=60, blank=True)
    why = models.TextField()

    # As written, so that a list of statements needs no article text.
    source_text = models.TextField(blank=True)
    cue_text = models.TextField(blank=True)
    content_text = models.TextField(pgettext_lazy("field", "words"))

    # Whom the source is: first within the article, then among the known entities.
    speaker_name = models.CharField(pgettext_lazy("field", "speaker"), max_length=300, blank=True)
    speaker_why = models.TextField(blank=True)
    speaker_inferred = models.BooleanField(default=False)
    speaker = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    speaker_link_why = models.TextField(blank=True)
    # Whose the speaker is, by the article's own words, and which known entity that names.
    house_name = models.CharField(max_length=300, blank=True)
    house = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    about = models.ManyToManyField(Entity, blank=True, related_name="statements_about")

    hedges = models.JSONField(default=list, blank=True)
    quantities = models.JSONField(default=list, blank=True)
    dates = models.JSONField(default=list, blank=True)
    said = models.JSONField(null=True, blank=True)  # when, by the words beside the cue; the form of one of `dates`
    is_past = models.BooleanField(default=False)  # held once, and by its own words no longer
    keys = models.JSONField(default=list, blank=True)  # what it is compared by: corroborate.Features.stored

    # What people decided about it. A chosen speaker, also the choice of nobody, goes before what names would say.
    state = models.CharField(max_length=12, choices=State, default=State.FOUND)
    by_hand = models.BooleanField(default=False)
    replaces = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="replaced_by")
    speaker_is_chosen = models.BooleanField(default=False)
    chosen_speaker = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["revision", "position"]
        verbose_name = pgettext_lazy("row", "statement")
        verbose_name_plural = pgettext_lazy("rows", "statements")
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="one_statement_per_position")]
        indexes = [
            models.Index(fields=["speaker", "confidence"]),
            models.Index(fields=["kind", "confidence", "modality"]),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_name or self.source_text or 'nobody named'}: {self.content_text[:80]}"

    def get_absolute_url(self) -> str:
        return f"{reverse('article', args=[self.revision.article_id])}?revision={self.revision.number}#s{self.pk}"

    @property
    def is_in_force(self) -> bool:
        return self.state in self.IN_FORCE

    @property
    def claims_something(self) -> bool:
        """It can come true: a plan ("will bis 2028 ein Werk bauen"), but no other attitude, nor what was held once."""
        is_mere_attitude = self.kind == attribution.Kind.ATTITUDE and self.modality != attribution.Modality.PREDICTED
        return not is_mere_attitude and not self.is_past

    @property
    def is_doubtful(self) -> bool:
        """The machine is little sure of it, and nobody has decided."""
        return self.confidence == attribution.Confidence.LOW and self.state == self.State.FOUND


class StatementFate(models.Model):
    """What became of a statement in a later revision of its article. Append-only.

    `likeness` is the share of words that the two have in common by place, 0 where nothing succeeds the statement.
    """

    EDITS = [fate.value for fate in Fate if fate not in (Fate.KEPT, Fate.MOVED, Fate.UNREAD)]

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="fates")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="fates")
    successor = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="fates_before"
    )
    fate = models.CharField(max_length=20, choices=_choices(Fate))
    before = models.TextField()
    after = models.TextField(blank=True)
    likeness = models.FloatField(default=0)
    why = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["revision", "statement"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "revision"], name="one_fate_per_statement_and_revision"),
        ]
        indexes = [models.Index(fields=["fate", "at"])]

    def __str__(self) -> str:
        return f"{self.fate} in revision {self.revision.number}: {self.before[:80]}"

    @property
    def is_edit(self) -> bool:
        """The article says it otherwise now, or no longer."""
        return self.fate in self.EDITS


class StatementSpan(models.Model):
    class Role(models.TextChoices):
        SOURCE = "source"
        CUE = "cue"
        CONTENT = "content"
        ABOUT = "about"  # a name in the content

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="spans")
    role = models.CharField(max_length=10, choices=Role)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["statement", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="statement_span_is_not_empty"),
            models.UniqueConstraint(fields=["statement", "role", "start"], name="one_span_per_start"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.start}..{self.end}"


class Hop(models.Model):
    """One step of the attribution chain, the one nearest to the speaker first."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="hops")
    position = models.PositiveSmallIntegerField()
    relation = models.CharField(max_length=20, choices=_choices(attribution.Relation))
    channel = models.CharField(max_length=20, choices=_choices(attribution.Channel), blank=True)
    agent = models.CharField(max_length=300)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="hops")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    inferred = models.BooleanField(default=False)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["statement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="one_hop_per_position"),
            models.CheckConstraint(
                condition=Q(start=None, end=None) | Q(start__lt=F("end")), name="hop_span_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation} {self.agent}"


class Mention(models.Model):
    """One place in a text that names something; without an entity where nothing known fits well enough."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, null=True, blank=True, related_name="mentions")
    score = models.FloatField(default=0)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["revision", "start"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "start", "end"], name="one_mention_per_place"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.text


class UnlinkedName(models.Model):
    """A name that nothing known fits, of a statement's speaker, of the speaker's house, or within what it says."""

    class Place(models.TextChoices):
        SPEAKER = "speaker"
        HOUSE = "house"
        ABOUT = "about"

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="unlinked_names")
    place = models.CharField(max_length=10, choices=Place)
    text = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True)  # by which two spellings are one name

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "key"], name="one_unlinked_name_per_statement"),
        ]

    def __str__(self) -> str:
        return self.text
