"""Migrations say what the models say, and every one can be taken back."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_all_migrations_can_be_taken_back_and_applied_again() -> None:
    try:
        call_command("migrate", "claims", "zero", verbosity=0)
        with connection.cursor() as cursor:
            left = [name for name in connection.introspection.table_names(cursor) if name.startswith("claims_")]
        assert left == []
    finally:
        call_command("migrate", "claims", verbosity=0)
