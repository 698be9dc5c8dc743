"""The entities that a new installation knows, from a table that people edit."""

import re
from dataclasses import dataclass
from importlib import resources

RELATION = re.compile(r"(?P<relation>[a-z ]+)=(?P<object>[^(]+?)\s*(?:\((?P<role>[^)]*)\))?$")


@dataclass(frozen=True)
class StarterAlias:
    text: str
    lang: str = ""


@dataclass(frozen=True)
class StarterRelation:
    relation: str
    object: str
    role: str = ""


@dataclass(frozen=True)
class StarterEntity:
    kind: str
    name: str
    aliases: tuple[StarterAlias, ...] = ()
    relations: tuple[StarterRelation, ...] = ()
    description: str = ""


def read_starter_entities() -> list[StarterEntity]:
    table = resources.files(__package__).joinpath("starter.tsv").read_text(encoding="utf-8")
    return [read_line(line) for line in table.splitlines() if line and not line.startswith("#")]


def read_line(line: str) -> StarterEntity:
    kind, name, aliases, relations = [*line.split("\t"), "", ""][:4]
    return StarterEntity(
        kind,
        name,
        tuple(read_alias(alias) for alias in aliases.split("|") if alias),
        tuple(read_relation(relation) for relation in relations.split("|") if relation),
    )


def read_alias(alias: str) -> StarterAlias:
    lang, separator, text = alias.partition(":")
    return StarterAlias(text, lang) if separator and lang in ("de", "en") else StarterAlias(alias)


def read_relation(relation: str) -> StarterRelation:
    match = RELATION.match(relation)
    if not match:
        raise ValueError(f"not a relation: {relation!r}; write it like “works for=Nvidia (CEO)”")
    return StarterRelation(match["relation"], match["object"], match["role"] or "")
