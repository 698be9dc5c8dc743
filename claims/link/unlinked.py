"""Names in a statement that nothing known fits. Where they recur, a person may say what they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.link.gazetteer import Gazetteer, name_key
from claims.link.mentions import LinkedMention
from claims.text import Span

POSSESSIVE = re.compile(r"['’]s?$")
LONGEST = 200


@dataclass(frozen=True)
class UnlinkedName:
    """`key` is the same for two spellings of one name; `place` is where in the statement it stands."""

    place: str
    text: str
    key: str


def find_unlinked(names: Sequence[tuple[str, str]], gazetteer: Gazetteer) -> list[UnlinkedName]:
    """Of (place, name) those that no known name fits, each name once."""
    found: dict[str, UnlinkedName] = {}
    for place, name in names:
        key = unlinked_key(name)
        if any(map(str.isalpha, key)) and not gazetteer.lookup_name(name):
            found.setdefault(key, UnlinkedName(place, name[:LONGEST], key))
    return list(found.values())


def outside_mentions(spans: Sequence[Span], mentions: Sequence[LinkedMention]) -> list[Span]:
    """Names of which no part is a known one: "Norvik Research" is left to whoever knows Norvik."""
    return [span for span in spans if not any(span.overlaps(mention.span) for mention in mentions)]


def unlinked_key(name: str) -> str:
    return POSSESSIVE.sub("", " ".join(name_key(name)))[:LONGEST]
