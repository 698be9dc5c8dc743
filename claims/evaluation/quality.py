"""How much of what people annotated is found, and how much of what is found is right: by band, by kind and by rule."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claims.evaluation.gold import GoldText
from claims.evaluation.scoring import EXACT, FOUND, NOTHING, Pair, Score, Spoken, pair_up, word_places, words_in
from claims.extract import Attribution, Confidence, Kind, extract

SHOWN = frozenset({Confidence.HIGH, Confidence.MEDIUM})
BANDS = {
    "high and medium": SHOWN,
    "high": frozenset({Confidence.HIGH}),
    "medium": frozenset({Confidence.MEDIUM}),
    "low": frozenset({Confidence.LOW}),
}


@dataclass(frozen=True)
class Scores:
    """What was found of the contents, of the contents within narrow bounds, and of the contents with their sources."""

    content: Score = NOTHING
    exact: Score = NOTHING
    claim: Score = NOTHING

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(self.content + other.content, self.exact + other.exact, self.claim + other.claim)


@dataclass(frozen=True)
class Quality:
    """`by_gold_kind` tells recall and has no predictions, `by_kind` and `by_rule` tell precision and have no gold."""

    texts: int
    bands: Mapping[str, Scores]
    by_gold_kind: Mapping[str, Scores]
    by_kind: Mapping[str, Scores]
    by_rule: Mapping[str, Scores]


@dataclass
class _Counts:
    scores: Scores = field(default_factory=Scores)
    by_gold_kind: defaultdict[str, Scores] = field(default_factory=lambda: defaultdict(Scores))
    by_kind: defaultdict[str, Scores] = field(default_factory=lambda: defaultdict(Scores))
    by_rule: defaultdict[str, Scores] = field(default_factory=lambda: defaultdict(Scores))


def measure_quality(texts: Sequence[GoldText]) -> Quality:
    """A corpus that names the kinds of its attributions, and attitudes are none of them, is measured without ours."""
    kinds = {annotated.kind for text in texts for annotated in text.attributions}
    without = {Kind.ATTITUDE} if kinds - {""} and Kind.ATTITUDE not in kinds else set()
    read = [(text, _predict(text, lambda found: found.kind not in without)) for text in texts]
    counts = {name: _Counts() for name in BANDS}
    for name, band in BANDS.items():
        for text, predicted in read:
            _count(counts[name], text, [found for found in predicted if found.confidence in band])
    shown = counts["high and medium"]
    return Quality(
        len(texts), {name: c.scores for name, c in counts.items()}, shown.by_gold_kind, shown.by_kind, shown.by_rule
    )


def _predict(text: GoldText, wanted: Callable[[Attribution], bool]) -> list[Attribution]:
    return [found for found in extract(text.text, text.lang, published=text.published).attributions if wanted(found)]


def _count(counts: _Counts, text: GoldText, predicted: Sequence[Attribution]) -> None:
    places = word_places(text.text)
    gold = [Spoken(words_in(a.content, places), words_in(a.source, places)) for a in text.attributions]
    spoken = [Spoken(words_in(a.content, places), words_in(a.source, places)) for a in predicted]
    pairs = pair_up(gold, spoken)
    of_gold = {pair.gold: pair for pair in pairs}
    of_predicted = {pair.predicted: pair for pair in pairs}
    for g, annotated in enumerate(text.attributions):
        counts.by_gold_kind[annotated.kind or "all"] += _recall(of_gold.get(g), has_source=bool(gold[g].source))
    for p, found in enumerate(predicted):
        pair = of_predicted.get(p)
        scores = _precision(pair, has_source=pair is None or bool(gold[pair.gold].source))
        counts.by_kind[found.kind] += scores
        counts.by_rule[found.rule] += scores
    counts.scores += total(pairs, gold, spoken)


def total(pairs: Iterable[Pair], gold: Sequence[Spoken], predicted: Sequence[Spoken]) -> Scores:
    found = [pair for pair in pairs if pair.dice >= FOUND]
    sourceless = sum(not gold[pair.gold].source for pair in found)
    return Scores(
        Score(len(found), len(predicted), len(gold)),
        Score(sum(pair.dice >= EXACT for pair in found), len(predicted), len(gold)),
        Score(
            sum(pair.sources_agree for pair in found),
            len(predicted) - sourceless,
            sum(bool(annotated.source) for annotated in gold),
        ),
    )


def _recall(pair: Pair | None, *, has_source: bool) -> Scores:
    hit = _hits(pair)
    return Scores(
        Score(hit["content"], 0, 1), Score(hit["exact"], 0, 1), Score(hit["claim"] if has_source else 0, 0, has_source)
    )


def _precision(pair: Pair | None, *, has_source: bool) -> Scores:
    hit = _hits(pair)
    judged = has_source or not hit["content"]
    return Scores(
        Score(hit["content"], 1, 0), Score(hit["exact"], 1, 0), Score(hit["claim"] if has_source else 0, judged, 0)
    )


def _hits(pair: Pair | None) -> Counter[str]:
    overlap = pair.dice if pair else 0.0
    found = overlap >= FOUND
    return Counter(
        content=int(found), exact=int(overlap >= EXACT), claim=int(found and pair is not None and pair.sources_agree)
    )
