"""The frame of a source that stands beside a whole clause: the clause is the content, without the source's words."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.ranges import marks, spans
from claims.extract.tokens import Shape

SHORTEST_CONTENT = 8  # characters


def frame_beside(
    sentence: Sentence, rule: str, pieces: list[tuple[int, int]], source: tuple[int, int] | None, *cue: tuple[int, int]
) -> Frame | None:
    content = spans(sentence, pieces)
    if not content or sum(span.end - span.start for span in content) < SHORTEST_CONTENT:
        return None
    quoted = [
        t for s, e in pieces for t in sentence.tokens[s:e] if t.shape is Shape.QUOTE and not phrases.is_name_quote(t)
    ]
    words = [t for s, e in pieces for t in sentence.tokens[s:e] if t.shape in (Shape.WORD, Shape.NUMBER)]
    kind = Kind.INDIRECT if not quoted else Kind.MIXED if len(words) > 1 else Kind.DIRECT
    return Frame(
        rule,
        sentence.number,
        content,
        kind,
        cue=marks(sentence, (i for start, end in cue for i in range(start, end))),
        source=sentence.span(*source) if source is not None else None,
        verb_class="say",
    )


def main_start(sentence: Sentence, i: int) -> int:
    """A semicolon closes what was before it."""
    for j in range(i - 1, 0, -1):
        if sentence.tokens[j].is_mark(";"):
            return j + 1
    return 0


def main_end(sentence: Sentence, i: int) -> int:
    for j in range(i, len(sentence.tokens)):
        if sentence.tokens[j].is_mark(";"):
            return j
    return len(sentence.tokens)
