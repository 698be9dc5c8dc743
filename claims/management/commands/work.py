"""manage.py work: the background work of the embedded default, driven by the rows themselves."""

import logging
import signal
import threading
from argparse import ArgumentParser
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from claims import pipeline

# Slow servers must not keep pasted text waiting, so what fetches and what computes have threads of their own.
THREADS = (
    frozenset({"polling", "fetching"}),
    frozenset({"polling", "fetching"}),
    frozenset({"language"}),
    frozenset({"ledger"}),
)
BATCH = 20
IDLE_SECONDS = 0.5
AWAY_SECONDS = 5
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Does what is due, until it is stopped. Needs no broker; use Celery's workers where REDIS_URL is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop as soon as nothing is due")

    def handle(self, *_args: Any, once: bool, **_options: Any) -> None:
        if once:
            done = work_until_idle()
            self.stdout.write(f"{done} steps done; nothing more is due.")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        with ThreadPoolExecutor(len(THREADS)) as pool:
            running = [pool.submit(work, queues, stop) for queues in THREADS]
            finished, _ = wait(running, return_when=FIRST_EXCEPTION)
            stop.set()
        for thread in finished:
            thread.result()  # a thread that died ends the process with its error, so that it is seen and restarted


def work(queues: frozenset[str], stop: threading.Event) -> None:
    """One thread: do what is due in these queues; look again when there was nothing."""
    try:
        while not stop.is_set():
            if not work_once(queues, stop):
                stop.wait(IDLE_SECONDS)
    finally:
        connection.close()


def work_once(queues: frozenset[str], stop: threading.Event) -> int:
    """The number of things that were due. A database that is away is waited for."""
    close_old_connections()
    try:
        due = pipeline.find_due(timezone.now(), queues=queues, limit=BATCH)
        for each in due:
            if not stop.is_set():
                pipeline.run(each, timezone.now(), pipeline.polite_fetcher())
    except (OperationalError, InterfaceError):
        logger.exception("The database did not answer; trying again in %s s", AWAY_SECONDS)
        connection.close()
        stop.wait(AWAY_SECONDS)
        return 0
    return len(due)


def work_until_idle() -> int:
    done = 0
    while due := pipeline.find_due(timezone.now()):
        for each in due:
            pipeline.run(each, timezone.now(), pipeline.polite_fetcher(waits=True))
        done += len(due)
    return done
