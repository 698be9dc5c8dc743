"""The starter tables are ones that people edit, so their form is checked, and what is wrong is named."""

from collections import Counter
from datetime import date

import pytest

from claims.link import AliasKind
from claims.link.starter import (
    StarterAlias,
    StarterEntity,
    StarterError,
    StarterRelation,
    find_faults,
    read_starter_entities,
)
from claims.link.starter.reading import read_table


def test_the_tables_are_consistent_and_know_the_field() -> None:
    entities = read_starter_entities()
    assert len(entities) >= 300
    assert min(Counter(entity.kind for entity in entities).values()) >= 50
    kinds = Counter((alias.lang, alias.kind) for entity in entities for alias in entity.aliases)
    assert all(kinds[lang, AliasKind.DESCRIPTION] >= 50 for lang in ("de", "en"))


def test_the_entries_of_a_table_are_sorted_by_kind_and_name() -> None:
    for source in sorted({entity.source for entity in read_starter_entities()}):
        keys = [(each.kind, each.name.casefold()) for each in read_starter_entities() if each.source == source]
        assert keys == sorted(keys), source


def test_an_entry_says_what_it_goes_by_and_when_and_whom_it_has_to_do_with() -> None:
    (norvane,) = read_table(
        "chips.toml",
        """
        [organisation.Norvane]
        description = "maker of chips"
        since = "2021-10-28"
        names = ["Norvane Corp."]
        short = ["Norv"]
        de = ["Norvane Deutschland"]
        described.de = ["Chipkonzern Norvane"]
        former = [{ text = "Nordwerk", until = "2021-10-27" }]
        ticker = "NRVN"
        competitor_of = ["Torvessa"]
        owned_by = [{ object = "Lynqua", since = "2019", until = "2023-07" }]
        """,
    )
    assert norvane.known_as == (
        StarterAlias("Norvane", since=date(2021, 10, 28)),
        StarterAlias("Norvane Corp."),
        StarterAlias("Norv", kind=AliasKind.SHORT),
        StarterAlias("Norvane Deutschland", "de"),
        StarterAlias("Nordwerk", kind=AliasKind.FORMER, until=date(2021, 10, 27)),
        StarterAlias("NRVN", kind=AliasKind.TICKER),
        StarterAlias("Chipkonzern Norvane", "de", AliasKind.DESCRIPTION),
    )
    assert norvane.relations == (
        StarterRelation("owned by", "Lynqua", since=date(2019, 1, 1), until=date(2023, 7, 31)),
        StarterRelation("competitor of", "Torvessa"),
    )


def test_what_texts_call_the_holder_of_a_role_lasts_as_long_as_the_role() -> None:
    (lind,) = read_table(
        "people.toml",
        """
        [person."Ada Lind"]
        works_for = [{ object = "Norvane", role = "CEO", since = "2020-03-01", called.en = ["Norvane CEO"] }]
        """,
    )
    assert lind.known_as == (
        StarterAlias("Ada Lind"),
        StarterAlias("Norvane CEO", "en", AliasKind.DESCRIPTION, since=date(2020, 3, 1)),
    )
    assert lind.relations == (StarterRelation("works for", "Norvane", "CEO", since=date(2020, 3, 1)),)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[organisation.Norvane", "chips.toml is no TOML"),
        ("[company.Norvane]", "chips.toml: “company” is no kind of entity"),
        ("[organisation.Norvane]\nalias = []", "chips.toml: organisation “Norvane”: “alias” is no part of an entry"),
        ("[organisation.Norvane]\nsince = 'May'", "chips.toml: organisation “Norvane”: “May” is no day"),
        ("[organisation.Norvane]\nsince = '2021-13'", "chips.toml: organisation “Norvane”: month must be"),
        ("[organisation.Norvane]\nformer = [{}]", "chips.toml: organisation “Norvane”: “text” is missing"),
        ("[organisation.Norvane]\ndescribed.fr = ['X']", "chips.toml: organisation “Norvane”: “fr” is no language"),
    ],
)
def test_an_error_of_a_table_names_the_table_and_the_entry(table: str, message: str) -> None:
    with pytest.raises(StarterError) as error:
        read_table("chips.toml", table)
    assert str(error.value).startswith(message)


def entity(name: str, *aliases: StarterAlias, relations: tuple[StarterRelation, ...] = ()) -> StarterEntity:
    return StarterEntity("organisation", name, aliases, relations, source=f"{name[0].lower()}.toml")


MAY, JUNE = date(2020, 5, 1), date(2020, 6, 1)


@pytest.mark.parametrize(
    ("entities", "fault"),
    [
        ([entity("Norvane"), entity("Norvane")], "n.toml: organisation “Norvane” stands in n.toml already"),
        (
            [entity("Norvane", StarterAlias("Norv"), StarterAlias("Norv"))],
            "n.toml: organisation “Norvane” has the alias “Norv” twice",
        ),
        (
            [entity("Norvane", relations=(StarterRelation("owned by", "Lynqua"),))],
            "n.toml: organisation “Norvane”: owned by “Lynqua”, which has no entry",
        ),
        (
            [entity("Norvane", relations=(StarterRelation("owned by", "Norvane"),))],
            "n.toml: organisation “Norvane”: owned by itself",
        ),
        (
            [entity("Norvane", StarterAlias("Norv", since=JUNE, until=MAY))],
            "n.toml: organisation “Norvane”: “Norv” ends on 2020-05-01, before it begins on 2020-06-01",
        ),
        (
            [entity("Lynqua", StarterAlias("the maker", "en")), entity("Norvane", StarterAlias("The Maker"))],
            "n.toml: organisation “Norvane” shares the alias “The Maker” with l.toml: organisation “Lynqua”",
        ),
    ],
)
def test_what_does_not_fit_together_names_the_entry_at_fault(entities: list[StarterEntity], fault: str) -> None:
    assert find_faults(entities) == [fault]


def test_an_alias_may_pass_from_one_to_the_other() -> None:
    before, after = StarterAlias("Norv", until=MAY), StarterAlias("Norv", since=JUNE)
    assert find_faults([entity("Lynqua", before), entity("Norvane", after)]) == []
    assert (
        find_faults([entity("Lynqua", StarterAlias("Norv", "de")), entity("Norvane", StarterAlias("Norv", "en"))]) == []
    )
