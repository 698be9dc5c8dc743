"""No text breaks extraction, and every span lies in the text it was found in."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract import Extraction, extract, extraction_to_dict
from claims.text import Span

WORDS = (
    "„ “ ” \" « » '' ( ) [ ] , . : ; – — ! ? … sagte said dass that laut according to zufolge so wie er she Huang"
    " Kestrel CEO der die das the a von of mit and und teilte mit erklärte adding soll reportedly angeblich 40 %"
    " 1.000,5 GB Dr. U.S. habe sei werde would be 😀 \u00ad \u202e مرحبا \r\n \n\n \x00 zu to kündigte an Chef-Chef"
    " 2016-06-29 ²³ ٣٤ 1..2 Mrd. billion"
).split(" ")

news_like = st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join)
any_text = st.text(st.characters(), max_size=200)  # lone surrogates and NULs included
language = st.sampled_from(["de", "en", None, "fr", ""])


def spans_of(extraction: Extraction) -> Iterator[Span]:
    for a in extraction.attributions:
        yield from (*a.source, *a.cue, *a.content, *a.about, *a.hedges)
        yield from (q.span for q in a.quantities)
        yield from (hop.span for hop in a.via if hop.span is not None)
        if a.speaker.mention is not None:
            yield a.speaker.mention


def check(text: str, lang: str | None) -> Extraction:
    extraction = extract(text, lang)
    assert all(span.end <= len(text) and span.of(text).strip() for span in spans_of(extraction))
    assert all(a.content and a.why and a.rule for a in extraction.attributions)
    extraction_to_dict(extraction, text)
    return extraction


@settings(deadline=None, max_examples=150)
@given(any_text, language)
def test_any_text_is_read_without_an_error(text: str, lang: str | None) -> None:
    check(text, lang)


@settings(deadline=None, max_examples=250)
@given(news_like, language)
def test_any_mix_of_cues_quotes_and_brackets_is_read_without_an_error(text: str, lang: str | None) -> None:
    check(text, lang)


@settings(deadline=None, max_examples=60)
@given(news_like)
def test_the_same_text_yields_the_same_statements(text: str) -> None:
    assert extract(text, "de") == extract(text, "de")


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Ab1." * 20_000,
        "„auf " * 10_000,
        '"open ' * 10_000,
        "(" * 5_000 + "x" + ")" * 5_000,
        "(a [b " * 5_000,
        "sagte, said, " * 2_000,
        "\n" * 50_000,
        "1.000." * 10_000,
        "\ud800" * 100,
    ],
    ids=[
        "no space", "no space but stops", "unclosed German quotes", "unclosed straight quotes", "nested brackets",
        "unclosed brackets", "cues alone", "empty lines", "digits", "lone surrogates",
    ],
)  # fmt: skip
def test_a_degenerate_text_is_read_to_its_end(text: str, lang: str) -> None:
    check(text, lang)


def test_offsets_hold_across_crlf_soft_hyphens_and_emoji() -> None:
    text = "🚀 Start.\r\n\r\nLaut Voss steigt die Band\u00adbreite um 40 Prozent. 😀\r\nMehr folgt."
    (statement,) = check(text, "de").attributions
    assert [span.of(text) for span in statement.content] == ["steigt die Band\u00adbreite um 40 Prozent"]
