"""Celery: a task is told a step and a row, does it, and rings for what can be done next.

A message carries no state: a lost one costs a delay until `ring` finds its row, a doubled one finds nothing to do.
"""

from collections.abc import Iterable
from itertools import chain, groupby, zip_longest
from operator import attrgetter

from celery import shared_task
from django.utils import timezone

from claims import pipeline
from claims.pipeline import Due

# Of each step. It bounds what all workers together can do between two rings, and what a ring costs in a backlog.
RUNG_AT_ONCE = 500


@shared_task
def run_step(step: str, pk: int) -> None:
    for due in pipeline.run(Due(step, pk), timezone.now(), pipeline.polite_fetcher()):
        ring_for(due)


@shared_task
def ring() -> None:
    """What beat calls: find every row that is due, in place of what was found before and still waits.

    In a backlog more is found between two rings than is done. If all of that were kept, what is done next would be
    what somebody found hours ago, behind whatever was done in the meantime.
    """
    drop_what_waits()
    for due in alternating(pipeline.find_due(timezone.now(), limit=RUNG_AT_ONCE)):
        ring_for(due)


def drop_what_waits() -> None:
    with run_step.app.connection_for_write() as connection:
        for queue in run_step.app.amqp.queues.values():
            queue.bind(connection.default_channel).purge()


def alternating(found: Iterable[Due]) -> list[Due]:
    """One of each step in turn, so that a backlog of one does not keep the others waiting."""
    by_step = [list(dues) for _, dues in groupby(found, attrgetter("step"))]
    return [due for due in chain.from_iterable(zip_longest(*by_step)) if due]


def ring_for(due: Due) -> None:
    run_step.apply_async((due.step, due.pk), queue=pipeline.STEPS[due.step].queue)
