from datetime import datetime, time, timedelta
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from claims.migrations._guards import create_guards, drop_guards


def keep_evidence_as_rows(apps: Any, schema_editor: Any) -> None:
    evidence = apps.get_model("claims", "DecidingEvidence")
    for resolution in apps.get_model("claims", "Resolution").objects.exclude(evidence_text=""):
        row, _ = evidence.objects.get_or_create(claim_id=resolution.claim_id, title=resolution.evidence_text)
        resolution.evidence.add(row)


def keep_evidence_as_text(apps: Any, schema_editor: Any) -> None:
    resolutions = apps.get_model("claims", "Resolution").objects
    for resolution in resolutions.prefetch_related("evidence__statement"):
        named = (
            row.statement.content_text if row.statement else f"{row.title} {row.url}".strip()
            for row in resolution.evidence.all()
        )
        resolutions.filter(pk=resolution.pk).update(evidence_text="\n".join(named))


def keep_deadlines(apps: Any, schema_editor: Any) -> None:
    """Those that passed long ago come due at once, and are told once."""
    claims = apps.get_model("claims", "Claim").objects.exclude(due_on=None)
    deadline = apps.get_model("claims", "Deadline")
    deadline.objects.bulk_create(
        deadline(claim_id=pk, due_on=due_on, next_attempt_at=_end_of(due_on))
        for pk, due_on in claims.values_list("pk", "due_on").iterator()
    )


def _end_of(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0012_descent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(drop_guards, create_guards),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "value",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("confirmed", "Confirmed"),
                            ("partly", "Partly"),
                            ("refuted", "Refuted"),
                            ("withdrawn", "Withdrawn"),
                            ("superseded", "Superseded"),
                            ("expired", "Expired"),
                            ("not checkable", "Not Checkable"),
                        ],
                        max_length=15,
                    ),
                ),
                ("as_of", models.DateField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["claim", "at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposalAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("confirms", models.BooleanField()),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="claim",
            name="criterion",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="resolution",
            name="seconded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seconded",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="resolution",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="resolution",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="claims.claim"
            ),
        ),
        migrations.RenameField(model_name="resolution", old_name="evidence", new_name="evidence_text"),
        migrations.AlterField(
            model_name="resolution", name="evidence_text", field=models.TextField(blank=True, default="")
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("next_attempt_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
                ("error_kind", models.CharField(blank=True, max_length=40)),
                ("due_on", models.DateField()),
                ("passed_at", models.DateTimeField(blank=True, null=True)),
                ("why", models.TextField(blank=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deadlines", to="claims.claim"
                    ),
                ),
            ],
            options={
                "ordering": ["claim", "due_on"],
            },
        ),
        migrations.CreateModel(
            name="DecidingEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.TextField(blank=True)),
                ("url", models.CharField(blank=True, max_length=2000)),
                ("dated_on", models.DateField(blank=True, null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deciding_evidence", to="claims.claim"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deciding_evidence",
                        to="claims.statement",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deciding evidence",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seconded_by", None), models.Q(("seconded_by", models.F("by")), _negated=True), _connector="OR"
                ),
                name="verdict_is_seconded_by_another_person",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="evidence",
            field=models.ManyToManyField(related_name="%(class)ss", to="claims.decidingevidence"),
        ),
        migrations.AddField(
            model_name="proposalanswer",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposal_answers",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposalanswer",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="claims.proposal"
            ),
        ),
        migrations.AddField(
            model_name="resolution",
            name="evidence",
            field=models.ManyToManyField(related_name="%(class)ss", to="claims.decidingevidence"),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(fields=("claim", "due_on"), name="one_deadline_per_claim_and_day"),
        ),
        migrations.AddConstraint(
            model_name="decidingevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dated_on", None), ("statement__isnull", False), ("title", ""), ("url", "")),
                    models.Q(("statement", None), models.Q(("title", ""), _negated=True)),
                    _connector="OR",
                ),
                name="evidence_is_a_statement_or_a_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="decidingevidence",
            constraint=models.UniqueConstraint(
                fields=("claim", "statement"), name="one_evidence_per_claim_and_statement"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__in", ("refuted", "withdrawn"))), name="only_a_grave_verdict_is_proposed"
            ),
        ),
        migrations.RunPython(keep_evidence_as_rows, keep_evidence_as_text),
        migrations.RunPython(keep_deadlines, migrations.RunPython.noop),
        migrations.RemoveField(model_name="resolution", name="evidence_text"),
        migrations.RunPython(create_guards, drop_guards),
    ]
