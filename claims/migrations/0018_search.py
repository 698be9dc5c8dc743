from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import claims.models.searching
from claims.migrations._guards import create_guards, drop_guards

# table of words -> its key, and the index
INDEXES = {
    "claims_claimwords": ("claim_id", "claims_claimindex"),
    "claims_articlewords": ("article_id", "claims_articleindex"),
}


def create_indexes(apps: Any, schema_editor: Any) -> None:
    """One shape in both databases: the row's number, a column that can be asked, and a rank."""
    make = fts5_index if schema_editor.connection.vendor == "sqlite" else tsvector_index
    for words, (key, index) in INDEXES.items():
        for statement in make(words, key, index):
            schema_editor.execute(statement)


def fts5_index(words: str, key: str, index: str) -> Iterator[str]:
    """The words stand in their own table alone; its triggers hand each change on."""
    yield (
        f"CREATE VIRTUAL TABLE {index} USING fts5(words, content='{words}', content_rowid='{key}',"
        " tokenize='unicode61 remove_diacritics 0')"
    )
    add = f"INSERT INTO {index}(rowid, words) VALUES (NEW.{key}, NEW.words);"  # noqa: S608 - our own names
    remove = f"INSERT INTO {index}({index}, rowid, words) VALUES ('delete', OLD.{key}, OLD.words);"  # noqa: S608 - our own names
    for event, change in (("INSERT", add), ("DELETE", remove), ("UPDATE", remove + add)):
        yield f"CREATE TRIGGER {index}_{event.lower()} AFTER {event} ON {words} BEGIN {change} END"


def tsvector_index(words: str, key: str, index: str) -> Iterator[str]:
    yield (
        f"ALTER TABLE {words} ADD COLUMN vector tsvector"
        " GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, words)) STORED"
    )
    yield f"CREATE INDEX {words}_vector ON {words} USING gin (vector)"
    yield f"CREATE VIEW {index} AS SELECT {key} AS rowid, vector AS {index}, 0::float AS rank FROM {words}"  # noqa: S608 - our own names


def drop_indexes(apps: Any, schema_editor: Any) -> None:
    """Triggers, column and index go with their table."""
    kind = "TABLE" if schema_editor.connection.vendor == "sqlite" else "VIEW"
    for _key, index in INDEXES.values():
        schema_editor.execute(f"DROP {kind} {index}")


def tell_standings_since(apps: Any, schema_editor: Any) -> None:
    change, claim = apps.get_model("claims", "StandingChange"), apps.get_model("claims", "Claim")
    since: dict[int, tuple[str, Any]] = {}
    for claim_id, standing, at in (
        change.objects.order_by("claim", "at", "pk").values_list("claim", "standing", "at").iterator()
    ):
        if since.get(claim_id, ("",))[0] != standing:
            since[claim_id] = (standing, at)
    rows = (claim(pk=pk, standing_since=at) for pk, (_standing, at) in since.items())
    claim.objects.bulk_update(rows, ["standing_since"], batch_size=500)


class Migration(migrations.Migration):
    # The words themselves depend on today's lemmatiser, and are made by `manage.py prepare`.
    dependencies = [
        ("claims", "0017_claim_slots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(drop_guards, create_guards),
        migrations.RemoveField(model_name="article", name="search_text"),
        migrations.RemoveField(model_name="claim", name="search_text"),
        migrations.RemoveField(model_name="statement", name="search_text"),
        migrations.CreateModel(
            name="ArticleWords",
            fields=[
                ("version", models.CharField(max_length=40)),
                ("words", models.TextField()),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="claims.article",
                    ),
                ),
            ],
            options={"verbose_name_plural": "words of articles"},
        ),
        migrations.CreateModel(
            name="ClaimWords",
            fields=[
                ("version", models.CharField(max_length=40)),
                ("words", models.TextField()),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="claims.claim",
                    ),
                ),
            ],
            options={"verbose_name_plural": "words of claims"},
        ),
        migrations.CreateModel(
            name="ArticleIndex",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="index",
                        serialize=False,
                        to="claims.article",
                    ),
                ),
                ("tokens", claims.models.searching.IndexField(db_column="claims_articleindex")),
                ("rank", models.FloatField()),
            ],
            options={"db_table": "claims_articleindex", "managed": False},
        ),
        migrations.CreateModel(
            name="ClaimIndex",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="index",
                        serialize=False,
                        to="claims.claim",
                    ),
                ),
                ("tokens", claims.models.searching.IndexField(db_column="claims_claimindex")),
                ("rank", models.FloatField()),
            ],
            options={"db_table": "claims_claimindex", "managed": False},
        ),
        migrations.RunPython(create_indexes, drop_indexes),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("query", models.CharField(max_length=2000)),
                ("looked_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name_plural": "saved searches", "ordering": ["name"]},
        ),
        migrations.AddConstraint(
            model_name="savedsearch",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="one_saved_search_per_name"),
        ),
        # A watch of a query could be stored and was never made: there was nowhere to ask for one.
        migrations.RemoveConstraint(model_name="watch", name="watch_follows_one_thing"),
        migrations.RemoveConstraint(model_name="watch", name="one_watch_per_search"),
        migrations.RemoveField(model_name="watch", name="query"),
        migrations.AddField(
            model_name="watch",
            name="search",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="watch",
                to="claims.savedsearch",
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.CheckConstraint(
                condition=Q(entity__isnull=False, claim=None, outlet=None, search=None)
                | Q(entity=None, claim__isnull=False, outlet=None, search=None)
                | Q(entity=None, claim=None, outlet__isnull=False, search=None)
                | Q(entity=None, claim=None, outlet=None, search__isnull=False),
                name="watch_follows_one_thing",
            ),
        ),
        migrations.AddField(
            model_name="claim", name="standing_since", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["standing", "type", "lang"], name="claims_clai_standin_fbb37f_idx"),
        ),
        migrations.AddIndex(
            model_name="claim", index=models.Index(fields=["opened_at"], name="claims_clai_opened__dbb4dc_idx")
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(fields=["statement", "state", "claim"], name="claims_link_stateme_41eed7_idx"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["kind", "confidence", "modality"], name="claims_stat_kind_7851e3_idx"),
        ),
        migrations.RunPython(create_guards, drop_guards),
        migrations.RunPython(tell_standings_since, migrations.RunPython.noop),
    ]
