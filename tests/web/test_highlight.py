"""Cutting a text at span borders."""

from hypothesis import given
from hypothesis import strategies as st

from claims.text import Span
from claims.web.highlight import Mark, Piece, cut

TEXT = "Laut Norvik „läuft die Fertigung“ seit Montag. 🙂 So weit."
WHOLE = Span(0, len(TEXT))


def mark(words: str, statement: int = 1, role: str = "content") -> Mark:
    start = TEXT.index(words)
    return Mark(Span(start, start + len(words)), role, statement)


def shown(pieces: list[Piece]) -> list[tuple[str, list[int]]]:
    return [(piece.text, [mark.statement for mark in piece.marks]) for piece in pieces]


def test_a_text_without_marks_is_one_piece() -> None:
    assert shown(cut(TEXT, WHOLE, [])) == [(TEXT, [])]


def test_a_mark_cuts_the_text_in_three() -> None:
    assert shown(cut(TEXT, WHOLE, [mark("Norvik")])) == [
        ("Laut ", []),
        ("Norvik", [1]),
        (" „läuft die Fertigung“ seit Montag. 🙂 So weit.", []),
    ]


def test_a_nested_mark_comes_after_the_one_around_it() -> None:
    pieces = cut(TEXT, WHOLE, [mark("Fertigung", 2), mark("läuft die Fertigung“ seit Montag", 1)])
    assert ("Fertigung", [1, 2]) in shown(pieces)
    innermost = next(piece.innermost for piece in pieces if piece.text == "Fertigung")
    assert innermost is not None
    assert innermost.statement == 2


def test_overlapping_marks_share_the_words_between_their_borders() -> None:
    pieces = cut(TEXT, WHOLE, [mark("läuft die Fertigung", 1), mark("Fertigung“ seit", 2)])
    assert shown(pieces)[1:4] == [("läuft die ", [1]), ("Fertigung", [1, 2]), ("“ seit", [2])]


def test_a_mark_begins_and_ends_once_however_often_it_is_cut() -> None:
    outer = mark("läuft die Fertigung“ seit Montag")
    pieces = cut(TEXT, WHOLE, [outer, mark("Fertigung", 2)])
    assert [outer in piece.begins for piece in pieces].count(True) == 1
    assert [outer in piece.ends for piece in pieces].count(True) == 1


def test_offsets_count_characters_beyond_the_basic_plane_once() -> None:
    assert ("So weit", [1]) in shown(cut(TEXT, WHOLE, [mark("So weit")]))


def test_a_mark_that_reaches_beyond_its_block_is_clipped_to_it() -> None:
    block = Span(0, TEXT.index(" seit"))
    pieces = cut(TEXT, block, [mark("Fertigung“ seit Montag")])
    assert pieces[-1].text == "Fertigung“"
    assert pieces[-1].ends == ()


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.text(min_size=61, max_size=80), st.lists(SPANS, max_size=8), SPANS)
def test_the_pieces_join_up_to_the_block_and_carry_the_marks_that_cover_them(
    text: str, spans: list[Span], block: Span
) -> None:
    marks = [Mark(span, "content", number) for number, span in enumerate(spans)]
    pieces = cut(text, block, marks)
    assert "".join(piece.text for piece in pieces) == block.of(text)
    at = block.start
    for piece in pieces:
        assert {each.statement for each in piece.marks} == {
            each.statement for each in marks if each.span.start <= at < each.span.end
        }
        at += len(piece.text)
