"""Token ranges to spans: what every matcher does last."""

from collections.abc import Iterable

from claims.extract.document import Sentence
from claims.extract.tokens import Shape
from claims.text import Span

EDGE_MARKS = ",;:–—-"


def trimmed(sentence: Sentence, start: int, end: int) -> Span | None:
    """Without the marks that separate it from what is beside it and without the sentence's full stop."""
    tokens = sentence.tokens
    while start < end and tokens[start].shape is Shape.PUNCT and tokens[start].text in EDGE_MARKS + ".•*":
        start += 1
    while end > start and tokens[end - 1].shape is Shape.PUNCT and tokens[end - 1].text in EDGE_MARKS + ".":
        end -= 1
    return sentence.span(start, end) if start < end else None


def spans(sentence: Sentence, pieces: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    found = (trimmed(sentence, start, end) for start, end in pieces)
    return tuple(span for span in found if span is not None)


def marks(sentence: Sentence, indices: Iterable[int]) -> tuple[Span, ...]:
    """Single tokens as spans, neighbours joined."""
    joined: list[tuple[int, int]] = []
    for i in sorted(set(indices)):
        if joined and joined[-1][1] == i:
            joined[-1] = (joined[-1][0], i + 1)
        else:
            joined.append((i, i + 1))
    return tuple(sentence.span(start, end) for start, end in joined)
