"""What makes two statements comparable is the same in both languages."""

from pathlib import Path

import pytest

import claims.corroborate
from claims.corroborate.features import describe, numbers
from claims.text import fold

GLOSSARY = Path(claims.corroborate.__file__).with_name("glossary.tsv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bis zu 40 Prozent schneller", {"40%"}),
        ("up to 40 percent faster", {"40%"}),
        ("40 %", {"40%"}),
        ("1.200 Euro und 1,200 dollars", {"1200"}),
        ("2,5 GHz against 2.5 GHz", {"2.5"}),
        ("Kestrel9 und H200", set()),
        ("", set()),
    ],
)
def test_numbers_have_one_spelling(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected


def test_a_german_and_an_english_statement_of_one_fact_share_their_words() -> None:
    german = describe("die Auslieferung des Prozessors verzögert sich um ein Quartal", "de", [])
    english = describe("the shipment of the processor is delayed by a quarter", "en", [])
    assert {"w:ship", "w:processor", "w:delay", "w:quarter"} <= german.keys & english.keys


def test_the_glossary_is_sorted_and_gives_no_word_two_meanings() -> None:
    lines = [line.split("\t") for line in GLOSSARY.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert [fold(german) for german, _ in lines] == sorted(fold(german) for german, _ in lines)
    for forms in zip(*lines, strict=True):
        words = [word for line in forms for word in line.split(",")]
        assert len(words) == len(set(words)), sorted(word for word in words if words.count(word) > 1)
