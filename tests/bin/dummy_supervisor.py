"""Run as a program by test_supervise.py: supervises the children it is given (JSON: name -> Python source)."""

import json
import os
import sys
from pathlib import Path

from supervise import Child, Supervisor


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    children = [Child(name, [sys.executable, "-u", "-c", source]) for name, source in json.loads(sys.argv[1]).items()]
    supervisor = Supervisor(children, Path.cwd(), os.environ, grace=float(sys.argv[2]), say=say)
    supervisor.run(is_up=lambda: True, when_up=lambda: say("up"))
    say("stopped")
