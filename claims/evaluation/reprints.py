"""Whether two articles tell text reuse from independent reports of one event, by each measure that there is for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.corroborate import Features, Rarity
from claims.corroborate.reuse import BITS, bits_apart, containment, fingerprint, shingles
from claims.evaluation.corpora import FIELDS, Corpus, GoldError, read_rows
from claims.evaluation.described import count_rarity, describe_sentences, scores_among

LANG = "de"
REUSE, INDEPENDENT = "reuse", "independent"


@dataclass(frozen=True)
class Article:
    """`mark` is its fingerprint."""

    sentences: Sequence[Features]
    shingles: frozenset[int]
    mark: str


@dataclass(frozen=True)
class Reprints:
    """`auc` says by measure how often a pair of reuse has a higher value than an independent one."""

    reuse: int
    independent: int
    auc: Mapping[str, float]


def measure_reprints(path: Path) -> Reprints:
    """What is labelled as partial reuse is neither."""
    labelled = read_rows(path, FIELDS[Corpus.REPRINTS])
    rows = [(place, row) for place, row in labelled if row["silver"] in (REUSE, INDEPENDENT)]
    articles = read_articles(rows)
    rarity = count_rarity(article.sentences for article in articles.values())
    pairs = [(articles[row["a"]["id"]], articles[row["b"]["id"]], row["silver"] == REUSE) for _, row in rows]
    return Reprints(
        reuse=sum(is_reuse for *_, is_reuse in pairs),
        independent=sum(not is_reuse for *_, is_reuse in pairs),
        auc={
            name: area_under_curve((measure(a, b, rarity), is_reuse) for a, b, is_reuse in pairs)
            for name, measure in MEASURES.items()
        },
    )


def read_articles(rows: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Article]:
    texts: dict[str, str] = {}
    for place, row in rows:
        try:
            texts |= {row[side]["id"]: row[side]["text"] for side in "ab"}
        except (KeyError, TypeError) as error:
            raise GoldError(f"{place} has an article without its {error}") from error
    return {
        name: Article(describe_sentences(text, LANG), shingles(text), fingerprint(text)) for name, text in texts.items()
    }


def found_again(one: Article, other: Article, rarity: Rarity) -> float:
    """How like the sentences of the shorter article are, at the mean, to the one of the longer that is most like."""
    shorter, longer = sorted((one.sentences, other.sentences), key=len)
    best = [max(scores_among(sentence, longer, rarity), default=0.0) for sentence in shorter]
    return sum(best) / max(len(best), 1)


def fingerprints_agree(one: Article, other: Article, _rarity: Rarity) -> float:
    return BITS - bits_apart(one.mark, other.mark)


def shared_shingles(one: Article, other: Article, _rarity: Rarity) -> float:
    return max(containment(one.shingles, other.shingles), containment(other.shingles, one.shingles))


# By the last of them the pairs were labelled: it can only be right.
MEASURES: dict[str, Callable[[Article, Article, Rarity], float]] = {
    "sentences": found_again,
    "fingerprints": fingerprints_agree,
    "shingles (the label's own)": shared_shingles,
}


def area_under_curve(scored: Iterable[tuple[float, bool]]) -> float:
    """The share of pairs (reuse, independent) in which reuse has the higher value; half where they are equal."""
    ordered = sorted(scored)
    values = Counter(value for value, _ in ordered)
    positives = Counter(value for value, is_positive in ordered if is_positive)
    below, wins = 0, 0.0
    for value in sorted(values):
        negatives = values[value] - positives[value]
        wins += positives[value] * (below + negatives / 2)
        below += negatives
    return wins / (positives.total() * below) if positives.total() and below else 0.0
