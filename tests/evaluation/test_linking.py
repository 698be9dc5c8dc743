"""How the coming together of statements in claims is measured."""

import pytest

from claims.evaluation.linking import NUMBERS, Linked, bcubed, homes, measure_linking


def linked(claim: str, found: int | None, *, lang: str = "de", relation: str = "asserts", **values: object) -> Linked:
    return Linked(claim, relation, lang, found, "asserts" if found else "", **values)  # type: ignore[arg-type]


COUNTED = dict.fromkeys(NUMBERS, 1)


def test_statements_that_are_all_together_and_nothing_else_are_perfect() -> None:
    found = bcubed([("a", 1), ("a", 1), ("b", 2)])
    assert (found.precision, found.recall, found.f1) == (1.0, 1.0, 1.0)


def test_two_claims_in_one_cost_precision_and_one_in_two_costs_recall() -> None:
    together = bcubed([("a", 1), ("a", 1), ("b", 1)])
    apart = bcubed([("a", 1), ("a", 2)])
    assert together.precision == pytest.approx(5 / 9)
    assert together.recall == 1.0
    assert (apart.precision, apart.recall) == (1.0, 0.5)


def test_a_found_claim_is_home_to_the_labelled_one_that_most_of_it_is_of() -> None:
    assert homes([linked("a", 1), linked("a", 1), linked("b", 1), linked("b", 2)]) == {"a": 1, "b": 2}


def test_a_found_claim_is_home_to_one_labelled_claim_at_most() -> None:
    assert homes([linked("a", 1), linked("a", 1), linked("b", 1)]) == {"a": 1}


def test_pairs_across_languages_are_counted_apart() -> None:
    statements = [linked("a", 1), linked("a", 1, lang="en"), linked("a", 2, lang="en")]
    measured = measure_linking(statements, {"a": COUNTED}, {1: COUNTED, 2: COUNTED})
    assert (measured.pairs_across_languages.recall, measured.pairs_across_languages.precision) == (0.5, 1.0)


def test_what_was_put_nowhere_is_apart_and_may_be_suggested() -> None:
    statements = [linked("a", 1), linked("a", None, suggested=frozenset({1})), linked("a", None)]
    measured = measure_linking(statements, {"a": COUNTED}, {1: COUNTED})
    assert (measured.apart, measured.suggested) == (2, 1)
    assert measured.asked.recall > measured.bcubed.recall


def test_a_relation_counts_where_the_statement_is_in_its_claim() -> None:
    statements = [linked("a", 1), linked("a", 1, relation="denies"), linked("a", 2, relation="denies")]
    measured = measure_linking(statements, {"a": COUNTED}, {1: COUNTED, 2: COUNTED})
    assert measured.relations == {("asserts", "asserts"): 1, ("denies", "asserts"): 1}
    assert measured.relations_right.precision == 0.5


def test_a_number_is_exact_or_it_is_not() -> None:
    measured = measure_linking([linked("a", 1)], {"a": COUNTED}, {1: COUNTED | {"origins": 2}})
    assert (measured.numbers["articles"], measured.numbers["origins"]) == (1, 0)
