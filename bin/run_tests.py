"""bin/test: the whole suite on SQLite, what touches the database again on PostgreSQL and Redis, then in a browser."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import project
from find_chromium import NoChromiumError, find_chromium
from project import ROOT, VENV_PYTHON, SetupError
from setup_environment import compile_texts, install
from supervise import die_with_parent
from throwaway_servers import NoServerError, postgres_server, redis_server

# These folders of tests never ask the database, so once is enough. One that is not named here runs on both.
RUN_ONCE = ["bin", "corroborate", "evaluation", "extract", "fulltext", "ingest", "link", "text"]

# Loading just these instead of every plugin in the environment makes pytest start in half the time.
PLUGINS = ["pytest_django.plugin", "pytest_httpserver.pytest_plugin", "_hypothesis_pytestplugin", "pytest_cov.plugin"]

BROWSER = "browser"  # the folder whose tests drive a browser, in a round of their own
ROUNDS = ("sqlite", "postgresql", BROWSER)
NO_TESTS_COLLECTED = 5
NOTHING_CHOSEN = "none of the chosen tests needs it"
SECONDS_TO_CLOSE = 10


@dataclass(frozen=True)
class Round:
    name: str
    passed: bool
    outcome: str


def main(arguments: list[str]) -> int:
    options, for_pytest = read_arguments(arguments)
    wanted = {options.only} if options.only else rounds_for(for_pytest)
    install("dev")
    compile_texts()
    if "postgresql" in wanted:
        install_servers()
    rounds = []
    if "sqlite" in wanted:
        rounds.append(run_round("SQLite", [*without([BROWSER]), *for_pytest], {}))
    if "postgresql" in wanted:
        rounds.append(run_on_servers(for_pytest))
    if BROWSER in wanted:
        rounds.append(run_in_browser(for_pytest))
    print()
    for one in rounds:
        print(f"{one.name:<20} {one.outcome}", flush=True)
    return 0 if all(one.passed for one in rounds) and any(one.outcome != NOTHING_CHOSEN for one in rounds) else 1


def read_arguments(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description=__doc__,
        epilog="Everything else goes to pytest: bin/test tests/web -k search",
        allow_abbrev=False,
    )
    parser.add_argument("--only", choices=ROUNDS, help="run one of the three rounds")
    return parser.parse_known_args(arguments)


def rounds_for(for_pytest: list[str]) -> set[str]:
    """All, unless the named paths are all in the browser's folder or all outside it."""
    paths = [word.startswith(f"tests/{BROWSER}") for word in for_pytest if word.startswith("tests/")]
    if not paths or len(set(paths)) == 2:
        return set(ROUNDS)
    return {BROWSER} if all(paths) else set(ROUNDS) - {BROWSER}


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
            # What a test leaves is rolled back. Statistics made in between say that tables are empty, and the next
            # test's plans go by that: filling the demo took eleven minutes instead of a quarter of one.
            environment = {"DATABASE_URL": servers.enter_context(postgres_server(autovacuum=False))}
        except NoServerError as reason:
            return Round("PostgreSQL + Redis", passed=True, outcome=f"not run: {reason}")
        try:
            environment["REDIS_URL"] = servers.enter_context(redis_server())
        except NoServerError as reason:
            reasons.append(str(reason))
        name = "PostgreSQL" if reasons else "PostgreSQL + Redis"
        result = run_round(name, [*without([*RUN_ONCE, BROWSER]), *for_pytest], environment)
    return Round(result.name, result.passed, "; ".join([result.outcome, *reasons]))


def run_in_browser(for_pytest: list[str]) -> Round:
    """In a process of its own: while Playwright runs, Django refuses the database to everything else in its thread."""
    try:
        find_chromium()
        install("browser")
    except (NoChromiumError, SetupError) as reason:
        return Round("Browser", passed=True, outcome=f"not run: {reason}")
    others = [path.name for path in (ROOT / "tests").iterdir() if path.is_dir() or path.match("test_*.py")]
    return run_round("Browser", [*without(name for name in others if name != BROWSER), *for_pytest], {})


def without(names: Iterable[str]) -> list[str]:
    """What is ignored is not even read, but pytest ignores that where it is named on the command line."""
    ends = {name: f"tests/{name}{'::' if name.endswith('.py') else '/'}" for name in names}
    return [word for name, end in ends.items() for word in (f"--ignore=tests/{name}", f"--deselect={end}")]


def run_round(name: str, for_pytest: list[str], environment: dict[str, str]) -> Round:
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
    if code == NO_TESTS_COLLECTED:
        return Round(name, passed=True, outcome=NOTHING_CHOSEN)
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
