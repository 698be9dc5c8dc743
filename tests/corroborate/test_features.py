"""What makes two statements comparable is the same in both languages."""

from datetime import date

import pytest

from claims.corroborate import Amount
from claims.corroborate.features import content_words, describe, numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40 Kerne", {"40"}),
        ("1.200 Euro und 1,200 dollars", {"1200"}),
        ("2,5 GHz against 2.5 GHz", {"2.5"}),
        ("im Jahr 2027", set()),
        ("Kestrel9 und H200", set()),
        ("with the Kestrel 500", set()),
        ("", set()),
    ],
)
def test_numbers_have_one_spelling_and_those_of_names_are_none(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected


def test_what_extraction_read_as_an_amount_is_compared_with_its_unit_and_not_as_words_too() -> None:
    amounts = [Amount("40 Prozent", 40.0, 40.0, "%"), Amount("bis zu 3 GHz", None, 3.0, "GHz", "<=")]
    found = describe("40 Prozent schneller und bis zu 3 GHz", "de", [], amounts=amounts)
    assert found.numbers == {"40": "%", "3": "GHz"}
    assert found.words == {"fast"}


def test_a_date_is_compared_by_its_month_and_its_day_and_not_as_words_too() -> None:
    said = date(2026, 9, 14)
    day = describe("shipping on October 1", "en", [], said_on=said)
    month = describe("Auslieferung im Oktober", "de", [], said_on=said)
    assert day.keys == {"w:ship", "d:2026-10", "d:2026-10-01"}
    assert month.keys == {"w:ship", "d:2026-10"}


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("told the vendor in mid-January", "en", {"d:2026-01"}),
        ("Die Meldung ging am 14. Januar hinaus", "de", {"d:2026-01", "d:2026-01-14"}),
        ("the number of users last year", "en", set()),
        ("announced on Tuesday", "en", set()),
    ],
)
def test_days_that_are_past_are_compared_too_but_not_whole_years_and_weekdays(
    text: str, lang: str, expected: set[str]
) -> None:
    assert describe(text, lang, [], said_on=date(2026, 5, 6)).keys_of("d") == expected


def test_a_range_is_compared_by_both_its_ends() -> None:
    found = describe("a share of 52 to 55 percent", "en", [], amounts=[Amount("52 to 55 percent", 52.0, 55.0, "%")])
    assert found.numbers == {"52": "%", "55": "%"}


def test_a_german_and_an_english_statement_of_one_fact_share_their_words() -> None:
    german = describe("die Auslieferung des Prozessors verzögert sich um ein Quartal", "de", [])
    english = describe("the shipment of the processor is delayed by a quarter", "en", [])
    assert {"w:ship", "w:processor", "w:delay", "w:quarter"} <= german.keys & english.keys


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trainingsdaten", {"train", "data"}),
        ("die Auslieferungstermine", {"ship", "date"}),
        ("hebt die Preise an", {"increase", "price"}),
        ("stellt das Modell ein", {"stop", "model"}),
        ("Das Modell steht im Werk", {"model", "plant"}),
    ],
)
def test_german_compounds_are_taken_apart_and_separated_verbs_put_together(text: str, expected: set[str]) -> None:
    assert content_words(text, "de") == expected


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("the chip will not ship", True),
        ("Niemand baut etwas um", False),
        ("kein Chip ist betroffen", True),
        ("nicht ein Bagger, sondern ein Update", False),
        ("ohne Netz und Telefon", False),
        ("“It is on a par.” … “Nobody doubts that.”", False),
    ],
)
def test_a_negation_turns_a_statement_round_and_a_correction_does_not(text: str, *, turned: bool) -> None:
    assert describe(text, "", []).is_turned == turned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#OpenRacks is here", {"open", "rack"}),
        ("racks: @lena_aurich, @NorvikLabs", {"rack", "lena", "aurich", "norvik", "lab"}),
        ("racks https://example.org/GreatOffer", {"rack"}),
        ("lena@example.org, CloudRack", {"lena", "example", "org", "cloudrack"}),
    ],
)
def test_tags_and_account_names_are_words_run_together_and_links_are_none(text: str, expected: set[str]) -> None:
    assert describe(text, "en", []).words == expected
