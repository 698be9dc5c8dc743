"""The slots of what a claim says, row by row of tests/cases/slots."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract.slots import Slot, SlotRole, find_slots, read_amounts

TABLES = Path(__file__).parent.parent / "cases" / "slots"
SAID_ON = date(2026, 9, 14)
PIECES = (
    "Der die Das Chip Norvik 2 12 % The a chip chips will wird habe ist is are to zu nicht not , . – „ “ ( ) kommt"
    " ships verdoppelt doubled an up im Mai in May und and dass that wer who of von"
).split()


def rows(lang: str) -> list[list[str]]:
    lines = (TABLES / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def show(slots: tuple[Slot, ...]) -> list[str]:
    """One column for each role."""
    return [" | ".join(slot.text for slot in slots if slot.role is role) or "-" for role in SlotRole]


@pytest.mark.parametrize(("words", "expected"), [(row[0], row[1:]) for row in rows("de")])
def test_german_words_have_their_slots(words: str, expected: list[str]) -> None:
    assert show(find_slots(words, "de", said_on=SAID_ON)) == expected


@pytest.mark.parametrize(("words", "expected"), [(row[0], row[1:]) for row in rows("en")])
def test_english_words_have_their_slots(words: str, expected: list[str]) -> None:
    assert show(find_slots(words, "en", said_on=SAID_ON)) == expected


def test_a_language_that_cannot_be_read_has_no_slots() -> None:
    assert find_slots("Norvik verdoppelt seine Preise", "") == ()


def test_a_part_in_several_places_has_a_span_for_each() -> None:
    words = "Norvik hebt die Preise an"
    predicate = find_slots(words, "de")[1]
    assert [span.of(words) for span in predicate.spans] == ["hebt", "an"]


def test_a_part_has_the_entity_that_it_names_alone() -> None:
    names = {"Norvik": 1, "Tarnvik": 2, "tarn": 3}
    subject, _, done_to = find_slots("Norviks Chef lobt Tarnvik", "de", names=names)
    assert (subject.entity_id, done_to.entity_id) == (1, 2)
    (both, *_) = find_slots("Norvik and Tarnvik will merge", "en", names=names)
    assert (both.text, both.entity_id) == ("Norvik and Tarnvik", None)


def test_an_amount_and_a_period_have_their_bounds() -> None:
    *_, amount, period = find_slots("Norvik spart bis Ende 2027 bis zu 40 Prozent", "de", said_on=SAID_ON)
    assert amount.quantity is not None
    assert (amount.quantity.low, amount.quantity.high, amount.quantity.unit) == (None, 40, "%")
    assert period.period is not None
    assert period.period.last == date(2027, 12, 31)


def test_a_number_within_a_period_is_no_quantity_of_its_own() -> None:
    assert [slot.role for slot in read_amounts("in den kommenden zwei Wochen", "de", said_on=SAID_ON)] == ["period"]


def test_the_subject_says_how_it_was_told() -> None:
    subject = find_slots("Den Auftrag verlor der neue Zulieferer", "de")[0]
    assert (subject.text, subject.why) == ("der neue Zulieferer", "it stands in the nominative")


@pytest.mark.parametrize("lang", ["de", "en"])
@given(words=st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_whatever_the_words_are_the_slots_stand_in_them(lang: str, words: str) -> None:
    for slot in find_slots(words, lang, said_on=SAID_ON):
        assert slot.text == " … ".join(span.of(words) for span in slot.spans)
