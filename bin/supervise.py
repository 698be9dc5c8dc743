"""Keep a few processes running until told to stop.

Each runs in a session of its own, so that Ctrl-C in the terminal reaches the supervisor alone; the supervisor then ends
the main processes only, because a Celery whose pool is killed from outside redoes its tasks or hangs.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

Command = Sequence[str | Path]

GRACE_SECONDS = 10.0  # what Celery and gunicorn need to finish what they are doing: 3 to 5 s measured
FIRST_DELAY = 1.0
LONGEST_DELAY = 60.0
POLL_SECONDS = 0.1

PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    """Runs in the child before it becomes the program: Linux then ends it if the supervisor is killed outright."""
    if sys.platform == "linux":
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start_process(command: Command, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, start_new_session=True, preexec_fn=die_with_parent, **options)


def kill_left_over(process: subprocess.Popen[Any]) -> None:
    """End what a finished process left running in its session, such as the pool of a worker that was killed."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # nothing is left; macOS says so with the second error


def end_processes(processes: Sequence[subprocess.Popen[Any]], grace: float, *, ask: int = signal.SIGTERM) -> None:
    """Ask all to end, wait for them together, and kill those that do not."""
    for process in processes:
        process.send_signal(ask)
    deadline = time.monotonic() + grace
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        kill_left_over(process)


@dataclass
class Child:
    name: str
    command: Command
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    delay: float = FIRST_DELAY


@dataclass
class Supervisor:
    children: list[Child]
    cwd: Path
    environment: Mapping[str, str]
    grace: float = GRACE_SECONDS
    say: Callable[[str], None] = print
    stopping: bool = field(default=False, init=False)

    def run(self, *, is_up: Callable[[], bool], when_up: Callable[[], None]) -> None:
        """Start the children and look after them until a signal comes; call `when_up` once when `is_up` says so."""
        before = {number: signal.signal(number, self._stop) for number in self._signals()}
        is_announced = False
        try:
            while not self.stopping:
                self._look_after_children()
                if not is_announced and is_up():
                    is_announced = True
                    when_up()
                time.sleep(POLL_SECONDS)
        finally:
            self._end_children()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _signals(self) -> list[int]:
        wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        return [number for number in wanted if signal.getsignal(number) != signal.SIG_IGN]

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        if self.stopping:
            # Asked twice: whoever asks does not want to wait.
            self.grace = 0.0
            for child in self.children:
                if child.process is not None:
                    child.process.kill()
        self.stopping = True

    def _look_after_children(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if child.process is None and now >= child.start_again_at:
                child.process = start_process(child.command, cwd=self.cwd, env=self.environment)
                child.started_at = now
            elif child.process is not None and child.process.poll() is not None:
                self._note_death(child, child.process, now)

    def _note_death(self, child: Child, process: subprocess.Popen[bytes], now: float) -> None:
        kill_left_over(process)
        if now - child.started_at > LONGEST_DELAY:
            child.delay = FIRST_DELAY
        self.say(f"{child.name} ended ({how_it_ended(process.returncode)}); starting it again in {child.delay:.0f} s")
        child.start_again_at = now + child.delay
        child.delay = min(child.delay * 2, LONGEST_DELAY)
        child.process = None

    def _end_children(self) -> None:
        end_processes([child.process for child in self.children if child.process is not None], self.grace)


def how_it_ended(returncode: int) -> str:
    return f"exit code {returncode}" if returncode >= 0 else signal.Signals(-returncode).name
