"""Real Celery workers on a real Redis do what the embedded worker does; runs where REDIS_URL names a server."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from redis import Redis

from claims import curation, tasks
from claims.models import Article, Revision, Statement
from tests import build

ROOT = Path(__file__).resolve().parent.parent
TEXT = "Norvik has a chip\n\n“The chip is ready,” said Ada Lind, chief executive of Norvik. The plant in Graz is small."
PATIENCE_SECONDS = 60

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not settings.REDIS_URL, reason="this round runs without Redis"),
]


@pytest.fixture
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A worker process on the tests' database."""
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    command = [sys.executable, "-m", "celery", "-A", "tracker", "worker", "-c", "1", "-l", "WARNING"]
    command += ["-Q", "polling,fetching,language,ledger"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url})  # noqa: S603
    yield process
    process.terminate()
    process.wait(timeout=30)


def wait_for(article: Article) -> Revision:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        revision = Revision.objects.filter(article=article, stage=Revision.Stage.DONE).first()
        if revision:
            return revision
        time.sleep(0.2)
    article.refresh_from_db()
    pytest.fail(f"still at {article.stage}: {article.last_error}")


def submit(analyst: User) -> Article:
    return curation.submit_article(analyst, text=TEXT, now=timezone.now())


def test_a_ring_takes_a_pasted_article_through_all_queues(worker: subprocess.Popen[bytes]) -> None:
    article = submit(build.make_user("analyst"))
    tasks.ring.apply_async(queue="polling")
    revision = wait_for(article)
    assert Statement.objects.get(revision=revision).speaker_name == "Ada Lind"


def test_a_lost_message_costs_a_delay_and_no_article(worker: subprocess.Popen[bytes]) -> None:
    article = submit(build.make_user("analyst"))
    tasks.run_step.app.control.purge()
    tasks.ring.apply_async(queue="polling")
    assert wait_for(article)


def test_a_ring_replaces_what_waits_from_the_ring_before() -> None:
    for number in range(3):
        build.make_waiting_article(f"https://post.example/{number}")
    for _ in range(2):
        tasks.ring()
    waiting = Redis.from_url(settings.REDIS_URL).llen("fetching")
    tasks.drop_what_waits()
    assert waiting == 3


def test_a_worker_asks_the_database_by_the_same_connection_from_task_to_task(worker: subprocess.Popen[bytes]) -> None:
    article = submit(build.make_user("analyst"))
    before = sessions_so_far()
    tasks.ring.apply_async(queue="polling")
    wait_for(article)
    time.sleep(2)  # the server counts them a moment later
    steps = 5  # read, extract, link, match, settle
    assert sessions_so_far() - before < steps


def sessions_so_far() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sessions FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
