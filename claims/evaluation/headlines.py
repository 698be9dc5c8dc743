"""Whether a text is about what a headline says: that is matched to its sentences as a statement is to claims."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from claims.corroborate import Features, Rarity
from claims.evaluation.corpora import FIELDS, Corpus, GoldError, read_rows
from claims.evaluation.described import count_rarity, describe_sentences, describe_text, scores_among
from claims.evaluation.scoring import Score

LANG = "en"
UNRELATED = "unrelated"
# That a second sentence is like the headline, too, speaks for it half as much.
NEAREST = (1.0, 0.5)
# Near `best_at` of the table on the labelled corpus; docs/ledger.md.
RELATED_AT = 0.31


@dataclass(frozen=True)
class Pair:
    headline: str
    body_id: str
    related: bool


@dataclass(frozen=True)
class Relatedness:
    """`related` are the related pairs; `best` is the share that is right at `best_at`, the threshold that fits best."""

    pairs: int
    right: int
    related: Score
    best: float
    best_at: float


def measure_headlines(path: Path) -> Relatedness:
    bodies = read_bodies(path.with_name(f"{path.stem}.bodies.jsonl"))
    pairs = read_pairs(path, bodies)
    sentences = {body_id: describe_sentences(text, LANG) for body_id, text in bodies.items()}
    rarity = count_rarity(sentences.values())
    headlines = {headline: describe_text(headline, LANG) for headline in {pair.headline for pair in pairs}}
    scored = [(nearness(headlines[pair.headline], sentences[pair.body_id], rarity), pair.related) for pair in pairs]
    return measure_relatedness(scored)


def nearness(headline: Features, sentences: Sequence[Features], rarity: Rarity) -> float:
    """How like the headline the sentences are that are most like it."""
    scores = scores_among(headline, sentences, rarity)
    return sum(share * score for share, score in zip(NEAREST, scores, strict=False))


def measure_relatedness(scored: Sequence[tuple[float, bool]]) -> Relatedness:
    found = [(score >= RELATED_AT, related) for score, related in scored]
    best, best_at = best_threshold(scored)
    return Relatedness(
        pairs=len(found),
        right=sum(one == other for one, other in found),
        related=Score(sum(one and other for one, other in found), sum(f for f, _ in found), sum(r for _, r in found)),
        best=best,
        best_at=best_at,
    )


def best_threshold(scored: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """(accuracy, threshold), from which a pair is taken as related, where the accuracy is highest."""
    right = sum(related for _, related in scored)  # with all of them taken as related
    best = (right, min((score for score, _ in scored), default=0.0))
    ordered = sorted(scored)
    for (score, related), (following, _) in pairwise(ordered):
        right += -1 if related else 1
        if following > score:
            best = max(best, (right, following))
    return best[0] / max(len(scored), 1), best[1]


def read_pairs(path: Path, bodies: Collection[str]) -> list[Pair]:
    pairs = []
    for place, row in read_rows(path, FIELDS[Corpus.HEADLINES]):
        if row["body_id"] not in bodies:
            raise GoldError(f"{place} is of a body that is not among those beside it: {row['body_id']}")
        pairs.append(Pair(row["headline"], row["body_id"], row["stance"] != UNRELATED))
    return pairs


def read_bodies(path: Path) -> dict[str, str]:
    return {row["body_id"]: row["text"] for _, row in read_rows(path, ("body_id", "text"))}
