import django.db.models.deletion
from django.db import migrations, models

from claims.migrations._guards import create_guards, drop_guards


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_channels"),
    ]

    operations = [
        migrations.RunPython(drop_guards, create_guards),
        migrations.CreateModel(
            name="StatementFate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("kept", "kept"),
                            ("moved", "moved"),
                            ("softened", "softened"),
                            ("hardened", "hardened"),
                            ("changed", "changed"),
                            ("unattributed", "unattributed"),
                            ("unread", "unread"),
                            ("gone", "gone"),
                        ],
                        max_length=20,
                    ),
                ),
                ("before", models.TextField()),
                ("after", models.TextField(blank=True)),
                ("likeness", models.FloatField(default=0)),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fates", to="claims.statement"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="fates", to="claims.revision"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fates_before",
                        to="claims.statement",
                    ),
                ),
            ],
            options={
                "ordering": ["revision", "statement"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "revision"), name="one_fate_per_statement_and_revision"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.CharField(max_length=2000, unique=True)),
                ("replaced_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="claims.article"
                    ),
                ),
            ],
            options={"verbose_name_plural": "article aliases", "ordering": ["replaced_at", "pk"]},
        ),
        migrations.AddField(
            model_name="article",
            name="fingerprint",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="article",
            name="duplicate_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="claims.article",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="duplicate_why",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="article",
            name="stands_alone",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["outlet", "first_seen_at"], name="claims_arti_outlet__395a1e_idx"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("duplicate_of", None),
                    models.Q(("stands_alone", False), models.Q(("duplicate_of", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="article_is_a_duplicate_or_stands_alone",
            ),
        ),
        migrations.RunPython(create_guards, drop_guards),
    ]
