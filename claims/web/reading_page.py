"""An article's text painted for reading: each block as pieces, with the margin cards that belong beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.models import Block, StatementSpan
from claims.queries.articles import Reading, ReadStatement
from claims.text import Span
from claims.web.highlight import Mark, Piece, cut

TINTS = 6
TAGS = {Block.Role.HEADING.value: "h2", Block.Role.QUOTE.value: "blockquote"}
CONTENT = StatementSpan.Role.CONTENT


@dataclass(frozen=True)
class PaintedPiece:
    """`anchors` are the statements that begin here, `notes` those that end here and get their number."""

    text: str
    classes: str
    statements: str  # their numbers, for joining with their cards
    anchors: tuple[ReadStatement, ...]
    notes: tuple[ReadStatement, ...]


@dataclass(frozen=True)
class PaintedBlock:
    tag: str
    pieces: tuple[PaintedPiece, ...]
    cards: tuple[ReadStatement, ...]


def tint(speaker_number: int) -> int:
    """Which of the tints a speaker gets; 0 is none."""
    return (speaker_number - 1) % TINTS + 1 if speaker_number else 0


def paint(reading: Reading) -> tuple[PaintedBlock, ...]:
    if reading.revision is None:
        return ()
    by_number = {statement.number: statement for statement in reading.statements}
    marks = [
        Mark(Span(span.start, span.end), span.role, statement.number)
        for statement in reading.statements
        for span in statement.spans
    ]
    painted = []
    for block, span in _text_blocks(reading.blocks):
        pieces = tuple(_paint_piece(piece, by_number) for piece in cut(reading.revision.text, span, marks))
        cards = tuple(each for each in reading.statements if span.start <= each.starts_at < span.end)
        repeats_title = span.of(reading.revision.text) == reading.revision.title
        if cards or not repeats_title:
            painted.append(PaintedBlock(TAGS.get(block.role, "p"), pieces, cards))
    return tuple(painted)


def _text_blocks(blocks: Sequence[Block]) -> list[tuple[Block, Span]]:
    return [
        (block, Span(block.start, block.end)) for block in blocks if block.start is not None and block.end is not None
    ]


def _paint_piece(piece: Piece, by_number: dict[int, ReadStatement]) -> PaintedPiece:
    contents = [mark for mark in piece.marks if mark.role == CONTENT]
    numbers = list(dict.fromkeys(mark.statement for mark in piece.marks))
    classes = [f"is-{mark.role}" for mark in piece.marks if mark.role != CONTENT]
    if contents:
        innermost = by_number[contents[-1].statement]
        classes += [
            "is-content",
            f"line-{innermost.said.underline}",
            f"tint-{tint(innermost.speaker_number)}",
            f"sure-{innermost.said.statement.confidence}",
        ]
    return PaintedPiece(
        text=piece.text,
        classes=" ".join(dict.fromkeys(classes)),
        statements=" ".join(str(number) for number in numbers),
        anchors=_first_contents(piece, by_number),
        notes=_last_contents(piece, by_number),
    )


def _first_contents(piece: Piece, by_number: dict[int, ReadStatement]) -> tuple[ReadStatement, ...]:
    begun = [by_number[mark.statement] for mark in piece.begins if mark.role == CONTENT]
    return tuple(each for each in begun if any(each.starts_at == mark.span.start for mark in piece.begins))


def _last_contents(piece: Piece, by_number: dict[int, ReadStatement]) -> tuple[ReadStatement, ...]:
    """In the order of their numbers, however the spans nest."""
    ended = {
        mark.statement
        for mark in piece.ends
        if mark.role == CONTENT and mark.span.end == _content_end(by_number[mark.statement])
    }
    return tuple(by_number[number] for number in sorted(ended))


def _content_end(statement: ReadStatement) -> int:
    return max(span.end for span in statement.spans if span.role == CONTENT)
