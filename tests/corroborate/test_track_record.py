"""How claims turned out, counted fairly."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from claims.corroborate import Call, TrackRecord, keep_record, outcome_of
from claims.corroborate.track_record import wilson

CASES = Path(__file__).parent.parent / "cases" / "track_record.tsv"
SETTLED = date(2026, 6, 1)


def call(verdict: str = "confirmed", *, denied: bool = False, days_before: int = 10, was_first: bool = True) -> Call:
    said_on = SETTLED - timedelta(days=days_before)
    return Call(1, verdict, said_on, SETTLED, denied=denied, was_first=was_first)


def record_of(*verdicts: str) -> TrackRecord:
    return keep_record([call(verdict) for verdict in verdicts])


def read_cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case["what"])
def test_a_verdict_tells_how_a_call_turned_out(case: dict[str, str]) -> None:
    made = call(case["verdict"], denied=case["stand"] == "denied", days_before=int(case["days before"]))
    assert outcome_of(made) == case["outcome"]


def test_expired_open_and_left_out_stand_beside_the_settled_ones() -> None:
    record = record_of("confirmed", "partly", "refuted", "expired", "open", "withdrawn")
    assert (record.right, record.partly, record.wrong) == (1, 1, 1)
    assert (record.settled, record.expired, record.open, record.left_out) == (3, 1, 1, 1)


def test_open_claims_need_only_be_counted() -> None:
    assert keep_record([call("open")], still_open=40).open == 41


def test_below_five_settled_claims_a_record_says_only_how_many_are_missing() -> None:
    record = record_of("confirmed", "confirmed", "confirmed", "confirmed", "expired", "open", "not checkable")
    assert (record.interval, record.median_lead) == (None, None)
    assert record.missing == 1


def test_from_five_settled_claims_on_a_record_has_its_interval_and_its_lead() -> None:
    record = record_of("confirmed", "confirmed", "confirmed", "partly", "refuted")
    assert record.interval == wilson(3, 5)
    assert record.median_lead == 10
    assert record.missing == 0


def test_partly_right_is_not_counted_as_right() -> None:
    assert record_of(*["partly"] * 5).interval == wilson(0, 5)


@pytest.mark.parametrize(
    ("right", "settled", "low", "high"),
    [(0, 5, 0.0, 0.434), (3, 5, 0.231, 0.882), (5, 5, 0.566, 1.0), (50, 100, 0.404, 0.596)],
)
def test_the_interval_is_wilsons(right: int, settled: int, low: float, high: float) -> None:
    interval = wilson(right, settled)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=0.001)


def test_the_lead_is_the_median_so_that_one_old_prophecy_does_not_make_it() -> None:
    record = keep_record([call(days_before=days) for days in (1, 2, 3, 4, 900)])
    assert record.median_lead == 3


def test_who_said_it_first_is_told_from_who_said_it_after_others() -> None:
    record = keep_record([call(), call(was_first=False), call("refuted", was_first=False), call("expired")])
    assert (record.first, record.echo) == (1, 2)


def test_nothing_is_an_empty_record() -> None:
    assert keep_record([]).is_empty
    assert not keep_record([], still_open=1).is_empty
