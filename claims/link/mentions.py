"""Where a text names something known."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.link.gazetteer import TOKEN, Gazetteer, KnownName, strip_genitive
from claims.text import Span, fold

EXACT, GENITIVE, FOLDED = 1.0, 0.95, 0.8


@dataclass(frozen=True)
class LinkedMention:
    """`entity_id` is None where the name stands for several entities and nothing here tells which."""

    span: Span
    text: str
    entity_id: int | None
    score: float
    why: str


def find_mentions(text: str, gazetteer: Gazetteer) -> list[LinkedMention]:
    """The known names in the text, the longest at each place, none within another."""
    tokens = [(Span(match.start(), match.end()), fold(match.group())) for match in TOKEN.finditer(text)]
    found, place = [], 0
    while place < len(tokens):
        mention, length = longest_name(text, tokens, place, gazetteer)
        if mention:
            found.append(mention)
        place += max(length, 1)
    return found


def longest_name(
    text: str, tokens: list[tuple[Span, str]], place: int, gazetteer: Gazetteer
) -> tuple[LinkedMention | None, int]:
    first = tokens[place][1]
    longest = max(gazetteer.longest_from(first), gazetteer.longest_from(strip_genitive(first)))
    for length in range(min(longest, len(tokens) - place), 0, -1):
        key = tuple(token for _, token in tokens[place : place + length])
        bare = (*key[:-1], strip_genitive(key[-1]))
        for candidate, score in ((key, EXACT), (bare, GENITIVE)):
            names = gazetteer.lookup(candidate)
            if not names:
                continue
            span = Span(tokens[place][0].start, tokens[place + length - 1][0].end)
            mention = judge(span, span.of(text), names, score)
            if mention:
                return mention, length
    return None, 0


def judge(span: Span, written: str, names: list[KnownName], score: float) -> LinkedMention | None:
    """A name in lower case is a word, not a name ("apple", "arm"), unless the alias itself is written so.

    Accents may be left out of a name ("Hottges"), and none may be added ("Über" is not Uber).
    """
    found = [name for name in names if written.startswith(name.text)]
    if not found:
        if written.islower():
            return None
        score = FOLDED
        plain = fold(written) == written.casefold()
        found = [name for name in names if plain or written.casefold().startswith(name.text.casefold())]
    entities = {name.entity_id: name for name in found}
    if len(entities) > 1:
        return LinkedMention(span, written, None, 0.0, between(written, found))
    return next(
        (LinkedMention(span, written, pk, score, f"“{written}” is {name}") for pk, name in entities.items()), None
    )


def between(written: str, names: Iterable[KnownName]) -> str:
    """Why a name is linked to none of those who have it."""
    return f"“{written}” is a name of {', '.join(sorted({name.entity_name for name in names}))}"
