"""manage.py evaluate: tables for people, figures as JSON, and an exit code for a regression."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from claims.evaluation import find_regressions, write_tables
from tests.evaluation.matching_corpora import write_headlines, write_pairs

TEXT = "Lena Aurich sagte, dass die Karte im Mai erscheint."
ROW = {"lang": "de", "text": TEXT, "attributions": [{"content": [[19, 50]], "source": [[0, 11]], "type": "Indirect"}]}
CORPUS = "own/corpus"


@pytest.fixture
def corpus(tmp_path: Path, settings: Settings) -> Path:
    """A checkout with no cases and nothing recorded, and one annotated text."""
    settings.BASE_DIR = settings.DATA_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "own").mkdir()
    path = tmp_path / "own" / "corpus.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return path


def evaluate(*arguments: str | Path, **options: Any) -> str:
    out = StringIO()
    call_command("evaluate", *map(str, arguments), no_speed=True, stdout=out, **options)
    return out.getvalue()


def test_the_figures_are_printed_and_written(corpus: Path, tmp_path: Path) -> None:
    printed = evaluate(corpus)
    assert f"{CORPUS}, 1 texts" in printed
    figures = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert figures["quality"][CORPUS]["bands"]["high"]["claim"]["f1"] == 1.0


def test_a_figure_worse_than_the_recorded_one_ends_the_run_with_an_error(corpus: Path) -> None:
    evaluate(corpus, record=True)
    worse = {**ROW, "attributions": [*ROW["attributions"], {"content": [[0, 11]], "source": [], "type": "Direct"}]}
    corpus.write_text(json.dumps(worse) + "\n", encoding="utf-8")
    with pytest.raises(CommandError, match=f"{CORPUS} high and medium content f1: 1.000 before, 0.667 now") as raised:
        evaluate(corpus)
    assert raised.value.returncode == 1


def test_the_same_figures_again_are_no_regression(corpus: Path) -> None:
    evaluate(corpus, record=True)
    assert "(+" not in evaluate(corpus)


def test_the_corpora_of_matching_have_tables_of_their_own(corpus: Path, tmp_path: Path) -> None:
    write_headlines(tmp_path / "stances")
    write_pairs(tmp_path / "reuse")
    printed = evaluate(corpus, tmp_path / "stances", tmp_path / "reuse")
    assert "headlines: related to a text or not" in printed
    assert "reuse against independent reports" in printed
    figures = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert figures["headlines"]["stances/dev"]["right"] == 1.0
    assert figures["reprints"]["reuse/dev"]["sentences"] == 1.0
    assert set(figures["quality"]) == {CORPUS}


def test_a_figure_of_matching_worse_than_the_recorded_one_ends_the_run_too(corpus: Path, tmp_path: Path) -> None:
    headlines = write_headlines(tmp_path / "stances")
    evaluate(corpus, headlines, record=True)
    turned = headlines.read_text(encoding="utf-8").replace("agree", "unrelated")
    headlines.write_text(turned, encoding="utf-8")
    with pytest.raises(CommandError, match=r"stances/dev right: 1\.000 before, 0\.750 now"):
        evaluate(corpus, headlines)


def test_a_file_of_no_known_kind_is_named(corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text('{"question": "x"}', encoding="utf-8")
    with pytest.raises(CommandError, match="is no corpus that is known"):
        evaluate(corpus, other)


def test_recording_keeps_the_figures_of_what_was_not_measured_this_time(corpus: Path, tmp_path: Path) -> None:
    evaluate(corpus, record=True)
    other = tmp_path / "own" / "other.jsonl"
    other.write_text(corpus.read_text(encoding="utf-8"), encoding="utf-8")
    evaluate(other, record=True)
    record = json.loads((tmp_path / "docs" / "evaluation.json").read_text(encoding="utf-8"))
    assert set(record["quality"]) == {CORPUS, "own/other"}


def test_nothing_to_measure_is_said(corpus: Path) -> None:
    corpus.write_text("", encoding="utf-8")
    with pytest.raises(CommandError, match="Nothing to measure"):
        evaluate(corpus)


def test_a_record_that_is_no_json_is_named(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "docs" / "evaluation.json").write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match=r"evaluation\.json is no JSON"):
        evaluate(corpus)


def speed(**figures: Any) -> dict[str, Any]:
    fast = {"articles_per_second": 200.0, "doubling": 2.0, "degenerate": {"brackets": 1.0}}
    return {"quality": {}, "linking": {}, "speed": {"de": fast | figures}}


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"articles_per_second": 80.0}, "de: 80 articles a second, 100 are asked for"),
        ({"doubling": 4.0}, "de: twice the text takes 4.0 times as long"),
        ({"degenerate": {"brackets": 9.0}}, "de: brackets takes 9.0 times as long per character as articles do"),
    ],
)
def test_what_is_too_slow_is_a_regression_without_any_earlier_run(figures: dict[str, Any], said: str) -> None:
    assert find_regressions(speed(**figures), {}) == [said]
    assert find_regressions(speed(), {}) == []


def test_the_change_stands_behind_the_figure() -> None:
    lines = list(write_tables(speed(articles_per_second=230.0), speed()))
    assert "  de  230 (+30)" in lines
