"""Celery carries a step's name and a row's number, and nothing else."""

import pytest

from claims import pipeline, tasks
from claims.pipeline import STEPS, Due
from tests import build
from tracker import celery_settings


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Due, str]]:
    """What would have been sent, and to which queue."""
    sent: list[tuple[Due, str]] = []

    def send(arguments: tuple[str, int], *, queue: str) -> None:
        sent.append((Due(*arguments), queue))

    monkeypatch.setattr(tasks.run_step, "apply_async", send)
    return sent


@pytest.mark.django_db
def test_beat_rings_for_every_row_that_is_due(rung: list[tuple[Due, str]]) -> None:
    article, feed = build.make_waiting_article(), build.make_feed(next_attempt_at=build.NOW)
    build.make_feed(next_attempt_at=build.NOW, is_paused=True)
    tasks.ring()
    assert rung == [(Due("read_article", article.pk), "fetching"), (Due("poll_feed", feed.pk), "polling")]


@pytest.mark.django_db
def test_one_ring_is_enough_for_a_backlog(rung: list[tuple[Due, str]]) -> None:
    articles = [build.make_waiting_article(f"https://post.example/{number}") for number in range(150)]
    tasks.ring()
    assert rung == [(Due("read_article", article.pk), "fetching") for article in articles]


def test_a_backlog_of_one_step_does_not_keep_the_others_waiting() -> None:
    found = [Due("settle_claim", 1), Due("settle_claim", 2), Due("settle_claim", 3), Due("match_revision", 4)]
    assert [due.pk for due in tasks.alternating(found)] == [1, 4, 2, 3]


def test_a_task_rings_for_what_its_step_made_possible(
    rung: list[tuple[Due, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "run", lambda due, _now, _fetch: [Due("link_revision", due.pk)])
    tasks.run_step("extract_revision", 7)
    assert rung == [(Due("link_revision", 7), "language")]


def test_every_queue_that_is_rung_is_one_that_the_workers_serve() -> None:
    assert {step.queue for step in STEPS.values()} == set(celery_settings.task_queues)
