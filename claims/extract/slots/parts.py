"""What the clause of a proposition is taken apart into, in places of its tokens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from claims.extract.lexicon_files import entries, rows
from claims.extract.tokens import Shape, Token
from claims.text import Span

Place = tuple[int, int]  # from a token to the one behind the last
FOLDED = "…"


@dataclass(frozen=True)
class Clause:
    """What cannot be told is None; a predicate has several places where other words stand between its verbs."""

    predicate: tuple[Place, ...]
    subject: Place | None = None
    object: Place | None = None
    why: str = ""  # how subject and object were told apart


@cache
def numerals(lang: str) -> frozenset[str]:
    """Numbers that are written as words: "acht", "million"."""
    return entries(lang, "magnitudes") | {word for word, kind, *_ in rows(lang, "numbers") if kind == "number"}


def join_places(places: Iterable[Place]) -> tuple[Place, ...]:
    """In the order of the words, those that touch as one."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and joined[-1][1] >= start:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def fold_spans(tokens: Sequence[Token], spans: Iterable[Span]) -> list[Token]:
    """Each span as one token that is no word: a period is nobody's subject, and its number counts nothing."""
    folded = list(tokens)
    for span in spans:
        inside = [i for i, token in enumerate(folded) if token.span.overlaps(span)]
        if inside:
            first, last = folded[inside[0]], folded[inside[-1]]
            folded[inside[0] : inside[-1] + 1] = [Token(first.start, last.end, FOLDED, FOLDED, Shape.PUNCT)]
    return folded


def is_folded(token: Token) -> bool:
    return token.text is FOLDED
