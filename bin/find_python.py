"""Hand the running script over to a Python that is new enough.

Everything in this file, and in the scripts that import it first, must stay readable for a much older Python 3.
"""

import importlib
import os
import subprocess
import sys

OLDEST = (3, 11)
NEWEST_LOCKED = (3, 14)  # the locked packages have wheels up to here
PROBE = "import sys, ctypes, json, sqlite3, ssl, venv; sys.exit(not %r <= sys.version_info[:2])" % (OLDEST,)  # noqa: UP031


def run(module):
    # type: (str) -> None
    """Run the main function of a module beside this one, which may be written for a recent Python."""
    use_recent_python()
    project = importlib.import_module("project")
    sys.exit(project.run_command(importlib.import_module(module).main))


def use_recent_python():
    # type: () -> None
    """Return if this Python will do; else become the same script under one that will, or say what to install."""
    if os.name != "posix":
        sys.exit("This runs on Linux and macOS. On Windows, run it in WSL, or use docker compose.")
    if OLDEST <= sys.version_info[:2] <= NEWEST_LOCKED and runs(sys.executable):
        return
    for minor in range(NEWEST_LOCKED[1], OLDEST[1] - 1, -1):
        for found in on_path("python3." + str(minor)):
            if runs(found):
                os.execv(found, [found] + sys.argv)  # noqa: S606, RUF005
    if not runs(sys.executable):
        sys.exit(what_to_install())


def on_path(name):
    # type: (str) -> list[str]
    candidates = [os.path.join(folder, name) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    return [path for path in candidates if os.access(path, os.X_OK)]


def runs(python):
    # type: (str) -> bool
    """Whether it is new enough and whole; version managers leave launchers that only say what they lack."""
    try:
        with open(os.devnull, "w") as nowhere:
            return subprocess.call([python, "-I", "-c", PROBE], stdout=nowhere, stderr=nowhere) == 0
    except OSError:
        return False


def what_to_install():
    # type: () -> str
    found = "Python " + sys.version.split()[0] + " (" + sys.executable + ")"
    if sys.version_info[:2] >= OLDEST:
        return found + " lacks parts of the standard library. Install them, e.g.: apt-get install python3"
    return (
        found + " is too old: Python 3.11 or newer is needed.\nInstall one, e.g.: apt-get install python3"
        " (Debian 12, Ubuntu 24.04 or newer), dnf install python3.12, or brew install python@3.13."
    )
