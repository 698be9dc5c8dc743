"""What a retelling lost on the way: hedges and bounds, and which numbers it changed, in either language."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from claims.corroborate import Stated, compare_retelling
from tests.corroborate.stated import read

FILE = Path(__file__).parents[1] / "cases" / "retellings" / "cases.toml"
CASES = [pytest.param(case, id=case["name"]) for case in tomllib.loads(FILE.read_text("utf-8"))["case"]]


def only_statement(lang: str, text: str) -> Stated:
    (statement,) = read(text, lang)
    return statement


@pytest.mark.parametrize("case", CASES)
def test_a_retelling_is_held_against_what_it_retells(case: dict[str, Any]) -> None:
    found = compare_retelling(only_statement(*case["told"]), only_statement(*case["retold"]))
    for side in ("softer", "harder", "changed"):
        reasons, expected = getattr(found, side), case.get(side, [])
        assert len(reasons) == len(expected), found
        for reason, part in zip(reasons, expected, strict=True):
            assert part in reason


def test_what_marks_itself_as_hearsay_takes_nothing_back() -> None:
    told = Stated(1, "en", (), modality="asserted")
    assert compare_retelling(told, Stated(2, "de", (), modality="hearsay")).all == ()


def test_hearsay_that_is_retold_as_a_fact_is_hardened() -> None:
    rumour = Stated(1, "en", (), modality="hearsay")
    assert compare_retelling(rumour, Stated(2, "de", (), modality="asserted")).harder == (
        "it was hearsay, now it is asserted",
    )
