"""The product as a newcomer has it: `bin/start` on a port of its own, the demo loaded, the worker at work."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from project import ROOT, child_environment
from supervise import GRACE_SECONDS, end_processes, start_process
from throwaway_servers import free_port

IS_UP = "The tracker runs at"


@dataclass(frozen=True)
class Tracker:
    base: str
    passwords: dict[str, str]  # of a user for each role, named like it


@contextmanager
def running_tracker(data_dir: Path) -> Iterator[Tracker]:
    """It may fetch from this machine, where the tests have their servers."""
    port = free_port()
    environment = child_environment(DATA_DIR=str(data_dir), FETCH_ALLOW="127.0.0.1", LOG_LEVEL="ERROR")
    log = data_dir / "start.log"
    with log.open("w", encoding="utf-8") as said:
        command = [sys.executable, ROOT / "bin" / "start", "--port", str(port)]
        process = start_process(command, env=environment, stdout=said, stderr=subprocess.STDOUT)
    try:
        wait_until_up(process, log)
        users = (data_dir / "sign-in.txt").read_text("utf-8").splitlines()
        yield Tracker(f"http://127.0.0.1:{port}", dict(user.split() for user in users))
    finally:
        end_processes([process], grace=2 * GRACE_SECONDS)


def wait_until_up(process: subprocess.Popen[bytes], log: Path) -> None:
    """How long it may take is for `bin/start` to say: it gives up by itself."""
    while IS_UP not in log.read_text("utf-8"):
        if process.poll() is not None:
            raise RuntimeError(f"bin/start ended before the tracker was up:\n{log.read_text('utf-8')}")
        time.sleep(0.2)
