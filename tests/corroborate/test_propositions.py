"""A new claim gets a headline in the statement's words, a type, and the day that settles it."""

from datetime import date

import pytest

from claims.corroborate import propose_claim

SAID = date(2026, 9, 14)


@pytest.mark.parametrize(
    ("content", "headline"),
    [
        ("dass der Chip schneller ist", "Der Chip schneller ist"),
        ("that the chip is faster", "The chip is faster"),
        ("„Wir liefern im Herbst“", "Wir liefern im Herbst"),
        ("“We ship,”", "We ship"),
        ("einem „vergleichbaren Niveau“", "Einem „vergleichbaren Niveau“"),
    ],
)
def test_the_headline_is_the_content_without_its_marks(content: str, headline: str) -> None:
    assert propose_claim(content, modality="asserted", said_on=SAID).headline == headline


@pytest.mark.parametrize(
    ("content", "claim_type"),
    [
        ("the chip will ship by the end of Q3 2026", "prediction"),
        ("das Gerät kostet 499 Euro", "price"),
        ("its performance is on a par with the rival's", "comparison"),
        ("the chip draws 350 W", "spec"),
        ("Norvik plans to open a plant", "plan"),
        ("the data was stolen", "fact"),
    ],
)
def test_the_type_follows_from_the_words(content: str, claim_type: str) -> None:
    assert propose_claim(content, modality="asserted", said_on=SAID).type == claim_type


@pytest.mark.parametrize(
    ("content", "said_on", "due_on"),
    [
        ("it was founded in 2019", SAID, None),
        ("it was founded in 2019", None, None),
        ("Norvik hat den Start auf das zweite Quartal 2027 verschoben", SAID, date(2027, 6, 30)),
        ("it will ship by the end of Q3 2026", None, date(2026, 9, 30)),
    ],
)
def test_what_is_still_ahead_when_it_is_said_has_a_day_on_which_it_is_due(
    content: str, said_on: date | None, due_on: date | None
) -> None:
    assert propose_claim(content, modality="asserted", said_on=said_on).due_on == due_on
