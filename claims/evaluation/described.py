"""Texts that were not extracted, described as statements are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from claims.corroborate import Amount, Features, KnownClaim, Rarity, describe, rank_claims
from claims.extract.quantities import quantities_in
from claims.text import SENTENCE_END, Span


def describe_text(text: str, lang: str, said_on: date | None = None) -> Features:
    """No entities, since no registry knows those of a corpus: its names are words among others."""
    quantities = quantities_in(text, Span(0, len(text)), lang) if text else ()
    amounts = [Amount(each.span.of(text), each.low, each.high, each.unit, each.comparator) for each in quantities]
    return describe(text, lang, (), amounts=amounts, said_on=said_on)


def describe_sentences(text: str, lang: str) -> list[Features]:
    described = (describe_text(sentence, lang) for sentence in SENTENCE_END.split(text))
    return [each for each in described if each.keys]


def count_rarity(texts: Iterable[Iterable[Features]]) -> Rarity:
    """Of keys among texts, each given as its sentences."""
    keys = [{key for sentence in sentences for key in sentence.keys} for sentences in texts]
    return Rarity(Counter(key for each in keys for key in each), len(keys))


def scores_among(said: Features, sentences: Sequence[Features], rarity: Rarity) -> list[float]:
    """Of the sentences that share a key with what is said, each matched as a claim of its own; the best first."""
    candidates = [KnownClaim(at, (each,)) for at, each in enumerate(sentences) if each.keys & said.keys]
    return [each.score for each in rank_claims(said, denied=False, candidates=candidates, rarity=rarity)]
