"""Celery: a task is told a step and a row, does it, and rings for what can be done next.

A message carries no state: a lost one costs a delay until `ring` finds its row, a doubled one finds nothing to do.
"""

from celery import shared_task
from django.utils import timezone

from claims import pipeline
from claims.pipeline import Due

# Each ring finds what is still due, so a message need not outlive the time between two rings behind a slow queue.
EXPIRES_SECONDS = 15
# Of each step. It bounds what all workers together can do between two rings, and what a ring costs in a backlog.
RUNG_AT_ONCE = 500


@shared_task
def run_step(step: str, pk: int) -> None:
    for due in pipeline.run(Due(step, pk), timezone.now(), pipeline.polite_fetcher()):
        ring_for(due)


@shared_task
def ring() -> None:
    """What beat calls: find every row that is due."""
    for due in pipeline.find_due(timezone.now(), limit=RUNG_AT_ONCE):
        ring_for(due)


def ring_for(due: Due) -> None:
    run_step.apply_async((due.step, due.pk), queue=pipeline.STEPS[due.step].queue, expires=EXPIRES_SECONDS)
