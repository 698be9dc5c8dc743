import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

ALIAS_KINDS = [(kind, kind) for kind in ("name", "short name", "former name", "description", "ticker")]
SPAN_ROLES = [("source", "Source"), ("cue", "Cue"), ("content", "Content"), ("about", "About")]


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0014_statement_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="alias",
            name="kind",
            field=models.CharField(choices=ALIAS_KINDS, default="name", max_length=12),
        ),
        migrations.RemoveConstraint(model_name="entityrelation", name="one_relation_of_a_kind"),
        migrations.AddConstraint(
            model_name="entityrelation",
            constraint=models.UniqueConstraint(
                fields=("subject", "relation", "object", "role", "since"), name="one_relation_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="entityrelation",
            constraint=models.UniqueConstraint(
                condition=Q(since=None),
                fields=("subject", "relation", "object", "role"),
                name="one_relation_without_a_beginning",
            ),
        ),
        migrations.AddConstraint(
            model_name="entityrelation",
            constraint=models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="relation_ends_after_it_begins",
            ),
        ),
        migrations.AlterField(
            model_name="statementspan",
            name="role",
            field=models.CharField(choices=SPAN_ROLES, max_length=10),
        ),
        migrations.CreateModel(
            name="UnlinkedName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(choices=[("speaker", "Speaker"), ("about", "About")], max_length=10)),
                ("text", models.CharField(max_length=200)),
                ("key", models.CharField(db_index=True, max_length=200)),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unlinked_names",
                        to="claims.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "key"), name="one_unlinked_name_per_statement")
                ],
            },
        ),
        migrations.CreateModel(
            name="DismissedName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("text", models.CharField(max_length=200)),
            ],
        ),
    ]
