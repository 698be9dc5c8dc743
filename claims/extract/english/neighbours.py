"""Two speakers in one English sentence: what the first one said ends where the quotation of the second begins."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.english.phrases import CONJUNCTIONS, PREPOSITIONS, SUBORDINATORS, is_adverb, is_quotation
from claims.extract.frame import Frame
from claims.extract.ranges import trimmed
from claims.extract.tokens import Token
from claims.text import Span

QUOTING = frozenset({"quote_before", "quote_after"})
CLAUSES = frozenset(
    "that that_stance zero zero_stance zero_object participle participle_stance question object".split()
)
LONGEST_OPENING = 5  # tokens between a comma and the one who speaks next: ", to which Friis replied"


def part_neighbours(sentence: Sentence, frames: list[Frame]) -> list[Frame]:
    """ "Lind said the chip is late, and when asked about it, Friis said: ..." are two statements.

    A quotation right at the beginning of what somebody says of himself is his own: "she said she asked “for time”".
    """
    quoting = [frame for frame in frames if frame.rule in QUOTING]
    if not quoting:
        return frames
    dropped = []
    for frame in frames:
        if frame.rule not in CLAUSES or len(frame.content) != 1:
            continue
        for other in quoting:
            content = frame.content[0]
            if other is frame or not any(content.covers(cue) for cue in other.cue):
                continue
            begins = min(span.start for span in (*other.cue, *other.content, other.source or other.cue[0]))
            if begins <= content.start + len("that "):
                dropped.append(other)
                continue
            shorter = _ending_before(sentence, content.start, begins)
            if shorter is not None:
                frame.content = (shorter,)
                if frame.kind is Kind.MIXED and not _has_quotation(sentence, shorter):
                    frame.kind = Kind.INDIRECT
    return [frame for frame in frames if not any(frame is other for other in dropped)]


def _has_quotation(sentence: Sentence, content: Span) -> bool:
    return any(is_quotation(token) for token in sentence.tokens if content.covers(token.span))


def _ending_before(sentence: Sentence, start: int, begins: int) -> Span | None:
    """Up to the comma or the conjunction that leads over to the next speaker; None where nothing does."""
    tokens = sentence.tokens
    first = next(i for i, token in enumerate(tokens) if token.start >= start)
    last = next(i for i, token in enumerate(tokens) if token.start >= begins)
    for i in range(last - 1, max(first, last - 1 - LONGEST_OPENING), -1):
        if tokens[i].is_mark(",;—–"):
            return trimmed(sentence, first, i)
        if not _leads_over(tokens[i]):
            break
    before = tokens[last - 1]
    return trimmed(sentence, first, last - 1) if before.lower in CONJUNCTIONS | SUBORDINATORS else None


def _leads_over(token: Token) -> bool:
    lower = token.lower
    return lower in CONJUNCTIONS or lower in SUBORDINATORS or lower in PREPOSITIONS or is_adverb(token)
