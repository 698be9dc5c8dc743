"""bin/benchmark: throughput and kill -9 on an invented web, on SQLite and on PostgreSQL + Redis; docs/ingestion.md."""

import argparse
import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from project import ROOT, VENV_PYTHON, SetupError
from run_tests import install_servers, test_environment
from setup_environment import install
from throwaway_servers import NoServerError, postgres_server, redis_server

EMBEDDED, SERVERS = "SQLite", "PostgreSQL + Redis"


def main(arguments: list[str]) -> int:
    options = read_arguments(arguments)
    install("dev")
    results = {}
    for name in (EMBEDDED, SERVERS) if options.on == "both" else (EMBEDDED,) if options.on == "sqlite" else (SERVERS,):
        with backend(name) as environment:
            results[name] = run(options, environment)
    for name, result in results.items():
        print(f"\n{name}: {title_of(options)}")
        print("\n".join(lines_of(result, options)))
    return 1 if any(result["wrong"] for result in results.values()) else 0


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/benchmark", description=__doc__)
    parser.add_argument("benchmark", choices=["throughput", "kills", "matching", "pages"])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which workers are killed")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 1_000_000], help="among which one is matched")
    parser.add_argument("--statements", type=int, default=100_000, help="among which the pages are asked for")
    parser.add_argument("--on", choices=["sqlite", "postgresql", "both"], default="both")
    return parser.parse_args(arguments)


@contextmanager
def backend(name: str) -> Iterator[dict[str, str]]:
    """The environment of an empty tracker, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="tracker-benchmark-") as folder:
        own = {"FETCH_ALLOW": "127.0.0.1", "LOG_LEVEL": "ERROR"}
        if name == EMBEDDED:
            yield test_environment(Path(folder), own)
            return
        install_servers()
        try:
            with postgres_server() as database, redis_server() as redis:
                yield test_environment(Path(folder), {**own, "DATABASE_URL": database, "REDIS_URL": redis})
        except NoServerError as reason:
            raise SetupError(f"{name} cannot be had here: {reason}") from reason


def run(options: argparse.Namespace, environment: dict[str, str]) -> dict[str, Any]:
    sizes = [f"--{name}={getattr(options, name)}" for name in ("feeds", "articles", "kills", "seed", "statements")]
    sizes += ["--claims", *map(str, options.claims)]
    command: list[str | Path] = [VENV_PYTHON, "-m", "tests.benchmarks", options.benchmark, *sizes]
    output = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False).stdout
    if not output:
        raise SetupError("The benchmark broke off; what is wrong stands above.")
    result: dict[str, Any] = json.loads(output)
    return result


def title_of(options: argparse.Namespace) -> str:
    if options.benchmark == "matching":
        return "one new statement among many claims"
    if options.benchmark == "pages":
        return f"pages among {options.statements} statements"
    return f"{options.feeds} feeds, {options.articles} articles"


def lines_of(result: dict[str, Any], options: argparse.Namespace) -> Iterator[str]:
    if options.benchmark == "throughput":
        for name, seconds in (("all stages", result["seconds"]), ("plain fetches", result["plain_seconds"])):
            rates = f"{options.feeds / seconds:8.2f} feeds/s {options.articles / seconds:8.2f} articles/s"
            yield f"  {name:<14} {seconds:8.1f} s {rates}"
        yield f"  second poll    {result['second_poll_seconds']:8.1f} s {result['second_poll_requests']}"
        yield from (f"    {table}: {changes}" for table, changes in result["second_poll_changes"].items())
    elif options.benchmark == "kills":
        yield f"  {result['kills']} kills in {result['seconds']:.0f} s"
    elif options.benchmark == "pages":
        for page, milliseconds in result["milliseconds"].items():
            yield f"  {milliseconds:8.1f} ms, {result['processor'][page]:6.1f} of them at work  {page}"
    else:
        for claims, milliseconds in result["milliseconds"].items():
            slowest = result["slowest_of_twenty"][claims]
            yield f"  {int(claims):>9,} claims {milliseconds:8.1f} ms, one in twenty {slowest:.1f} ms or more"
    yield from (f"  WRONG {line}" for line in result["wrong"])
    if "rows" in result:
        yield f"  rows {result['rows']}"
    if "rows" in result and not result["wrong"]:
        yield "  nothing lost, nothing doubled, nothing half-written"
