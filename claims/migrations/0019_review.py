from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from claims.migrations._guards import create_guards, drop_guards

WHY = "waited before the queue had an order"
AT_ONCE = 1_000


def queue_what_waits(apps: Any, schema_editor: Any) -> None:
    """What was doubtful before there was a queue waits behind the rest until its claim is counted anew."""
    item = apps.get_model("claims", "ReviewItem")
    every = {"why": WHY, "queued_at": timezone.now()}
    statements = apps.get_model("claims", "Statement").objects.filter(revision__superseded_at=None)
    doubted = statements.filter(confidence__in=["low", "medium"], revision__stage="done").order_by("pk")
    items = [item(statement_id=pk, question="statement", **every) for pk in doubted.values_list("pk", flat=True)]
    links = apps.get_model("claims", "Link").objects.filter(state="suggested", statement__revision__superseded_at=None)
    for link in links.order_by("pk"):
        question = "contradiction" if link.relation == "qualifies" else "link"
        items.append(item(statement_id=link.statement_id, link=link, question=question, **every))
    item.objects.bulk_create(items, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0018_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(drop_guards, create_guards),
        migrations.AddField(
            model_name="decision",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="claims.decision",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="by_hand",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="statement",
            name="chosen_speaker",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.entity"
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="replaces",
            field=models.ManyToManyField(blank=True, related_name="replaced_by", to="claims.statement"),
        ),
        migrations.AddField(
            model_name="statement",
            name="speaker_is_chosen",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="statement",
            name="state",
            field=models.CharField(
                choices=[
                    ("found", "Found"),
                    ("confirmed", "Confirmed"),
                    ("rejected", "Rejected"),
                    ("replaced", "Replaced"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="found",
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "question",
                    models.CharField(
                        choices=[("statement", "Statement"), ("link", "Link"), ("contradiction", "Contradiction")],
                        max_length=15,
                    ),
                ),
                ("reading", models.PositiveSmallIntegerField(default=1)),
                ("weight", models.FloatField(default=0)),
                ("why", models.TextField(blank=True)),
                ("queued_at", models.DateTimeField()),
                ("flag", models.TextField(blank=True)),
                ("held_until", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("corrected", "Corrected"),
                            ("split", "Split"),
                            ("merged", "Merged"),
                            ("moved", "Moved"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_items_answered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_items",
                        to="claims.decision",
                    ),
                ),
                (
                    "flagged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flagged",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="review_items_held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_items",
                        to="claims.link",
                    ),
                ),
                (
                    "not_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review_items", to="claims.statement"
                    ),
                ),
            ],
            options={
                "ordering": ["-weight", "pk"],
                "indexes": [
                    models.Index(fields=["answer", "-weight"], name="claims_revi_answer_73f2f3_idx"),
                    models.Index(fields=["answered_by", "answered_at"], name="claims_revi_answere_cb2c88_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("link", None)),
                        fields=("statement", "reading"),
                        name="one_question_per_statement_and_reading",
                    ),
                    models.UniqueConstraint(fields=("link", "reading"), name="one_question_per_link_and_reading"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None), ("decision", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("decision__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="an_answer_has_its_decision",
                    ),
                ],
            },
        ),
        migrations.RunPython(queue_what_waits, migrations.RunPython.noop),
        migrations.RunPython(create_guards, drop_guards),
    ]
