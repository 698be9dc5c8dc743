"""bin/test: the whole suite on SQLite, and what touches the database again on PostgreSQL and Redis."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import project
from project import ROOT, VENV_PYTHON, SetupError
from setup_environment import install
from supervise import die_with_parent
from throwaway_servers import NoServerError, postgres_server, redis_server

# These folders of tests never ask the database, so once is enough. One that is not named here runs on both.
RUN_ONCE = ["bin", "corroborate", "evaluation", "extract", "fulltext", "ingest", "link", "text"]

# Loading just these instead of every plugin in the environment makes pytest start in half the time.
PLUGINS = ["pytest_django.plugin", "pytest_httpserver.pytest_plugin", "_hypothesis_pytestplugin", "pytest_cov.plugin"]

NO_TESTS_COLLECTED = 5
SECONDS_TO_CLOSE = 10


@dataclass(frozen=True)
class Round:
    name: str
    passed: bool
    outcome: str


def main(arguments: list[str]) -> int:
    options, for_pytest = read_arguments(arguments)
    install("dev")
    if options.only != "sqlite":
        install_servers()
    rounds = []
    if options.only != "postgresql":
        rounds.append(run_round("SQLite", for_pytest, {}))
    if options.only != "sqlite":
        rounds.append(run_on_servers(for_pytest))
    print()
    for one in rounds:
        print(f"{one.name:<20} {one.outcome}", flush=True)
    return 0 if all(one.passed for one in rounds) else 1


def read_arguments(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description=__doc__,
        epilog="Everything else goes to pytest: bin/test tests/web -k search",
        allow_abbrev=False,
    )
    parser.add_argument("--only", choices=["sqlite", "postgresql"], help="run on one of the two")
    return parser.parse_known_args(arguments)


def install_servers() -> None:
    """Not every machine can have these packages, and the system may have the servers anyway."""
    try:
        install("servers")
    except SetupError as problem:
        print(f"{problem}\nLooking for servers of the system instead.", flush=True)


def run_on_servers(for_pytest: list[str]) -> Round:
    """The second round, with as many of its two servers as can be had; without PostgreSQL there is none."""
    reasons = []
    with ExitStack() as servers:
        try:
            environment = {"DATABASE_URL": servers.enter_context(postgres_server())}
        except NoServerError as reason:
            return Round("PostgreSQL + Redis", passed=True, outcome=f"not run: {reason}")
        try:
            environment["REDIS_URL"] = servers.enter_context(redis_server())
        except NoServerError as reason:
            reasons.append(str(reason))
        name = "PostgreSQL" if reasons else "PostgreSQL + Redis"
        result = run_round(name, [*without_run_once(), *for_pytest], environment, may_be_empty=True)
    return Round(result.name, result.passed, "; ".join([result.outcome, *reasons]))


def without_run_once() -> list[str]:
    """Ignored folders are not even read, but pytest ignores that where they are named on the command line."""
    return [word for folder in RUN_ONCE for word in (f"--ignore=tests/{folder}", f"--deselect=tests/{folder}/")]


def run_round(name: str, for_pytest: list[str], environment: dict[str, str], *, may_be_empty: bool = False) -> Round:
    print(f"\nTests on {name}", flush=True)
    command: list[str | Path] = [
        VENV_PYTHON,
        "-m",
        "pytest",
        *(word for plugin in PLUGINS for word in ("-p", plugin)),
        *for_pytest,
    ]
    with tempfile.TemporaryDirectory(prefix="tracker-tests-") as data_dir:
        code, closing_line = run_aloud(command, test_environment(Path(data_dir), environment))
    if code == NO_TESTS_COLLECTED and may_be_empty:
        return Round(name, passed=True, outcome="none of the chosen tests needs it")
    return Round(name, passed=code == 0, outcome=closing_line)


def test_environment(data_dir: Path, environment: dict[str, str]) -> dict[str, str]:
    """Every setting at its default whatever the developer's environment and `.env` say, but for those given."""
    defaults = dict.fromkeys(project.read_env_file(project.ENV_EXAMPLE), "")
    columns = str(shutil.get_terminal_size().columns)
    fixed = {
        "SECRET_KEY": "only for tests",
        "DATA_DIR": str(data_dir),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "COLUMNS": columns,
    }
    if sys.stdout.isatty():
        fixed["FORCE_COLOR"] = "1"
    return project.child_environment(**{**defaults, **fixed, **environment})


def run_aloud(command: list[str | Path], environment: dict[str, str]) -> tuple[int, str]:
    """Run pytest with its output passed on as it comes; its exit code and its closing line."""
    tail = b""
    with (
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, preexec_fn=die_with_parent
        ) as pytest,
        closed_in_the_end(pytest),
    ):
        assert pytest.stdout is not None  # noqa: S101
        descriptor = pytest.stdout.fileno()
        while chunk := os.read(descriptor, 65536):
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
            tail = (tail + chunk)[-4096:]
    lines = tail.decode(errors="replace").strip().splitlines()
    return pytest.returncode, lines[-1] if lines else f"nothing ran (exit code {pytest.returncode})"


@contextmanager
def closed_in_the_end(pytest: subprocess.Popen[bytes]) -> Iterator[None]:
    """When the run is broken off, let pytest end its fixtures before the servers go away."""
    try:
        yield
    except BaseException as reason:
        # Ctrl-C in the terminal reaches pytest too; anything else was meant for us alone.
        if not isinstance(reason, KeyboardInterrupt):
            pytest.send_signal(signal.SIGINT)
        try:
            sys.stdout.buffer.write(pytest.communicate(timeout=SECONDS_TO_CLOSE)[0])
            sys.stdout.flush()
        except subprocess.TimeoutExpired:
            pytest.kill()
        raise
