"""The tables of this folder -> entities. README.md beside them says how an entry is written."""

import calendar
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from typing import Any, TypedDict

from claims.link.gazetteer import AliasKind
from claims.link.starter.consistency import find_faults
from claims.link.starter.entries import StarterAlias, StarterEntity, StarterRelation

KINDS = ("organisation", "person", "product", "outlet")
LANGUAGES = ("de", "en")
RELATIONS = {
    "works_for": "works for",
    "owned_by": "owned by",
    "product_of": "product of",
    "competitor_of": "competitor of",
    "supplier_of": "supplier of",
    "customer_of": "customer of",
}
KEYS = {"description", "names", "short", "ticker", "described", "former", "since", "until", *LANGUAGES, *RELATIONS}
DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


class Validity(TypedDict):
    since: date | None
    until: date | None


class StarterError(ValueError):
    """A table that cannot be used; the message names the table and the entry."""


def read_starter_entities() -> list[StarterEntity]:
    entities: list[StarterEntity] = []
    tables = resources.files(__package__).iterdir()
    for table in sorted((each for each in tables if each.name.endswith(".toml")), key=lambda each: each.name):
        entities += read_table(table.name, table.read_text(encoding="utf-8"))
    if faults := find_faults(entities):
        raise StarterError("\n".join(faults))
    return entities


def read_table(source: str, text: str) -> list[StarterEntity]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StarterError(f"{source} is no TOML: {error}") from error
    if unknown := content.keys() - set(KINDS):
        raise StarterError(f"{source}: “{min(unknown)}” is no kind of entity; write one of {', '.join(KINDS)}")
    return [
        read_entry(source, kind, name, entry) for kind, entries in content.items() for name, entry in entries.items()
    ]


def read_entry(source: str, kind: str, name: str, entry: Mapping[str, Any]) -> StarterEntity:
    try:
        if unknown := entry.keys() - KEYS:
            raise StarterError(f"“{min(unknown)}” is no part of an entry; write one of {', '.join(sorted(KEYS))}")
        return StarterEntity(
            kind,
            name,
            tuple(read_aliases(name, entry)),
            tuple(read_relations(entry)),
            entry.get("description", ""),
            source,
        )
    except KeyError as error:
        raise StarterError(f"{source}: {kind} “{name}”: “{error.args[0]}” is missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise StarterError(f"{source}: {kind} “{name}”: {error}") from error


def read_aliases(name: str, entry: Mapping[str, Any]) -> Iterator[StarterAlias]:
    if "since" in entry or "until" in entry:
        yield StarterAlias(name, **read_validity(entry))
    for text in entry.get("names", ()):
        yield StarterAlias(text)
    for text in entry.get("short", ()):
        yield StarterAlias(text, kind=AliasKind.SHORT)
    for lang in LANGUAGES:
        for text in entry.get(lang, ()):
            yield StarterAlias(text, lang)
    for former in entry.get("former", ()):
        yield StarterAlias(former["text"], former.get("lang", ""), AliasKind.FORMER, **read_validity(former))
    if "ticker" in entry:
        yield StarterAlias(entry["ticker"], kind=AliasKind.TICKER)
    yield from read_descriptions(entry.get("described", {}))
    for role in entry.get("works_for", ()):
        yield from read_descriptions(role.get("called", {}), **read_validity(role))


def read_descriptions(
    by_lang: Mapping[str, Any], *, since: date | None = None, until: date | None = None
) -> Iterator[StarterAlias]:
    for lang, texts in by_lang.items():
        if lang not in LANGUAGES:
            raise StarterError(f"“{lang}” is no language; write one of {', '.join(LANGUAGES)}")
        for text in texts:
            yield StarterAlias(text, lang, AliasKind.DESCRIPTION, since, until)


def read_relations(entry: Mapping[str, Any]) -> Iterator[StarterRelation]:
    for key, relation in RELATIONS.items():
        for given in entry.get(key, ()):
            other = {"object": given} if isinstance(given, str) else given
            yield StarterRelation(relation, other["object"], other.get("role", ""), **read_validity(other))


def read_validity(given: Mapping[str, Any]) -> Validity:
    return {
        "since": read_day(given["since"], last=False) if "since" in given else None,
        "until": read_day(given["until"], last=True) if "until" in given else None,
    }


def read_day(given: str, *, last: bool) -> date:
    """ "2021-10-28", or the first or last day of "2021-10" or "2021", as far as it is known."""
    match = DAY.fullmatch(given)
    if not match:
        raise StarterError(f"“{given}” is no day; write it as 2021-10-28, 2021-10 or 2021")
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    assert year is not None  # noqa: S101 (the pattern has it)
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
