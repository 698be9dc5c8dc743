"""How the pages write things."""

from datetime import UTC, date, datetime

import pytest

from claims.templatetags import tracker


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("Wir liefern", "de", "„Wir liefern“"),
        ("We ship", "en", "“We ship”"),
        ("We ship", "", "“We ship”"),
        ("„Wir liefern“", "de", "„Wir liefern“"),
        ("»Wir liefern«", "de", "„Wir liefern“"),
        ('Wir liefern "sofort"', "de", '„Wir liefern "sofort"“'),
        ("„Wir“ und „sie“", "de", "„„Wir“ und „sie““"),
        ("„Wir liefern, „sofort““", "de", "„Wir liefern, „sofort““"),
        ("„Sie hören nicht auf“ … „und wir auch nicht“", "de", "„Sie hören nicht auf … und wir auch nicht“"),
        ("“We ship,”", "en", "“We ship”"),
    ],
)
def test_words_stand_in_the_quotation_marks_of_their_language(words: str, lang: str, expected: str) -> None:
    assert tracker.quoted(words, lang) == expected


def test_a_time_names_its_zone() -> None:
    shown = tracker.moment(datetime(2026, 5, 19, 12, 5, tzinfo=UTC))
    assert shown == '<time datetime="2026-05-19T14:05+02:00">19 May 2026, 14:05 CEST</time>'


def test_a_day_is_that_of_the_zone() -> None:
    assert ">20 May 2026<" in tracker.day(datetime(2026, 5, 19, 23, 0, tzinfo=UTC))
    assert ">19 May 2026<" in tracker.day(date(2026, 5, 19))


def test_nothing_is_written_for_no_time() -> None:
    assert (tracker.moment(None), tracker.day(None), tracker.from_now(None)) == ("", "", "")


@pytest.mark.parametrize(("name", "expected"), [("marlene.oberhofer", "MO"), ("Ada Lind", "AL"), ("ben", "B")])
def test_initials_are_taken_from_any_kind_of_name(name: str, expected: str) -> None:
    assert tracker.initials(name) == expected


def test_an_address_is_shown_by_its_domain() -> None:
    assert tracker.domain("https://www.leiterbahn.example/a?b=c") == "leiterbahn.example"


def test_speakers_beyond_the_last_tint_begin_anew() -> None:
    assert [tracker.tint(number) for number in (0, 1, 6, 7)] == [0, 1, 6, 1]
