"""The amounts that a text names, row by row of tests/cases/quantities: the words, and what they are read as."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract.attribution import Quantity
from claims.extract.quantities import quantities_in
from claims.text import Span

TABLES = Path(__file__).parent.parent / "cases" / "quantities"
PIECES = (
    "3 1.000,5 1,000.5 5,5 20 000 % $ € bis to zwischen and und von auf - – half a eine Million GHz nm Jahre or oder B"
).split()


def rows(lang: str) -> list[tuple[str, str]]:
    lines = (TABLES / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
    return [(words, expected) for words, expected in (line.split("\t") for line in lines if not line.startswith("#"))]


def show(quantity: Quantity, text: str) -> str:
    value = f"{quantity.low:.10g}..{quantity.high:.10g}" if quantity.value is None else f"{quantity.value:.10g}"
    return f"{quantity.span.of(text)} = {quantity.comparator} {value} {quantity.unit}".strip()


def read(text: str, lang: str) -> tuple[Quantity, ...]:
    return quantities_in(text, Span(0, len(text)), lang)


@pytest.mark.parametrize(("words", "expected"), rows("de"))
def test_german_words_name_their_amounts(words: str, expected: str) -> None:
    assert (" | ".join(show(quantity, words) for quantity in read(words, "de")) or "none") == expected


@pytest.mark.parametrize(("words", "expected"), rows("en"))
def test_english_words_name_their_amounts(words: str, expected: str) -> None:
    assert (" | ".join(show(quantity, words) for quantity in read(words, "en")) or "none") == expected


def test_a_bound_leaves_the_other_end_open() -> None:
    (at_most,) = read("bis zu 40 Prozent", "de")
    (at_least,) = read("at least 40 percent", "en")
    assert (at_most.low, at_most.high) == (None, 40)
    assert (at_least.low, at_least.high) == (40, None)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(" ".join), st.sampled_from(["de", "en"]))
def test_amounts_lie_in_the_text_in_its_order_and_do_not_overlap(text: str, lang: str) -> None:
    spans = [quantity.span for quantity in read(text, lang)]
    assert all(span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
