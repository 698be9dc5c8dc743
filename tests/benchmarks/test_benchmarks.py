"""The benchmarks at a small size, with a database and workers of their own: what is there counts, never time."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
BENCHMARK_DATABASE = "benchmark"
Run = Callable[..., dict[str, Any]]


@pytest.fixture
def empty_database() -> Iterator[str]:
    """Its DATABASE_URL: beside the tests' own on PostgreSQL; "" stands for SQLite's in a fresh folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {BENCHMARK_DATABASE}")
        yield urlsplit(url)._replace(path=f"/{BENCHMARK_DATABASE}").geturl()
        server.execute(f"DROP DATABASE {BENCHMARK_DATABASE} WITH (FORCE)")


@pytest.fixture
def run(empty_database: str, tmp_path: Path) -> Run:
    """A benchmark's result. Its queue is one of its own, too."""
    redis = settings.REDIS_URL and urlsplit(settings.REDIS_URL)._replace(path="/7").geturl()
    own = {"DATABASE_URL": empty_database, "REDIS_URL": redis, "DATA_DIR": str(tmp_path), "FETCH_ALLOW": "127.0.0.1"}

    def run(*arguments: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.benchmarks", *arguments]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **own}, capture_output=True, text=True, check=False)  # noqa: S603
        assert done.stdout, done.stderr[-2000:]
        result: dict[str, Any] = json.loads(done.stdout)
        return result

    return run


def test_a_web_is_read_to_the_last_article_and_a_second_poll_only_keeps_the_books(run: Run) -> None:
    articles = 60 if settings.REDIS_URL else 120  # in the second round only the workers are others
    result = run("throughput", "--feeds", "20", "--articles", str(articles))
    assert result["wrong"] == []
    assert result["rows"]["Article"] == result["rows"]["Revision"] == articles
    assert result["rows"]["Statement"] >= articles
    assert result["requests"] == {"feed 200": 20, "article 200": articles}
    assert result["second_poll_requests"] == {"feed 304": 20}
    assert result["second_poll_changes"] == {
        "claims_feed": {"added": 0, "changed": 20, "removed": 0},
        "claims_feedfetch": {"added": 20, "changed": 0, "removed": 0},
    }


def test_whenever_a_worker_is_killed_everything_is_there_once_afterwards(run: Run) -> None:
    result = run("kills", "--feeds", "5", "--articles", "40", "--kills", "4")
    assert (result["kills"], result["wrong"]) == (4, [])


def test_every_page_is_timed_and_answers(run: Run) -> None:
    result = run("pages", "--statements", "300")
    assert result["wrong"] == []
    assert all(milliseconds > 0 for milliseconds in result["milliseconds"].values())


def test_one_statement_is_matched_among_few_claims_and_among_more(run: Run) -> None:
    result = run("matching", "--claims", "50", "400")
    assert result["wrong"] == []
    assert sorted(result["milliseconds"]) == ["400", "50"]
