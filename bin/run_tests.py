"""bin/test: the suite on SQLite and in a browser; beside that, what touches the database on PostgreSQL and Redis."""

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

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
SECONDS_BETWEEN_LOOKS = 0.1


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
    rounds = []
    with ExitStack() as beside:
        # Two rounds at a time, as each keeps one processor busy. What the second prints comes after the others.
        finish_on_servers = beside.enter_context(on_servers(for_pytest)) if "postgresql" in wanted else None
        if "sqlite" in wanted:
            rounds.append(run_round("SQLite", [*without([BROWSER]), *for_pytest], {}))
        if BROWSER in wanted:
            rounds.append(run_in_browser(for_pytest))
        if finish_on_servers:
            rounds.append(finish_on_servers())
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


@contextmanager
def on_servers(for_pytest: list[str]) -> Iterator[Callable[[], Round]]:
    """Begin the round with as many of its two servers as can be had; what is given shows it to its end."""
    name = "PostgreSQL + Redis"
    install_servers()
    with ExitStack() as stack:
        try:
            # What a test leaves is rolled back. Statistics made in between say that tables are empty, and the next
            # test's plans go by that: filling the demo took eleven minutes instead of a quarter of one.
            environment = {"DATABASE_URL": stack.enter_context(postgres_server(autovacuum=False))}
        except NoServerError as reason:
            not_run = Round(name, passed=True, outcome=f"not run: {reason}")
            yield lambda: not_run
            return
        without_redis = ""
        try:
            environment["REDIS_URL"] = stack.enter_context(redis_server())
        except NoServerError as reason:
            name, without_redis = "PostgreSQL", f"; {reason}"
        round_there = stack.enter_context(started(name, [*without([*RUN_ONCE, BROWSER]), *for_pytest], environment))

        def finish() -> Round:
            result = round_there.finish()
            return replace(result, outcome=result.outcome + without_redis)

        yield finish


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
    with started(name, for_pytest, environment) as round_here:
        return round_here.finish()


@dataclass
class StartedRound:
    """pytest at work. What it prints goes to a file and is shown from there, when it is this round's turn."""

    name: str
    pytest: subprocess.Popen[bytes]
    printed: BinaryIO

    def finish(self) -> Round:
        print(f"\nTests on {self.name}", flush=True)
        last_line = follow(self.pytest, self.printed)
        if self.pytest.returncode == NO_TESTS_COLLECTED:
            return Round(self.name, passed=True, outcome=NOTHING_CHOSEN)
        outcome = last_line or f"nothing ran (exit code {self.pytest.returncode})"
        return Round(self.name, passed=self.pytest.returncode == 0, outcome=outcome)


@contextmanager
def started(name: str, for_pytest: list[str], environment: dict[str, str]) -> Iterator[StartedRound]:
    plugins = [word for plugin in PLUGINS for word in ("-p", plugin)]
    command: list[str | Path] = [VENV_PYTHON, "-m", "pytest", *plugins, *for_pytest]
    with tempfile.TemporaryDirectory(prefix="tracker-tests-") as folder:
        data_dir, output = Path(folder) / "data", Path(folder) / "output"
        data_dir.mkdir()
        with (
            open(output, "wb") as writes,
            open(output, "rb") as printed,
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=test_environment(data_dir, environment),
                stdout=writes,
                preexec_fn=die_with_parent,
            ) as pytest,
            closed_in_the_end(pytest, printed),
        ):
            yield StartedRound(name, pytest, printed)


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


def follow(process: subprocess.Popen[bytes], printed: BinaryIO) -> str:
    """Pass on what a process prints into a file, as it comes and to its end; the last line of it."""
    tail = b""
    while True:
        has_ended = process.poll() is not None
        while chunk := printed.read(65536):
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
            tail = (tail + chunk)[-4096:]
        if has_ended:
            return (tail.decode(errors="replace").strip().splitlines() or [""])[-1]
        time.sleep(SECONDS_BETWEEN_LOOKS)


@contextmanager
def closed_in_the_end(pytest: subprocess.Popen[bytes], printed: BinaryIO) -> Iterator[None]:
    """When the run is broken off, let pytest end its fixtures before the servers go away."""
    try:
        yield
    except BaseException as reason:
        # Ctrl-C in the terminal reaches pytest too; anything else was meant for us alone.
        if not isinstance(reason, KeyboardInterrupt):
            pytest.send_signal(signal.SIGINT)
        try:
            pytest.wait(SECONDS_TO_CLOSE)
            follow(pytest, printed)
        except subprocess.TimeoutExpired:
            pytest.kill()
        raise
