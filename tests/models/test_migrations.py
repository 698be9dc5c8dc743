"""Migrations say what the models say, and every one can be taken back."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Article, Claim, Deadline, Resolution, ReviewItem
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
def test_claims_from_before_there_were_slots_become_due_to_be_settled() -> None:
    before_it = [("claims", "0016_article_dismissed")]
    try:
        call_command("migrate", "claims", "0016", verbosity=0)
        before = MigrationExecutor(connection).loader.project_state(before_it).apps.get_model("claims", "Claim")
        before.objects.create(headline="Norvik liefert", opened_at=NOW)
        call_command("migrate", "claims", verbosity=0)
        claim = Claim.objects.get()
        assert claim.next_attempt_at is not None
        assert claim.slots_by == ""
    finally:
        call_command("migrate", "claims", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_the_evidence_of_older_verdicts_becomes_a_row_and_their_due_dates_are_waited_for() -> None:
    before_it = [("claims", "0012_descent")]
    try:
        call_command("migrate", "claims", "0012", verbosity=0)
        before = MigrationExecutor(connection).loader.project_state(before_it).apps
        claim = before.get_model("claims", "Claim").objects.create(
            headline="Norvik liefert", opened_at=NOW, due_on=date(2026, 9, 30)
        )
        curator = User.objects.create_user("ada")
        before.get_model("claims", "Resolution").objects.create(
            claim=claim,
            value="refuted",
            as_of=NOW.date(),
            evidence="ein Messbericht",
            reason="",
            by_id=curator.pk,
            at=NOW,
        )
        call_command("migrate", "claims", verbosity=0)
        assert [row.title for row in Resolution.objects.get().evidence.all()] == ["ein Messbericht"]
        deadline = Deadline.objects.get()
        assert (deadline.due_on, deadline.passed_at) == (date(2026, 9, 30), None)
        assert deadline.next_attempt_at == datetime(2026, 9, 22, 22, 0, tzinfo=UTC)  # a week before
        call_command("migrate", "claims", "0012", verbosity=0)
        again = MigrationExecutor(connection).loader.project_state(before_it).apps
        assert again.get_model("claims", "Resolution").objects.get().evidence == "ein Messbericht"
    finally:
        call_command("migrate", "claims", "zero", verbosity=0)  # a verdict cannot be deleted, only its table can
        call_command("migrate", "claims", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_what_was_doubtful_before_there_was_a_queue_waits_in_it() -> None:
    try:
        call_command("migrate", "claims", "0018", verbosity=0)
        model = MigrationExecutor(connection).loader.project_state([("claims", "0018_search")]).apps.get_model
        article = model("claims", "Article").objects.create(canonical_url="urn:sha256:abc", first_seen_at=NOW)
        page = model("claims", "RawPage").objects.create(article=article, how="pasted", compressed=b"", fetched_at=NOW)
        revision = model("claims", "Revision").objects.create(
            article=article, number=1, page=page, fetched_at=NOW, text="Es läuft.", length=9, stage="done"
        )
        claim = model("claims", "Claim").objects.create(headline="Es läuft", opened_at=NOW)
        found = [
            model("claims", "Statement").objects.create(
                revision=revision, position=position, confidence=confidence, content_text="Es läuft", why="so"
            )
            for position, confidence in enumerate(("high", "medium", "low"))
        ]
        link = {"relation": "qualifies", "machine_relation": "qualifies", "machine_score": 0.4, "made_at": NOW}
        model("claims", "Link").objects.create(claim=claim, statement=found[0], state="suggested", **link)
        call_command("migrate", "claims", verbosity=0)
        waiting = ReviewItem.objects.waiting().order_by("statement").values_list("statement", "question")
        assert list(waiting) == [
            (found[0].pk, "contradiction"),
            (found[1].pk, "statement"),
            (found[2].pk, "statement"),
        ]
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
