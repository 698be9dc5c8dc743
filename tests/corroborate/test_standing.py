"""A standing is counted from origins, explains itself, and goes down as well as up."""

import pytest

from claims.corroborate import Evidence, compute_standing


def one(
    article: int, outlet: int, origin: str, house: str = "", *, denies: bool = False, interested: bool = False
) -> Evidence:
    return Evidence(article, outlet, origin, house or origin, denies=denies, interested=interested)


CASES = {
    "nothing at all": ([], "unsourced", 0),
    "nobody named": ([one(1, 1, ""), one(2, 2, "")], "unsourced", 0),
    "one outlet, one origin": ([one(1, 1, "a")], "single origin", 1),
    "forty outlets, one origin": ([one(n, n, "a") for n in range(1, 41)], "echoed", 1),
    "two origins": ([one(1, 1, "a"), one(2, 2, "b")], "corroborated", 2),
    "two origins of one house": ([one(1, 1, "a", "norvik"), one(2, 2, "b", "norvik")], "echoed", 1),
    "the subject denies": ([one(1, 1, "a"), one(2, 2, "b", "norvik", denies=True, interested=True)], "denied", 1),
    "support and an independent denial": ([one(1, 1, "a"), one(2, 2, "b", denies=True)], "contested", 1),
    "two for it, the subject against": (
        [one(1, 1, "a"), one(2, 2, "b"), one(3, 3, "c", "norvik", denies=True, interested=True)],
        "contested",
        2,
    ),
    "only a denial": ([one(1, 1, "a", denies=True, interested=True)], "denied", 0),
}


@pytest.mark.parametrize("name", CASES)
def test_the_standing_follows_from_the_origins(name: str) -> None:
    evidence, standing, independent = CASES[name]
    tally = compute_standing(evidence)
    assert (tally.standing, tally.independent) == (standing, independent)
    assert tally.why


def test_who_qualifies_a_claim_is_counted_among_those_who_write_of_it_and_neither_for_nor_against_it() -> None:
    tally = compute_standing([one(1, 1, "a"), Evidence(2, 2, "b", "b", qualifies=True)])
    assert (tally.standing, tally.articles, tally.outlets) == ("single origin", 2, 2)
    assert (tally.origins, tally.independent, tally.unresolved) == (1, 1, 0)


def test_every_number_is_counted_by_itself() -> None:
    tally = compute_standing([one(1, 1, "a", interested=True), one(2, 2, "a", interested=True), one(3, 3, "")])
    numbers = (tally.articles, tally.outlets, tally.origins, tally.independent, tally.interested, tally.unresolved)
    assert numbers == (3, 3, 1, 1, 1, 1)
