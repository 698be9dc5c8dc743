"""What makes two statements comparable is the same in both languages."""

import pytest

from claims.corroborate.features import describe, load_glossary, numbers
from claims.text import fold


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


def test_the_glossary_gives_no_word_two_meanings() -> None:
    seen: dict[tuple[str, str], str] = {}
    for key, shared in load_glossary().items():
        assert seen.setdefault(key, shared) == shared
    assert all(fold(form) == form for _, form in load_glossary())
