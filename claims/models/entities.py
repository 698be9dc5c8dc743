"""Whom and what the statements are of and about. A mention in a text never makes an entity by itself."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.link import AliasKind, lies_within


class Entity(models.Model):
    class Kind(models.TextChoices):
        PERSON = "person"
        ORGANISATION = "organisation"
        PRODUCT = "product"
        OUTLET = "outlet"
        PLACE = "place"
        GROUP = "unnamed group"

    kind = models.CharField(pgettext_lazy("field", "kind"), max_length=20, choices=Kind)
    name = models.CharField(pgettext_lazy("field", "name"), max_length=200)
    description = models.CharField(pgettext_lazy("field", "description"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=pgettext_lazy("field", "merged into"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = pgettext_lazy("row", "entity")
        verbose_name_plural = pgettext_lazy("rows", "entities")
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="one_entity_per_kind_and_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("entity", args=[self.pk])


class Alias(models.Model):
    """A string that an entity goes by; `lang` is "" where it is the same in every language.

    Both days of its validity are included; None is as far back as is known, or to this day.
    """

    entity = models.ForeignKey(
        Entity, on_delete=models.CASCADE, related_name="aliases", verbose_name=pgettext_lazy("field", "entity")
    )
    text = models.CharField(pgettext_lazy("field", "name"), max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    lang = models.CharField(pgettext_lazy("field", "language"), max_length=2, blank=True)
    kind = models.CharField(
        pgettext_lazy("field", "kind"),
        max_length=12,
        choices=[(kind.value, kind.value) for kind in AliasKind],
        default=AliasKind.NAME.value,
    )
    valid_from = models.DateField(pgettext_lazy("field", "since"), null=True, blank=True)
    valid_to = models.DateField(pgettext_lazy("field", "until"), null=True, blank=True)

    class Meta:
        ordering = ["text"]
        verbose_name = pgettext_lazy("row", "alias")
        verbose_name_plural = pgettext_lazy("rows", "aliases")
        constraints = [
            models.UniqueConstraint(fields=["entity", "text", "lang"], name="one_alias_per_entity_and_language"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
                name="alias_ends_after_it_begins",
                violation_error_message=gettext_lazy("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def is_valid_on(self, day: date) -> bool:
        return lies_within(day, self.valid_from, self.valid_to)


class EntityRelation(models.Model):
    """What matters for independence and interest: "Ada Lind works for Norvik, as CEO, since 2019".

    Both days are included; None is as far back as is known, or to this day.
    """

    class Relation(models.TextChoices):
        WORKS_FOR = "works for"
        OWNED_BY = "owned by"
        PRODUCT_OF = "product of"
        COMPETITOR_OF = "competitor of"
        SUPPLIER_OF = "supplier of"
        CUSTOMER_OF = "customer of"

    subject = models.ForeignKey(
        Entity, on_delete=models.CASCADE, related_name="relations", verbose_name=pgettext_lazy("field", "who")
    )
    relation = models.CharField(pgettext_lazy("field", "relation"), max_length=20, choices=Relation)
    object = models.ForeignKey(
        Entity,
        on_delete=models.CASCADE,
        related_name="inverse_relations",
        verbose_name=pgettext_lazy("field", "to whom"),
    )
    role = models.CharField(pgettext_lazy("field", "role"), max_length=100, blank=True)
    since = models.DateField(pgettext_lazy("field", "since"), null=True, blank=True)
    until = models.DateField(pgettext_lazy("field", "until"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("row", "relation")
        verbose_name_plural = pgettext_lazy("rows", "relations")
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "relation", "object", "role", "since"], name="one_relation_of_a_kind"
            ),
            models.UniqueConstraint(
                fields=["subject", "relation", "object", "role"],
                condition=Q(since=None),
                name="one_relation_without_a_beginning",
                violation_error_message=gettext_lazy("There is this relation already."),
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="relation_ends_after_it_begins",
                violation_error_message=gettext_lazy("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(subject=F("object")),
                name="no_relation_to_oneself",
                violation_error_message=gettext_lazy("Nobody has a relation to themselves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.relation} {self.object}"

    def holds_on(self, day: date) -> bool:
        return lies_within(day, self.since, self.until)


class DismissedName(models.Model):
    """A recurring name that a person said is none: it is suggested no more."""

    key = models.CharField(max_length=200, unique=True)  # as in UnlinkedName
    text = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.text
