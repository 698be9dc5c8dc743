import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import project
import pytest
from supervise import how_it_ended

DUMMY = Path(__file__).with_name("dummy_supervisor.py")
PATIENCE = 30.0

# One write for the whole line: printed piece by piece, the lines of two processes would run into each other.
SLEEPER = "import os, time; os.write(1, b'pid %d\\n' % os.getpid()); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
# A worker and its pool: the pool's process does not go away by itself when the worker is killed.
PARENT = f"import os\nif os.fork() == 0:\n    {SLEEPER}\nelse:\n    {SLEEPER}"
SHORT_LIVED = "raise SystemExit(3)"

Supervise = Callable[..., "Family"]


class Family:
    """A running supervisor, what it printed, and the process ids that its children printed."""

    def __init__(self, process: subprocess.Popen[str], lines: Path) -> None:
        self.process = process
        self.log = lines

    def lines(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines()

    def pids(self) -> list[int]:
        return [int(line.removeprefix("pid ")) for line in self.lines() if line.startswith("pid ")]

    def wait_for_pids(self, count: int) -> list[int]:
        wait_until(lambda: len(self.pids()) >= count)
        return self.pids()

    def stop_with(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def exists(pid: int) -> bool:
    """Also as a zombie: the supervisor must collect its own children."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def is_running(pid: int) -> bool:
    """Without zombies: the children of others are collected by whatever process is the machine's first."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.parent.parent.joinpath("self").exists():
        return exists(pid)
    return stat.exists() and stat.read_text().rpartition(") ")[2][0] != "Z"


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Supervise]:
    started: list[Family] = []

    def start(*, grace: float = 5.0, **children: str) -> Family:
        environment = {**os.environ, "PYTHONPATH": str(project.ROOT / "bin")}
        with open(tmp_path / "log", "w", encoding="utf-8") as log:
            process = subprocess.Popen(
                [sys.executable, DUMMY, json.dumps(children), str(grace)], stdout=log, env=environment, text=True
            )
        started.append(Family(process, tmp_path / "log"))
        return started[-1]

    yield start
    for family in started:
        family.process.kill()
        family.process.wait()
        for pid in filter(is_running, family.pids()):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_a_kill_and_a_closed_terminal_stop_everything(supervise: Supervise, number: int) -> None:
    family = supervise(web=SLEEPER, work=SLEEPER)
    pids = family.wait_for_pids(2)
    assert family.stop_with(number) == 0
    assert [pid for pid in pids if exists(pid)] == []
    assert family.lines()[-1] == "stopped"


def test_it_says_once_that_all_is_up(supervise: Supervise) -> None:
    family = supervise(web=SLEEPER)
    family.wait_for_pids(1)
    family.stop_with(signal.SIGTERM)
    assert family.lines().count("up") == 1


def test_a_child_that_dies_is_started_again_and_that_is_said(supervise: Supervise) -> None:
    family = supervise(web=SLEEPER)
    first = family.wait_for_pids(1)[0]
    os.kill(first, signal.SIGKILL)
    second = family.wait_for_pids(2)[1]
    assert second != first
    assert "web ended (SIGKILL); starting it again in 1 s" in family.lines()
    assert not exists(first)


def test_a_child_that_keeps_dying_is_started_again_ever_later(supervise: Supervise) -> None:
    family = supervise(web=SHORT_LIVED)
    wait_until(lambda: sum("web ended" in line for line in family.lines()) == 2)
    said = [line for line in family.lines() if "ended" in line]
    assert said == [f"web ended (exit code 3); starting it again in {delay} s" for delay in (1, 2)]


def test_what_a_dead_child_leaves_behind_is_ended_before_it_starts_again(supervise: Supervise) -> None:
    family = supervise(work=PARENT)
    pids = family.wait_for_pids(2)
    parent = next(pid for pid in pids if os.getpgid(pid) == pid)
    os.kill(parent, signal.SIGKILL)
    family.wait_for_pids(3)
    wait_until(lambda: not any(is_running(pid) for pid in pids))


def test_the_children_of_a_child_are_stopped_too(supervise: Supervise) -> None:
    family = supervise(work=PARENT)
    pids = family.wait_for_pids(2)
    family.stop_with(signal.SIGINT)
    wait_until(lambda: not any(is_running(pid) for pid in pids))


def test_a_child_that_will_not_end_is_killed_after_a_while(supervise: Supervise) -> None:
    family = supervise(grace=0.3, work=STUBBORN)
    pids = family.wait_for_pids(1)
    assert family.stop_with(signal.SIGTERM) == 0
    assert not exists(pids[0])


def test_asking_a_second_time_does_not_wait(supervise: Supervise) -> None:
    family = supervise(grace=60, work=STUBBORN)
    pids = family.wait_for_pids(1)
    family.process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert family.stop_with(signal.SIGINT) == 0
    assert not exists(pids[0])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
def test_killing_the_supervisor_outright_ends_its_children(supervise: Supervise) -> None:
    family = supervise(web=SLEEPER, work=SLEEPER)
    pids = family.wait_for_pids(2)
    family.process.kill()
    family.process.wait()
    wait_until(lambda: not any(is_running(pid) for pid in pids))


def test_how_a_process_ended_is_said_in_words() -> None:
    assert how_it_ended(2) == "exit code 2"
    assert how_it_ended(-signal.SIGKILL) == "SIGKILL"
