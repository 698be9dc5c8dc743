"""Precision and recall of extraction on texts whose attributions are known."""

import json
from pathlib import Path

import pytest

from claims.evaluation import GoldError, GoldText, measure_quality, read_cases, read_gold
from claims.evaluation.gold import GoldAttribution
from claims.evaluation.speed import WORDS_PER_ARTICLE, cut_articles
from claims.text import Span

TEXT = "Lena Aurich sagte, dass die Karte im Mai erscheint."


def gold(text: str, content: str, source: str, kind: str = "") -> GoldText:
    def place(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),) if words else ()

    return GoldText(text, "de", (GoldAttribution(place(content), place(source), kind),))


def test_a_statement_that_is_found_counts_for_content_and_claim() -> None:
    quality = measure_quality([gold(TEXT, "dass die Karte im Mai erscheint", "Lena Aurich")])
    shown = quality.bands["high and medium"]
    assert (shown.content.hits, shown.exact.hits, shown.claim.hits) == (1, 1, 1)
    assert (shown.content.f1, shown.claim.f1) == (1.0, 1.0)
    assert quality.by_rule["dass"].content.precision == 1.0


def test_the_wrong_source_is_a_content_and_no_claim() -> None:
    quality = measure_quality([gold(TEXT, "dass die Karte im Mai erscheint", "Karte")])
    shown = quality.bands["high and medium"]
    assert (shown.content.hits, shown.claim.hits, shown.claim.gold) == (1, 0, 1)


def test_an_annotation_without_a_source_is_left_out_of_the_claims() -> None:
    quality = measure_quality([gold(TEXT, "dass die Karte im Mai erscheint", "")])
    claim = quality.bands["high and medium"].claim
    assert (claim.hits, claim.predicted, claim.gold) == (0, 0, 0)


def found_in(texts: list[GoldText]) -> int:
    bands = measure_quality(texts).bands
    return sum(bands[name].content.predicted for name in ("high", "medium", "low"))


def test_attitudes_are_left_out_where_a_corpus_names_kinds_and_has_none_of_them() -> None:
    text = f"Der Verband kritisierte die neue Regel. {TEXT}"
    content = "dass die Karte im Mai erscheint"
    assert found_in([gold(text, content, "Lena Aurich", "Indirect")]) == 1
    assert found_in([gold(text, content, "Lena Aurich", "attitude")]) == 2
    assert found_in([gold(text, content, "Lena Aurich")]) == 2


def test_recall_is_told_by_the_kinds_of_the_corpus() -> None:
    missed = gold("Der Himmel ist blau und die Karte ist grün.", "die Karte ist grün", "", "FreeIndirect")
    quality = measure_quality([missed, gold(TEXT, "dass die Karte im Mai erscheint", "Lena Aurich", "Indirect")])
    recall = {kind: scores.content.recall for kind, scores in quality.by_gold_kind.items()}
    assert recall == {"FreeIndirect": 0.0, "Indirect": 1.0}


def test_a_corpus_is_read_from_json_lines(tmp_path: Path) -> None:
    row = {"id": 1, "lang": "de", "text": TEXT, "attributions": [{"content": [[19, 50]], "source": None, "type": None}]}
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (text,) = read_gold(path)
    assert text.attributions == (GoldAttribution((Span(19, 50),), (), ""),)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"text": "x", "lang": "de"}', '{"text":"x","lang":"de","attributions":[{}]}']
)
def test_a_line_that_is_no_annotated_text_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"corpus\.jsonl, line 2 (is no|has)"):
        read_gold(path)


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"Cannot read .*nowhere\.jsonl"):
        read_gold(tmp_path / "nowhere.jsonl")


def write_case(folder: Path, text: str, statements: list[dict[str, object]]) -> Path:
    folder = folder / "de"
    folder.mkdir()
    (folder / "case.txt").write_text(text, encoding="utf-8")
    (folder / "case.expected.json").write_text(json.dumps({"statements": statements}), encoding="utf-8")
    return folder


def test_a_case_names_its_spans_by_their_words(tmp_path: Path) -> None:
    text = "Aurich kam am Abend. „Gut“, sagte Aurich. „Gut“, sagte Voss."
    statements: list[dict[str, object]] = [
        {"content": ["„Gut“"], "source": ["Aurich"], "kind": "direct"},
        {"content": ["„Gut“"], "source": ["Voss"]},
    ]
    (case,) = read_cases(write_case(tmp_path, text, statements))
    assert [a.source[0].of(text) for a in case.attributions] == ["Aurich", "Voss"]
    assert [a.source[0].start for a in case.attributions] == [34, 55]
    assert [a.content[0].start for a in case.attributions] == [21, 42]


@pytest.mark.parametrize(
    ("text", "content", "source", "start"),
    [
        ("Das Werk gehört der Stadt. Der Termin steht, sagte er.", "Der Termin steht", "er", 51),
        ("Voss kam. Vossens Chip ist da, sagte Voss.", "Vossens Chip ist da", "Voss", 37),
        ("Nurdo, so Aurich, siegt. Aurich kam.", "Nurdo, so Aurich, siegt", "Aurich", 10),
        ("Aurich lobt den Chip\n\nAurich kam.", "den Chip", "Aurich", 0),
    ],
    ids=["no part of a word", "in the same sentence", "inside the content", "in the same paragraph"],
)
def test_a_source_is_the_nearest_place_of_its_words(
    tmp_path: Path, text: str, content: str, source: str, start: int
) -> None:
    (case,) = read_cases(write_case(tmp_path, text, [{"content": [content], "source": [source]}]))
    assert case.attributions[0].source == (Span(start, start + len(source)),)


def test_a_case_that_expects_words_its_text_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="„Nein“"):
        read_cases(write_case(tmp_path, "„Ja“, sagte Voss.", [{"content": ["„Nein“"]}]))


def test_speed_is_measured_on_articles_of_five_hundred_words() -> None:
    articles = cut_articles(["Ein Satz mit genau sechs Wörtern.\n" * 200, "Noch einer."])
    assert len(articles) == 60
    assert all(WORDS_PER_ARTICLE <= len(article.split()) < WORDS_PER_ARTICLE + 10 for article in articles)
