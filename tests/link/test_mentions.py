"""Known names are found where a text writes them, and nowhere else."""

from datetime import date

import pytest

from claims.link import AliasKind, Gazetteer, KnownName, find_mentions, resolve_house, resolve_speaker
from claims.text import Span

NORVIK, LIND, KESTREL, MERCURY_CHIP, MERCURY_FIRM, HOLT = 1, 2, 3, 4, 5, 6
RENAMED, LAST_OLD = date(2021, 10, 28), date(2021, 10, 27)
GAZETTEER = Gazetteer(
    [
        KnownName("Norvik", NORVIK, "Norvik", "organisation"),
        KnownName("Norvik Semiconductor", NORVIK, "Norvik", "organisation"),
        KnownName("Ada Lind", LIND, "Ada Lind", "person"),
        KnownName("Lind", LIND, "Ada Lind", "person"),
        KnownName("der Norvik-Chef", LIND, "Ada Lind", "person", "de"),
        KnownName("Nordwerk", NORVIK, "Norvik", "organisation", alias_kind=AliasKind.FORMER, until=LAST_OLD),
        KnownName("Norvik CEO", HOLT, "Ben Holt", "person", until=LAST_OLD),
        KnownName("Norvik CEO", LIND, "Ada Lind", "person", since=RENAMED),
        KnownName("Uval", MERCURY_FIRM, "Mercury Ltd", "organisation"),
        KnownName("Björk", MERCURY_FIRM, "Mercury Ltd", "organisation"),
        KnownName("Kestrel 9", KESTREL, "Kestrel 9", "product"),
        KnownName("Mercury", MERCURY_CHIP, "Mercury chip", "product"),
        KnownName("Mercury", MERCURY_FIRM, "Mercury Ltd", "organisation"),
    ]
)


def found(text: str) -> list[tuple[str, int | None]]:
    return [(mention.span.of(text), mention.entity_id) for mention in find_mentions(text, GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norvik ships it.", [("Norvik", NORVIK)]),
        ("Norvik Semiconductor ships it.", [("Norvik Semiconductor", NORVIK)]),
        ("Norviks neuer Chip und Norvik's plan", [("Norviks", NORVIK), ("Norvik's", NORVIK)]),
        ("Die NORVIK-Aktie steigt.", [("NORVIK", NORVIK)]),
        ("Ein Kestrel 9 für alle", [("Kestrel 9", KESTREL)]),
        ("Ein Kestrel 90 für alle", []),
        ("they lind the norvik", []),
        ("Mercury is late", [("Mercury", None)]),
        ("Bjork und Björk", [("Bjork", MERCURY_FIRM), ("Björk", MERCURY_FIRM)]),
        ("Üval ist ein Wort", []),
        ("", []),
    ],
)
def test_the_longest_known_name_is_found_at_each_place(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert found(text) == expected


def test_a_name_that_several_entities_share_stays_unlinked_and_says_so() -> None:
    (mention,) = find_mentions("Mercury is late", GAZETTEER)
    assert "Mercury Ltd" in mention.why
    assert "Mercury chip" in mention.why


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2020, 1, 1), NORVIK), (LAST_OLD, NORVIK), (RENAMED, None), (date(2026, 1, 1), None)],
)
def test_a_former_name_is_one_to_its_last_day(day: date, expected: int | None) -> None:
    mentions = find_mentions("Nordwerk ships it.", GAZETTEER.on(day))
    assert [mention.entity_id for mention in mentions] == [expected] * bool(expected)
    assert all(mention.why == "“Nordwerk” is a former name of Norvik" for mention in mentions)


def test_whoever_has_a_role_on_the_day_is_meant_by_it() -> None:
    said = {day: resolve_speaker("Norvik CEO", [], [], GAZETTEER.on(day)).entity_id for day in (LAST_OLD, RENAMED)}
    assert said == {LAST_OLD: HOLT, RENAMED: LIND}
    undated = resolve_speaker("Norvik CEO", [], [], GAZETTEER)
    assert undated.entity_id is None
    assert undated.why == "“Norvik CEO” is a name of Ada Lind, Ben Holt"


@pytest.mark.parametrize(
    ("name", "text", "source", "expected"),
    [
        ("Ada Lind", "Lind said so", Span(0, 4), LIND),
        ("der Norvik-Chef", "der Norvik-Chef sagte es", Span(0, 15), LIND),
        ("Norvik boss Ada Lind", "Norvik boss Ada Lind said so", Span(0, 20), LIND),
        ("a Norvik spokesman", "a Norvik spokesman said so", Span(0, 18), None),
        ("", "It said so", Span(0, 2), None),
    ],
)
def test_a_source_is_the_entity_its_name_belongs_to(name: str, text: str, source: Span, expected: int | None) -> None:
    speaker = resolve_speaker(name, [source], find_mentions(text, GAZETTEER), GAZETTEER)
    assert speaker.entity_id == expected
    assert speaker.why


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("Carla Boe", "Carla Boe of Norvik", None),
        ("Carla Boe", "Carla Boe and Ada Lind", None),
        ("Ada Lind and Carla Boe", "Ada Lind and Carla Boe", LIND),
        ("Lind und Boe", "Lind und Boe", LIND),
        ("the foundation Norvik", "the foundation Norvik", NORVIK),
    ],
)
def test_whoever_is_named_is_nobody_else_who_stands_beside_the_name(
    name: str, source: str, expected: int | None
) -> None:
    mentions = find_mentions(source, GAZETTEER)
    speaker = resolve_speaker(name, [Span(0, len(source))], mentions, GAZETTEER, is_named=True)
    assert speaker.entity_id == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("Norvik", NORVIK), ("Norvik-Netz", NORVIK), ("Boe AG", None), ("", None)]
)
def test_a_house_is_the_entity_that_the_article_calls_so(name: str, expected: int | None) -> None:
    assert resolve_house(name, GAZETTEER) == expected
