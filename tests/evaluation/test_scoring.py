"""Which predicted attribution belongs to which annotated one, and what counts as found."""

from claims.evaluation.scoring import Score, Spoken, pair_up, word_places, words_in
from claims.text import Span


def spoken(content: range, source: range = range(0)) -> Spoken:
    return Spoken(frozenset(content), frozenset(source))


def test_a_word_belongs_to_every_span_that_touches_it() -> None:
    text = "Voss sagte, die Karte sei da."
    places = word_places(text)
    assert [text[start:end] for start, end in places] == ["Voss", "sagte", "die", "Karte", "sei", "da"]
    assert words_in([Span(14, 18)], places) == {12, 16}


def test_each_annotation_is_paired_with_one_prediction_so_that_most_is_shared() -> None:
    gold = [spoken(range(10)), spoken(range(5, 15))]
    predicted = [spoken(range(4, 14)), spoken(range(8))]
    pairs = {pair.gold: pair.predicted for pair in pair_up(gold, predicted)}
    assert pairs == {0: 1, 1: 0}


def test_a_prediction_is_used_once() -> None:
    (pair,) = pair_up([spoken(range(10)), spoken(range(2, 8))], [spoken(range(10))])
    assert (pair.gold, pair.dice) == (0, 1.0)


def test_sources_agree_when_one_lies_in_the_other() -> None:
    gold = [spoken(range(10), range(20, 26))]
    (pair,) = pair_up(gold, [spoken(range(10), range(25, 26))])
    assert pair.sources_agree


def test_two_sources_with_nothing_in_them_do_not_agree() -> None:
    (pair,) = pair_up([spoken(range(10))], [spoken(range(10))])
    assert not pair.sources_agree


def test_f1_lies_between_precision_and_recall() -> None:
    score = Score(hits=6, predicted=8, gold=12)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)
    assert Score().f1 == 0.0
