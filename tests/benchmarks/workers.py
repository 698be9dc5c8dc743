"""The processes that do the background work, as the settings choose them, to be started, stopped and killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
QUEUES = "polling,fetching,language,ledger"
MANAGE = [sys.executable, "manage.py"]
CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "tracker"]


class Workers:
    """`manage.py work`, or two Celery worker processes and beat where REDIS_URL is set."""

    def __init__(self) -> None:
        if settings.REDIS_URL:
            schedule = str(settings.DATA_DIR / "beat-schedule")
            self._start_beat = [*CELERY, "beat", "-s", schedule, "-l", "WARNING"]
            self._start_worker = [*CELERY, "worker", "-Q", QUEUES, "-c", "2", "-l", "WARNING"]
        else:
            self._start_beat = []
            self._start_worker = [*MANAGE, "work"]

    @contextmanager
    def running(self) -> Iterator[None]:
        beat = start(self._start_beat) if self._start_beat else None
        self.process = start(self._start_worker)
        try:
            yield
        finally:
            for process in filter(None, (beat, self.process)):
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def kill(self, chance: Random) -> None:
        """`kill -9` of the worker with all it started, or, every other time, of one of those alone."""
        started = children_of(self.process.pid)
        if started and chance.random() < 0.5:
            os.kill(chance.choice(started), signal.SIGKILL)
            return
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = start(self._start_worker)


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "LOG_LEVEL": "ERROR"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)  # noqa: S603


def children_of(pid: int) -> list[int]:
    """As Linux lists them; none where it is another system."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in listed.read_text("ascii").split()] if listed.is_file() else []
