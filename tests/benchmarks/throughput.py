"""How fast an invented web is read to the last statement, and what a second poll of it costs."""

from dataclasses import asdict, dataclass

from tests.benchmarks import backlog, plain, table_changes
from tests.benchmarks.invented_web import InventedWeb
from tests.benchmarks.server import seen, serving
from tests.benchmarks.workers import Workers


@dataclass(frozen=True)
class Result:
    """`requests` as the server saw them, "feed 200" and so on; `wrong` is empty where all is well."""

    seconds: float
    plain_seconds: float
    rows: dict[str, int]
    requests: dict[str, int]
    second_poll_seconds: float
    second_poll_requests: dict[str, int]
    second_poll_changes: dict[str, dict[str, int]]
    wrong: list[str]


def measure(web: InventedWeb) -> Result:
    with serving(web) as base:
        plain_seconds = plain.seconds_for(web, base)
        backlog.fill(web, base)
        at_first = seen(base)
        with Workers().running():
            backlog.make_feeds_due()
            seconds = backlog.wait_until(lambda: backlog.all_is_settled(web))
            rows, after_first = backlog.count_rows(), seen(base)
            wrong = backlog.what_is_wrong(web)
            before = table_changes.take_tables()
            backlog.make_feeds_due()
            second_seconds = backlog.wait_until(lambda: backlog.all_is_polled(web, times=2))
        changes = table_changes.changes_between(before, table_changes.take_tables())
        return Result(
            seconds=seconds,
            plain_seconds=plain_seconds,
            rows=rows,
            requests=requests_between(at_first, after_first),
            second_poll_seconds=second_seconds,
            second_poll_requests=requests_between(after_first, seen(base)),
            second_poll_changes={table: asdict(change) for table, change in changes.items()},
            wrong=wrong,
        )


def requests_between(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {what: times - before.get(what, 0) for what, times in after.items() if times > before.get(what, 0)}
