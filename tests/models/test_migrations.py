"""Migrations say what the models say, and every one can be taken back."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Article
from tests.build import NOW


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_articles_from_before_the_rules_of_sites_get_their_site() -> None:
    try:
        call_command("migrate", "claims", "0007", verbosity=0)
        before = MigrationExecutor(connection).loader.project_state([("claims", "0007_channels")]).apps
        article = before.get_model("claims", "Article")
        for url in ("https://www.example.org/a", "urn:sha256:abc"):
            article.objects.create(canonical_url=url, first_seen_at=NOW)
        call_command("migrate", "claims", verbosity=0)
        assert list(Article.objects.order_by("pk").values_list("site", flat=True)) == ["example.org", ""]
    finally:
        call_command("migrate", "claims", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_all_migrations_can_be_taken_back_and_applied_again() -> None:
    try:
        call_command("migrate", "claims", "zero", verbosity=0)
        with connection.cursor() as cursor:
            left = [name for name in connection.introspection.table_names(cursor) if name.startswith("claims_")]
        assert left == []
    finally:
        call_command("migrate", "claims", verbosity=0)
