from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

ROLES = [(role, role) for role in ("subject", "predicate", "object", "quantity", "period")]


def let_all_be_settled(apps: Any, _schema_editor: Any) -> None:
    """Claims from before there were slots get theirs at their next settling, in the background."""
    apps.get_model("claims", "Claim").objects.filter(next_attempt_at=None).update(next_attempt_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0016_article_dismissed"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="slots_by",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.CreateModel(
            name="ClaimSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("role", models.CharField(choices=ROLES, max_length=10)),
                ("text", models.CharField(max_length=500)),
                ("spans", models.JSONField(blank=True, default=list)),
                ("value", models.JSONField(blank=True, default=dict)),
                ("why", models.TextField(blank=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="claims.claim"
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="slots",
                        to="claims.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["claim", "position"],
                "constraints": [models.UniqueConstraint(fields=("claim", "position"), name="one_slot_per_position")],
            },
        ),
        migrations.RunPython(let_all_be_settled, migrations.RunPython.noop),
    ]
