"""bin/test runs the suite twice; each round must be on the database that it says."""

import os

from django.db import connection


def test_the_suite_runs_on_the_database_that_was_asked_for() -> None:
    assert connection.vendor == ("postgresql" if os.environ.get("DATABASE_URL") else "sqlite")
