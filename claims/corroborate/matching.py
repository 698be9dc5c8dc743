"""Which claim a statement belongs to: one that is known, perhaps one that is known, or a new one.

A wrong link costs more than a missed one: it makes two claims look corroborated. So the machine links by itself only
far above the threshold at which it suggests.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.corroborate.features import Features

LINK_AT = 0.5
SUGGEST_AT = 0.33
# How much more a shared name or number says than a shared word of the same rarity.
WEIGHTS = {"e": 1.5, "n": 1.3, "w": 1.0}


@dataclass(frozen=True)
class KnownClaim:
    id: int
    headline: str
    features: Features
    denied: bool = False  # the statement that opened it denied it


@dataclass(frozen=True)
class Match:
    """`claim_id` is None where a new claim is to be opened; `relation` and `state` are those of models.Link."""

    claim_id: int | None
    relation: str
    state: str
    score: float
    why: str


def choose_claim(
    features: Features, *, denied: bool, candidates: Sequence[KnownClaim], frequency: Mapping[str, int], total: int
) -> Match:
    """`frequency` says how many of the `total` claims have each key; a key of many claims tells little."""
    scored = sorted(
        ((similarity(features, claim.features, frequency, total), -claim.id, claim) for claim in candidates),
        reverse=True,
    )
    if not scored or scored[0][0] < SUGGEST_AT:
        best = f"the nearest claim scores {scored[0][0]:.2f}" if scored else "no claim shares anything with it"
        return Match(None, "denies" if denied else "asserts", "linked", 1.0, f"opened the claim: {best}")
    score, _, claim = scored[0]
    differing = differing_numbers(features, claim.features)
    relation = relate(denied=denied, claim_denied=claim.denied, differing=differing)
    shared = ", ".join(sorted(key.split(":", 1)[1] for key in features.keys & claim.features.keys if key[0] != "e"))
    names = len(features.entities & claim.features.entities)
    why = f"score {score:.2f}: {names} shared names; shared: {shared or 'no words'}"
    if differing:
        why += f"; the numbers differ ({differing})"
    # Another number or a denial may be a contradiction, and that is for a person to say.
    sure = score >= LINK_AT and names > 0 and not differing
    return Match(claim.id, relation, "linked" if sure else "suggested", score, why)


def similarity(left: Features, right: Features, frequency: Mapping[str, int], total: int) -> float:
    """Cosine of the two sets of keys, each key weighted by its kind and its rarity: 0 nothing shared, 1 the same."""

    def weight(key: str) -> float:
        return WEIGHTS[key[0]] * math.log(2 + total / (1 + frequency.get(key, 0)))

    def length(keys: frozenset[str]) -> float:
        return math.sqrt(sum(weight(key) ** 2 for key in keys))

    shared = sum(weight(key) ** 2 for key in left.keys & right.keys)
    return shared / (length(left.keys) * length(right.keys)) if shared else 0.0


def differing_numbers(left: Features, right: Features) -> str:
    """Both give numbers of one kind (percentages, or plain ones), and none of them is the same."""
    for is_percent in (True, False):
        mine = {key[2:] for key in left.numbers if key.endswith("%") == is_percent}
        theirs = {key[2:] for key in right.numbers if key.endswith("%") == is_percent}
        if mine and theirs and not mine & theirs:
            return f"{', '.join(sorted(mine))} against {', '.join(sorted(theirs))}"
    return ""


def relate(*, denied: bool, claim_denied: bool, differing: str) -> str:
    if differing:
        return "qualifies"
    return "asserts" if denied == claim_denied else "denies"
