"""The starter table is one that people edit, so its form is checked."""

from claims.link.starter import read_starter_entities

ENTITIES = read_starter_entities()


def test_every_relation_of_the_starter_table_names_an_entity_of_the_table() -> None:
    names = {entity.name for entity in ENTITIES}
    missing = {relation.object for entity in ENTITIES for relation in entity.relations} - names
    assert not missing


def test_the_starter_table_is_sorted_and_without_duplicates() -> None:
    keys = [(entity.kind, entity.name.casefold()) for entity in ENTITIES]
    assert keys == sorted(set(keys))


def test_no_alias_of_the_starter_table_belongs_to_two_entities() -> None:
    owners: dict[tuple[str, str], str] = {}
    for entity in ENTITIES:
        for alias in (entity.name, *(each.text for each in entity.aliases)):
            assert owners.setdefault((alias, ""), entity.name) == entity.name
