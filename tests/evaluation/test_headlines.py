"""How it is measured whether related headlines and texts are told from unrelated ones."""

from pathlib import Path

import pytest

from claims.evaluation import GoldError, measure_headlines
from claims.evaluation.headlines import RELATED_AT, best_threshold, measure_relatedness
from tests.evaluation.matching_corpora import HEADLINES, write_headlines, write_lines


def test_a_headline_is_related_to_the_text_whose_sentences_say_so(tmp_path: Path) -> None:
    found = measure_headlines(write_headlines(tmp_path / "h"))
    assert (found.pairs, found.right) == (4, 4)
    assert (found.related.precision, found.related.recall) == (1.0, 1.0)


def test_what_is_missed_and_what_is_wrong_are_told_apart() -> None:
    near, far = RELATED_AT, RELATED_AT / 2
    found = measure_relatedness([(near, True), (far, True), (near, False), (far, False), (far, False)])
    assert found.right == 3
    assert (found.related.precision, found.related.recall) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("scored", "expected"),
    [
        ([(0.1, False), (0.2, False), (0.5, True), (0.6, True)], (1.0, 0.5)),
        ([(0.1, False), (0.4, True), (0.4, False), (0.6, True)], (0.75, 0.6)),
        ([(0.3, True), (0.4, True)], (1.0, 0.3)),
        ([], (0.0, 0.0)),
    ],
)
def test_the_best_threshold_is_where_most_are_right(
    scored: list[tuple[float, bool]], expected: tuple[float, float]
) -> None:
    assert best_threshold(scored) == expected


def test_a_missing_body_is_named(tmp_path: Path) -> None:
    path = write_headlines(tmp_path / "h")
    write_lines(path, [{**HEADLINES[0], "body_id": "body-9"}])
    with pytest.raises(GoldError, match="line 1 is of a body that is not among those beside it: body-9"):
        measure_headlines(path)
