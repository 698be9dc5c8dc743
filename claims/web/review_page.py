"""The text of a question, painted so that a selection in it can be told as a place in the article."""

from dataclasses import dataclass

from claims.queries.review import QuestionView
from claims.text import Span
from claims.web.highlight import Mark, cut


@dataclass(frozen=True)
class PaintedPiece:
    text: str
    start: int  # in the article's text
    classes: str


def paint_question(view: QuestionView) -> list[list[PaintedPiece]]:
    """Each block as its pieces."""
    marks = [Mark(Span(span.start, span.end), span.role, 1) for span in view.spans]
    painted = []
    for block in view.blocks:
        start = block.start or 0
        pieces = []
        for piece in cut(view.text, Span(start, block.end or start + 1), marks):
            roles = dict.fromkeys(f"is-{mark.role}" for mark in piece.marks)
            pieces.append(PaintedPiece(piece.text, start, " ".join(roles)))
            start += len(piece.text)
        painted.append(pieces)
    return painted
