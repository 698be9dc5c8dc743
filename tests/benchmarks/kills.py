"""`kill -9` of the worker at any moment of a backlog, again and again: afterwards everything is there once."""

import time
from dataclasses import dataclass
from functools import partial

from tests.benchmarks import backlog
from tests.benchmarks.invented_web import InventedWeb, seeded
from tests.benchmarks.server import serving
from tests.benchmarks.workers import Workers

STEPS_OF_ARTICLE = 4  # read, extract, link, match
LONGEST_LIFE = 2.0  # seconds that a worker lives on after it did something


def has_done(steps: int) -> bool:
    return backlog.steps_done() >= steps


@dataclass(frozen=True)
class Result:
    seconds: float
    seconds_after_last_kill: float
    kills: int
    rows: dict[str, int]
    wrong: list[str]


def measure(web: InventedWeb, kills: int, seed: int) -> Result:
    chance = seeded(f"kills {seed}")
    moments = sorted(chance.random() for _ in range(kills))
    all_steps = web.feeds + STEPS_OF_ARTICLE * web.articles
    workers, seconds = Workers(), 0.0
    with serving(web) as base:
        backlog.fill(web, base)
        with workers.running():
            backlog.make_feeds_due()
            for moment in moments:
                done = max(int(moment * all_steps * 0.95), backlog.steps_done() + 1)
                seconds += backlog.wait_until(partial(has_done, done))
                time.sleep(chance.random() * LONGEST_LIFE)
                workers.kill(chance)
            last = backlog.wait_until(lambda: backlog.all_is_settled(web))
    return Result(seconds + last, last, kills, backlog.count_rows(), backlog.what_is_wrong(web))
