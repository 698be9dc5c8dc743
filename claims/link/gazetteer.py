"""The known names, held so that the longest one at any place of a text is found in one pass."""

import copy
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claims.text import fold

# Hyphens join German compounds ("NVIDIA-Chef"), so a name may begin or end at one.
TOKEN = re.compile(r"[^\W_]+(?:['’&.][^\W_]+)*")
GENITIVE = re.compile(r"(?:['’]s?|s)$")


class AliasKind(StrEnum):
    NAME = "name"
    SHORT = "short name"
    FORMER = "former name"
    DESCRIPTION = "description"  # "der iPhone-Konzern", "the Nvidia CEO"
    TICKER = "ticker"


@dataclass(frozen=True)
class KnownName:
    """One string that an entity goes by, or went by from one day to another, both included."""

    text: str
    entity_id: int
    entity_name: str
    kind: str
    lang: str = ""
    alias_kind: str = AliasKind.NAME
    since: date | None = None
    until: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return lies_within(day, self.since, self.until)

    def __str__(self) -> str:
        """ "a known name of Norvik", "a former name of Norvik"."""
        known = "known " if self.alias_kind == AliasKind.NAME else ""
        return f"a {known}{self.alias_kind} of {self.entity_name}"


def lies_within(day: date, since: date | None, until: date | None) -> bool:
    """Both days included; None is as far back as is known, or to this day."""
    return (since is None or since <= day) and (until is None or day <= until)


def name_key(text: str) -> tuple[str, ...]:
    return tuple(fold(token) for token in TOKEN.findall(text))


class Gazetteer:
    """`on` gives the names of one day; without it those of all times are found."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._names: dict[tuple[str, ...], list[KnownName]] = defaultdict(list)
        self._longest: dict[str, int] = defaultdict(int)  # first token -> tokens of the longest name that begins so
        self._kinds: dict[int, str] = {}
        self._day: date | None = None
        for name in names:
            self._kinds[name.entity_id] = name.kind
            key = name_key(name.text)
            if key:
                self._names[key].append(name)
                self._longest[key[0]] = max(self._longest[key[0]], len(key))

    def __len__(self) -> int:
        return len(self._names)

    def on(self, day: date) -> "Gazetteer":
        """The same names, held once, as they were valid on a day."""
        of_day = copy.copy(self)
        of_day._day = day
        return of_day

    def kind_of(self, entity_id: int | None) -> str:
        return self._kinds.get(entity_id or 0, "")

    def longest_from(self, token: str) -> int:
        """How many tokens a name that begins with this folded token may have; 0 where none does."""
        return self._longest.get(token, 0)

    def lookup(self, key: tuple[str, ...]) -> list[KnownName]:
        names = self._names.get(key, [])
        return names if self._day is None else [name for name in names if name.is_valid_on(self._day)]

    def lookup_name(self, text: str) -> list[KnownName]:
        """The names that a text is as a whole, with or without a genitive ("Nvidia's", "Huaweis")."""
        key = name_key(text)
        if not key:
            return []
        return self.lookup(key) or self.lookup((*key[:-1], strip_genitive(key[-1])))


def strip_genitive(token: str) -> str:
    bare = GENITIVE.sub("", token)
    return bare if len(bare) >= 3 else token
