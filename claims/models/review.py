"""What waits for a curator: one question about one statement, who has it in hand, and what was answered."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.ledger import Link
from claims.models.people import Decision
from claims.models.statements import Statement


class ReviewItemQuerySet(models.QuerySet["ReviewItem"]):
    def waiting(self) -> Self:
        """What is still to be answered: what the question is about may have been decided by another answer."""
        decided = [Statement.State.CONFIRMED, Statement.State.REJECTED]
        undecided = Q(statement__state=Statement.State.FOUND) | Q(flagged_by__isnull=False)
        in_force = Q(statement__state__in=Statement.IN_FORCE)
        return self.filter(
            Q(reading=1, link=None) & undecided & in_force
            | Q(reading=1, link__state=Link.State.SUGGESTED) & in_force
            | Q(reading=2, link=None, statement__state__in=decided)
            | Q(reading=2, link__state__in=[Link.State.CONFIRMED, Link.State.REJECTED]) & in_force,
            answer="",
            statement__revision__superseded_at=None,
        )


class ReviewItem(models.Model):
    """A question, and once it is answered who answered it how.

    `weight` says what goes first and `why` says why (corroborate.weigh_doubt). Whoever has it in hand holds it until
    `held_until`, which is moved on by compare-and-swap while the page is open. A second `reading` asks somebody
    else the same, to see whether people agree.
    """

    class Question(models.TextChoices):
        STATEMENT = "statement"  # is this said, in these words, by this source?
        LINK = "link"  # has it this part in that claim?
        CONTRADICTION = "contradiction"  # as a link, for a part that may contradict the claim

    class Answer(models.TextChoices):
        ACCEPTED = "accepted"
        REJECTED = "rejected"
        CORRECTED = "corrected"
        SPLIT = "split"
        MERGED = "merged"
        MOVED = "moved"

    YES_OR_NO = [Answer.ACCEPTED, Answer.REJECTED]

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="review_items")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, null=True, blank=True, related_name="review_items")
    question = models.CharField(max_length=15, choices=Question)
    reading = models.PositiveSmallIntegerField(default=1)
    weight = models.FloatField(default=0)
    why = models.TextField(blank=True)
    queued_at = models.DateTimeField()

    flagged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="flagged"
    )
    flag = models.TextField(blank=True)  # what somebody who reads it thinks is wrong
    not_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="review_items_held"
    )
    held_until = models.DateTimeField(null=True, blank=True)

    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="review_items_answered"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="review_items")

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "pk"]
        indexes = [
            models.Index(fields=["answer", "-weight"]),
            models.Index(fields=["answered_by", "answered_at"]),
            models.Index(fields=["question", "queued_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "reading"], condition=Q(link=None), name="one_question_per_statement_and_reading"
            ),
            models.UniqueConstraint(fields=["link", "reading"], name="one_question_per_link_and_reading"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None, decision=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False, decision__isnull=False)),
                name="an_answer_has_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.statement}"
