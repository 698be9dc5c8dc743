"""Cutting a text at the borders of overlapping and nested spans, so that it can be painted piece by piece."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.text import Span


@dataclass(frozen=True)
class Mark:
    """What a stretch of the text is: the source, cue or content of a statement."""

    span: Span
    role: str
    statement: int


@dataclass(frozen=True)
class Piece:
    """Text under the same marks throughout, the widest mark first.

    `begins` and `ends` are the marks that have their first or last character here.
    """

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()

    @property
    def innermost(self) -> Mark | None:
        return self.marks[-1] if self.marks else None


def cut(text: str, block: Span, marks: Iterable[Mark]) -> list[Piece]:
    """The block's text as pieces that join up to it exactly; marks that reach beyond the block are clipped to it."""
    here = sorted((mark for mark in marks if mark.span.overlaps(block)), key=_widest_first)
    borders = {block.start, block.end}
    for mark in here:
        borders |= {border for border in (mark.span.start, mark.span.end) if block.start < border < block.end}
    ordered = sorted(borders)
    return [_piece(text, Span(start, end), here) for start, end in itertools.pairwise(ordered)]


def _widest_first(mark: Mark) -> tuple[int, int, int]:
    return (mark.span.start - mark.span.end, mark.span.start, mark.statement)


def _piece(text: str, span: Span, marks: Sequence[Mark]) -> Piece:
    covering = tuple(mark for mark in marks if mark.span.covers(span))
    return Piece(
        text=span.of(text),
        marks=covering,
        begins=tuple(mark for mark in covering if mark.span.start == span.start),
        ends=tuple(mark for mark in covering if mark.span.end == span.end),
    )
