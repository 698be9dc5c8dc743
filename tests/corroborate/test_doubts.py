"""What a person should decide first, and why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from claims.corroborate import Doubt, weigh_doubt

PLAIN = Doubt(said_on=date(2026, 5, 19), confidence="medium", outlets=1, independent=1)


def weight(doubt: Doubt) -> float:
    return weigh_doubt(doubt).weight


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"is_flagged": True}, "somebody flagged it"),
        ({"may_contradict": True, "outlets": 3}, "it may contradict the claim"),
        (
            {"outlets": 3, "independent": 2},
            "the claim rests on 2 independent origins",
        ),
        ({"followers": 1}, "followed by 1 person"),
        ({"outlets": 3, "independent": 3}, "3 outlets have the claim"),
        ({"confidence": "low"}, "low confidence"),
    ],
)
def test_what_weighs_more_says_why(more: dict[str, object], why: str) -> None:
    doubt = replace(PLAIN, **more)  # type: ignore[arg-type]
    assert weight(doubt) > weight(PLAIN)
    assert why in weigh_doubt(doubt).why


def test_of_two_that_weigh_the_same_the_younger_goes_first() -> None:
    assert weight(replace(PLAIN, said_on=date(2026, 5, 20))) > weight(PLAIN)


def test_what_may_turn_a_standing_goes_before_what_is_a_month_younger() -> None:
    turns = replace(PLAIN, outlets=2)
    assert weight(turns) > weight(replace(PLAIN, said_on=PLAIN.said_on + timedelta(days=30)))


def test_what_has_many_independent_origins_does_not_turn_on_one_statement() -> None:
    assert "turn" not in weigh_doubt(replace(PLAIN, outlets=9, independent=5)).why
