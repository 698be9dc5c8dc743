"""One entity of a table, with all that it goes by and what it has to do with others."""

from dataclasses import dataclass
from datetime import date

from claims.link.gazetteer import AliasKind


@dataclass(frozen=True)
class StarterAlias:
    text: str
    lang: str = ""
    kind: AliasKind = AliasKind.NAME
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class StarterRelation:
    relation: str
    object: str
    role: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class StarterEntity:
    kind: str
    name: str
    aliases: tuple[StarterAlias, ...] = ()
    relations: tuple[StarterRelation, ...] = ()
    description: str = ""
    source: str = ""  # the table it stands in

    @property
    def known_as(self) -> tuple[StarterAlias, ...]:
        """All that it goes by: its own name too, always, unless the aliases say when it did."""
        if any(alias.text == self.name and not alias.lang for alias in self.aliases):
            return self.aliases
        return (StarterAlias(self.name), *self.aliases)

    def __str__(self) -> str:
        place = f"{self.source}: " if self.source else ""
        return f"{place}{self.kind} “{self.name}”"
