"""Words that a person marked are found where they stand, and read as all other statements are."""

import pytest

from claims.extract import Kind, Modality, find_words, join, overlapping, read_marked
from claims.text import Span

TEXT = "Es läuft, sagte Lind.\nEs läuft, sagte Moser, und zwar\nvermutlich 40 Prozent besser."


def found(written: str, near: int = 0) -> list[str]:
    return [span.of(TEXT) for span in find_words(TEXT, written, near)]


def test_of_several_places_the_nearest_is_meant() -> None:
    assert [span.start for span in find_words(TEXT, "Es läuft", 0)] == [0]
    assert [span.start for span in find_words(TEXT, "Es läuft", 30)] == [22]


def test_white_space_counts_as_one_and_all_else_as_it_stands() -> None:
    assert found("und zwar  vermutlich") == ["und zwar\nvermutlich"]
    with pytest.raises(LookupError, match="es läuft"):
        find_words(TEXT, "es läuft", 0)


def test_parts_are_looked_for_each_behind_the_one_before() -> None:
    assert [span.start for span in find_words(TEXT, "sagte Moser … Es läuft", 0)] == [22, 32]
    assert found("sagte Lind … besser") == ["sagte Lind", "besser"]


def test_no_words_are_at_no_place() -> None:
    assert found(" … ") == []


def test_spans_that_overlap_are_told_and_joined() -> None:
    spans = [Span(4, 9), Span(0, 5), Span(12, 14)]
    assert overlapping(spans)
    assert join(spans) == (Span(0, 9), Span(12, 14))
    assert not overlapping(join(spans))


def read(
    content: str, lang: str = "de", modality: Modality = Modality.ASSERTED
) -> tuple[Modality, list[str], list[str]]:
    words = find_words(TEXT, content, 0)
    marked = read_marked(TEXT, lang, content=words, cue=(), kind=Kind.INDIRECT, modality=modality, published=None)
    return (
        marked.modality,
        [span.of(TEXT) for span in marked.hedges],
        [quantity.span.of(TEXT) for quantity in marked.quantities],
    )


def test_hedges_and_numbers_are_those_of_the_marked_words() -> None:
    assert read("vermutlich 40 Prozent besser") == (Modality.HEDGED, ["vermutlich"], ["40 Prozent"])
    assert read("Es läuft") == (Modality.ASSERTED, [], [])


def test_what_the_reporter_marked_as_hearsay_stays_hearsay() -> None:
    assert read("Es läuft", modality=Modality.HEARSAY)[0] is Modality.HEARSAY


def test_a_language_that_cannot_be_read_leaves_all_as_it_was() -> None:
    assert read("vermutlich 40 Prozent besser", lang="nl", modality=Modality.PREDICTED) == (Modality.PREDICTED, [], [])
