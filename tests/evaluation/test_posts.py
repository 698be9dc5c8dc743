"""How the finding of the claim that a post makes is measured."""

from datetime import date
from pathlib import Path

import pytest

from claims.evaluation import GoldError, measure_answers, read_posts
from claims.evaluation.posts import Answer, describe_post
from tests.evaluation.matching_corpora import write_lines, write_posts


def answer(*ranked: int, linked: int | None = None, without: bool = False) -> Answer:
    """To a post that makes claim 1."""
    return Answer(frozenset({1}), ranked, linked, without)


def test_the_rank_of_the_right_claim_counts_down_to_the_fifth() -> None:
    found = measure_answers([answer(1, 2), answer(2, 1), answer(2, 3, 4, 5, 1), answer(2, 3, 4, 5, 6, 1)])
    assert found.map5 == pytest.approx((1 + 1 / 2 + 1 / 5 + 0) / 4)
    assert (found.first, found.first_five) == (0.25, 0.75)


def test_a_link_is_right_or_wrong_and_wrong_in_any_case_where_the_right_claim_is_not_known() -> None:
    found = measure_answers([answer(1, linked=1), answer(2, linked=2, without=True), answer(1), answer(1)])
    assert (found.links.precision, found.links.recall) == (0.5, 0.25)
    assert found.linked_without == 0.25


def test_posts_are_read_with_the_claims_beside_them_each_wording_by_itself(tmp_path: Path) -> None:
    corpus = read_posts(write_posts(tmp_path / "p"))
    assert [(number, len(wordings)) for number, wordings in corpus.claims] == [(1, 2), (2, 3), (3, 2)]
    assert [post.right for post in corpus.posts] == [{1}, {2}, {3}]


def test_who_posted_is_a_part_of_what_is_said_and_the_day_is_its_day() -> None:
    said = describe_post("Cracked hinges! https://t.co/xYz — Lena Aurich (@LenaAurich) March 3, 2026")
    assert said.words == {"crack", "hinge", "lena", "aurich"}
    assert said.day == date(2026, 3, 3)


def test_a_post_of_an_unknown_claim_is_named(tmp_path: Path) -> None:
    path = write_posts(tmp_path / "p")
    write_lines(path, [{"query": "x", "relevant": ["nowhere"]}])
    with pytest.raises(GoldError, match=r"dev\.jsonl, line 1 names claims that are not in corpus\.jsonl: nowhere"):
        read_posts(path)
