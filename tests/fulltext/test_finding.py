"""Which words find which, and what is shown of it; no database is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.fulltext import NOTHING, Question, basic_forms, excerpt, mark, read_question
from claims.fulltext.forms import BREAK, LONGEST_WORD, TOKEN, tokens
from tests.finds import FINDS, FINDS_IDS


def finds(question: Question, words: str) -> bool:
    """As both databases do it: the tokens of one reading in a row."""
    line = f" {words} "
    terms = [any(f" {' '.join(reading)} " in line for reading in term.readings) for term in question.wanted]
    return all(terms) and not any(
        f" {' '.join(reading)} " in line for term in question.unwanted for reading in term.readings
    )


def hits(text: str, lang: str, question: Question) -> list[str]:
    return [piece.text for piece in mark(text, lang, question) if piece.is_hit]


@pytest.mark.parametrize(("lang", "text", "typed", "expected"), FINDS, ids=FINDS_IDS)
def test_a_question_finds_what_it_means_and_shows_it_as_it_stands(
    lang: str, text: str, typed: str, expected: str
) -> None:
    question = read_question(typed)
    assert finds(question, basic_forms([(text, lang)])) == bool(expected)
    if expected:
        assert " | ".join(hits(text, lang, question)) == expected


def test_a_phrase_does_not_reach_from_one_text_into_the_next() -> None:
    words = basic_forms([("Die Preise", "de"), ("steigen", "de")])
    assert words.split().count(BREAK) == 1
    assert finds(read_question("Preise steigen"), words)
    assert not finds(read_question('"Preise steigen"'), words)


@pytest.mark.parametrize("typed", ["", " ", "%", "--", '"', '""', "-", "*", "( )", "\x00"])
def test_what_has_no_word_asks_for_nothing(typed: str) -> None:
    assert not read_question(typed).asks


def test_typographic_quotation_marks_make_a_phrase_too() -> None:
    assert read_question("„hohe Preise“") == read_question('"hohe Preise"') == read_question("»hohe Preise«")


def test_an_unclosed_quotation_mark_is_none() -> None:
    assert read_question('"hohe Preise') == read_question("hohe Preise")


@given(st.text(max_size=80), st.sampled_from(["de", "en", "fr", ""]))
def test_whatever_is_typed_is_read_and_whatever_is_marked_joins_up_again(text: str, lang: str) -> None:
    question = read_question(text)
    assert "".join(piece.text for piece in mark(text, lang, question)) == text
    assert all(reading for term in (*question.wanted, *question.unwanted) for reading in term.readings)


@given(st.text(min_size=1, max_size=20), st.sampled_from(["de", "en", ""]))
def test_every_token_is_one_that_every_engine_takes_as_it_is(word: str, lang: str) -> None:
    for token in tokens(word, lang):
        assert TOKEN.fullmatch(token)
        assert token == token.lower()
        assert not token[0].isdigit() or token.isdigit()


def test_a_run_of_letters_is_cut_off() -> None:
    assert [len(token) for token in tokens("x" * 500, "de")] == [LONGEST_WORD]


def test_an_excerpt_begins_with_its_sentence_and_ends_with_a_word() -> None:
    text = f"{'Davor steht viel. ' * 20}Man hört: Die Speicherpreise steigen. {'Danach steht viel. ' * 20}"
    pieces = excerpt(text, "de", read_question("preis"))
    line = "".join(piece.text for piece in pieces)
    assert line.startswith("… Man hört: Die Speicherpreise steigen. Danach")
    assert line.endswith((" viel. …", " steht …", " Danach …"))
    assert [piece.text for piece in pieces if piece.is_hit] == ["Speicherpreise"]


def test_a_short_text_is_its_own_excerpt() -> None:
    pieces = excerpt("Die Preise steigen.", "de", read_question("preis"))
    assert "".join(piece.text for piece in pieces) == "Die Preise steigen."


def test_a_text_without_a_hit_has_no_excerpt() -> None:
    assert excerpt("Die Preise steigen.", "de", read_question("chip")) == []
    assert excerpt("Die Preise steigen.", "de", NOTHING) == []
