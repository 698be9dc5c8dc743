"""Names that nothing known fits are kept, for a person to say what they are."""

from claims.link import Gazetteer, KnownName, find_mentions, find_unlinked, outside_mentions
from claims.text import Span

GAZETTEER = Gazetteer([KnownName("Norvik", 1, "Norvik", "organisation")])


def unlinked(*names: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(name.place, name.text, name.key) for name in find_unlinked(names, GAZETTEER)]


def test_only_names_that_nothing_known_fits_are_unlinked_and_each_once() -> None:
    assert unlinked(
        ("speaker", "Jon Ruddock"), ("about", "Norviks"), ("about", "jon ruddock"), ("about", "Velt’s")
    ) == [
        ("speaker", "Jon Ruddock", "jon ruddock"),
        ("about", "Velt’s", "velt"),
    ]


def test_what_has_no_letter_is_no_name() -> None:
    assert unlinked(("about", "2026"), ("about", "–"), ("speaker", "")) == []


def test_a_name_of_which_a_part_is_known_is_left_to_whoever_knows_that() -> None:
    text = "Norvik Research and Velt Labs"
    spans = [Span(0, 15), Span(20, 29)]
    assert outside_mentions(spans, find_mentions(text, GAZETTEER)) == [Span(20, 29)]
