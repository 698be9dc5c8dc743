"""Where a text has what was looked for: the words as they stand in it, whatever their basic form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.fulltext.forms import WORD, tokens
from claims.fulltext.question import Question, Term, Tokens
from claims.text import Span

LEFT_OUT = "…"
BEFORE, AFTER = 90, 170  # letters of an excerpt on either side of its first hit
SENTENCE_START = re.compile(r"(?:[.!?…][\"”“»]*\s+|\n+)(?=\S)")
WORD_START = re.compile(r"\s(?=\S)")
LAST_GAP = re.compile(r"\s+\S*$")


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool


def mark(text: str, lang: str, question: Question) -> list[Piece]:
    """Pieces that join up to the text."""
    pieces, at = [], 0
    for hit in _joined(_hits(text, lang, question)):
        pieces += [Piece(text[at : hit.start], is_hit=False), Piece(hit.of(text), is_hit=True)]
        at = hit.end
    return [piece for piece in (*pieces, Piece(text[at:], is_hit=False)) if piece.text]


def has(text: str, lang: str, term: Term) -> bool:
    return next(_hits(text, lang, Question((term,), ())), None) is not None


def excerpt(text: str, lang: str, question: Question) -> list[Piece]:
    """A line of the text around its first hit; empty where it has none."""
    first = next(_hits(text, lang, question), None)
    if first is None:
        return []
    start, end = _begin(text, first.start), _end(text, first.end)
    before = [Piece(f"{LEFT_OUT} ", is_hit=False)] if text[:start].strip() else []
    after = [Piece(f" {LEFT_OUT}", is_hit=False)] if text[end:].strip() else []
    return [*before, *mark(text[start:end], lang, question), *after]


def _begin(text: str, hit: int) -> int:
    """That of the hit's own sentence, or of a word if the sentence began long before."""
    start = max(hit - BEFORE, 0)
    near = text[start:hit]
    sentences = [match.end() for match in SENTENCE_START.finditer(near)]
    word = WORD_START.search(near) if start else None
    return start + (sentences[-1] if sentences else word.end() if word else 0)


def _end(text: str, hit: int) -> int:
    end = min(hit + AFTER, len(text))
    gap = LAST_GAP.search(text, hit, end) if end < len(text) else None
    return gap.start() if gap else end


def _hits(text: str, lang: str, question: Question) -> Iterator[Span]:
    """In the order in which they end: from the first letter of the first word to the last letter of the last."""
    by_last: dict[str, list[Tokens]] = {}
    for term in question.wanted:
        for reading in term.readings:
            by_last.setdefault(reading[-1], []).append(reading)
    seen: list[str] = []
    starts: list[int] = []
    for match in WORD.finditer(text):
        for token in tokens(match[0], lang):
            seen.append(token)
            starts.append(match.start())
            for reading in by_last.get(token, ()):
                if tuple(seen[-len(reading) :]) == reading:
                    yield Span(starts[-len(reading)], match.end())


def _joined(hits: Iterator[Span]) -> list[Span]:
    joined: list[Span] = []
    for hit in hits:
        while joined and hit.start <= joined[-1].end:
            hit = Span(min(hit.start, joined[-1].start), max(hit.end, joined.pop().end))
        joined.append(hit)
    return joined
