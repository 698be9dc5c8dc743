"""When a statement was said, whether it is a view of the past, and which days it speaks of."""

from datetime import date

import pytest

from claims.extract import Attribution, extract

PUBLISHED = date(2026, 9, 16)  # a Wednesday


def statement(text: str, published: date | None = PUBLISHED) -> Attribution:
    (found,) = extract(text, published=published).attributions
    return found


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("„Der Chip ist fertig“, sagte Voss am Dienstag in Taipeh.", "am Dienstag", "2026-09-15"),
        ("Am Montag teilte Kestrel mit, dass der Chip fertig ist.", "Am Montag", "2026-09-14"),
        ("Kestrel teilte gestern mit, dass der Chip fertig ist.", "gestern", "2026-09-15"),
        ("Voss sagte im Mai, dass der Chip im nächsten Jahr kommt.", "im Mai", "2026-05-01"),
        ("Voss sagte vor zwei Wochen, dass der Chip noch nicht fertig ist.", "vor zwei Wochen", "2026-08-31"),
        ("Voss sagte, dass der Chip am Dienstag kommt.", "", ""),
        ('"The chip is ready," Voss told Reuters on Tuesday.', "on Tuesday", "2026-09-15"),
        ("On Monday, Kestrel said that the chip was ready.", "On Monday", "2026-09-14"),
        ("Kestrel said in May that the chip would ship this fall.", "in May", "2026-05-01"),
        ("Kestrel said Tuesday that the chip would ship next year.", "Tuesday", "2026-09-15"),
        ("Kestrel said that the chip would ship on Tuesday.", "", ""),
    ],
)
def test_a_day_beside_the_cue_is_when_it_was_said(text: str, words: str, day: str) -> None:
    said = statement(text).said
    assert (said.span.of(text) if said else "") == words
    assert (said.first.isoformat() if said and said.first else "") == day


@pytest.mark.parametrize(
    "text",
    [
        "Noch vor einem Jahr war unter Analysten Konsens, dass die Firma eine Generation zurückliegt.",
        "Früher hieß es, dass die Fabrik 2024 fertig wird.",
        "Ursprünglich hatte Kestrel angekündigt, den Chip im Mai auszuliefern.",
        "Bis vor kurzem glaubten die Analysten, dass der Markt schrumpft.",
        "Vor zwei Jahren hatte Voss erklärt, dass der Chip nicht kommt.",
        "Until recently, analysts believed that the market would shrink.",
        "Kestrel had long argued that the rule would hurt users.",
        "Voss used to say that the company needs no factory.",
        "Originally, Kestrel said that the plant would open in 2024.",
        "Two years ago, analysts believed that the market would shrink.",
    ],
)
def test_a_view_that_the_text_marks_as_given_up_is_past_and_says_why(text: str) -> None:
    found = statement(text)
    assert found.is_past
    assert "view of the past" in found.why


@pytest.mark.parametrize(
    "text",
    [
        "Voss sagte am Dienstag, dass der Chip fertig ist.",
        "Vor zwei Wochen sagte Voss, dass der Chip fertig ist.",
        "Am Montag hatte Voss erklärt, dass der Chip fertig ist.",
        "Während die Firma in der Vergangenheit als abgeschlagen galt, sagt Voss, dass der Chip überzeugt.",
        "Voss sagte, dass der Chip früher als unschlagbar galt.",
        "Voss said on Tuesday that the chip is ready.",
        "Kestrel had said on Monday that the chip is ready.",
        "Voss has long argued that the chip is ready.",
        "Voss said that the chip once led the market.",
    ],
)
def test_a_plain_past_tense_is_no_view_of_the_past(text: str) -> None:
    assert not statement(text).is_past


def test_no_words_are_a_quantity_and_a_date_at_once() -> None:
    found = statement("Voss sagte, dass der Chip in den kommenden zwei Wochen mit 16 GB für 300 Euro erscheint.")
    assert [q.unit for q in found.quantities] == ["GB", "EUR"]
    assert [d.last for d in found.dates] == [date(2026, 9, 30)]


def test_words_of_amount_belong_to_their_quantity_and_are_no_hedges() -> None:
    text = "Voss sagte, dass der Chip rund 300 Euro und mindestens 5 Watt braucht."
    found = statement(text)
    assert [q.span.of(text) for q in found.quantities] == ["rund 300 Euro", "mindestens 5 Watt"]
    assert found.hedges == ()


def test_without_the_articles_date_a_weekday_stays_unresolved() -> None:
    said = statement("Voss sagte am Dienstag, dass der Chip fertig ist.", published=None).said
    assert said is not None
    assert (said.first, said.last) == (None, None)
    assert "not known" in said.why
