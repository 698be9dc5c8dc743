"""What became of an article's statements in its next revision; the cases are two texts, read as the flow reads them."""

import tomllib
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from claims.corroborate import Fate, FoundFate, Stated, find_fates
from claims.text import Span
from tests.corroborate.stated import read

CASES = Path(__file__).parents[1] / "cases" / "fates"


def load_cases() -> list[Any]:
    return [
        pytest.param(file.stem, case, id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(file.read_text("utf-8"))["case"]
    ]


@pytest.mark.parametrize(("lang", "case"), load_cases())
def test_each_statement_meets_its_fate(lang: str, case: dict[str, Any]) -> None:
    old, new = case["old"].strip(), case["new"].strip()
    found = find_fates(old, read(old, lang), new, read(new, lang))
    assert [each.fate.value for each in found] == [fate for fate, *_ in case["fates"]], found
    for each, (_, before, after, why) in zip(found, case["fates"], strict=True):
        assert before in each.before
        assert after in each.after
        assert bool(after) == bool(each.after) == (each.new_id is not None)
        assert why in each.why


def said(text: str, content: str, number: int = 0, **values: Any) -> Stated:
    start = text.index(content)
    return Stated(number, "en", (Span(start, start + len(content)),), **values)


def test_what_stands_whole_but_is_read_no_more_is_not_gone() -> None:
    text = "The plant is running, Ada Lind said."
    (fate,) = find_fates(text, [said(text, "The plant is running")], text, [])
    assert (fate.fate, fate.new_id, fate.after) == (Fate.UNREAD, None, "")


def test_words_read_otherwise_in_an_unchanged_text_are_no_edit() -> None:
    text = "The plant is probably running since Monday, Ada Lind said."
    old = said(text, "The plant is probably running", hedges=("probably",), modality="hedged")
    (fate,) = find_fates(text, [old], text, [said(text, "The plant is probably running since Monday")])
    assert (fate.fate, fate.why) == (Fate.KEPT, "its words stand untouched; they are read otherwise now")


def test_an_unchanged_pronoun_that_means_somebody_else_now_is_a_change() -> None:
    text = "“We ship in May,” she said."
    ada, eva = (said(text, "We ship in May", source_text="she", speaker=name) for name in ("Ada Lind", "Eva Ohm"))
    (fate,) = find_fates(text, [ada], text, [eva])
    assert (fate.fate, fate.why) == (Fate.CHANGED, "the source was “Ada Lind”, now “Eva Ohm”")


def test_a_known_person_is_the_same_by_office_and_by_name() -> None:
    text = "“We ship in May,” she said."
    chief, ada = (said(text, "We ship in May", speaker=name, speaker_id=7) for name in ("Norvik's chief", "Ada Lind"))
    (fate,) = find_fates(text, [chief], text, [ada])
    assert fate.fate is Fate.KEPT


def test_marks_without_a_word_are_never_the_same_words() -> None:
    old, new = "“…!” said Ada Lind.", "The plant is running. “???” said Ada Lind."
    (fate,) = find_fates(old, [said(old, "…!", speaker="Ada Lind")], new, [said(new, "???", speaker="Ada Lind")])
    assert fate.fate is Fate.GONE


def test_one_new_statement_succeeds_one_old_one() -> None:
    old, new = "We ship in May. We ship in May.", "We ship in May."
    twice = [said(old, "We ship in May"), Stated(1, "en", (Span(16, 30),))]
    fates: list[FoundFate] = find_fates(old, twice, new, [said(new, "We ship in May")])
    assert [(each.fate, each.new_id) for each in fates] == [(Fate.KEPT, 0), (Fate.GONE, None)]


def test_a_very_long_text_is_compared_in_a_moment() -> None:
    sentences = [
        f"Sentence {number} says that the plant in hall {number % 7} is running well. " for number in range(1500)
    ]
    old, new = "".join(sentences), "".join(f"{each} Indeed. " if at % 9 else "" for at, each in enumerate(sentences))
    started = process_time()
    fates = find_fates(old, [said(old, "Sentence 700 says")], new, [said(new, "Sentence 700 says")])
    assert fates[0].fate is Fate.KEPT
    assert process_time() - started < 10
