"""How it is measured whether reuse is told from independent reports."""

from pathlib import Path

import pytest

from claims.evaluation import GoldError, measure_reprints
from claims.evaluation.reprints import area_under_curve
from tests.evaluation.matching_corpora import write_lines, write_pairs


def test_reuse_is_told_by_sentences_and_partial_reuse_is_left_out(tmp_path: Path) -> None:
    found = measure_reprints(write_pairs(tmp_path / "r"))
    assert (found.reuse, found.independent) == (1, 1)
    assert found.auc["sentences"] == found.auc["shingles (the label's own)"] == 1.0
    assert found.auc["fingerprints"] == 0.5  # texts as short as these have none


@pytest.mark.parametrize(
    ("scored", "expected"),
    [
        ([(0.9, True), (0.8, True), (0.1, False)], 1.0),
        ([(0.9, True), (0.5, False), (0.2, True), (0.1, False)], 0.75),
        ([(0.5, True), (0.5, False)], 0.5),
        ([(0.5, True)], 0.0),
    ],
)
def test_the_area_under_the_curve_is_the_share_of_pairs_in_order(
    scored: list[tuple[float, bool]], expected: float
) -> None:
    assert area_under_curve(scored) == expected


def test_an_article_without_its_text_is_named(tmp_path: Path) -> None:
    broken = write_lines(tmp_path / "dev.jsonl", [{"silver": "reuse", "a": {"id": "1"}, "b": {"id": "2"}}])
    with pytest.raises(GoldError, match=r"dev\.jsonl, line 1 has an article without its 'text'"):
        measure_reprints(broken)
