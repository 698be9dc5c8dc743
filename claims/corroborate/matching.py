"""Which claim a statement belongs to: one that is known, perhaps one that is known, or a new one.

A wrong link costs more than a missed one: it makes two claims look corroborated. So the machine links by itself only
far above the threshold at which it suggests.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.corroborate.features import Features

# From which similarity the machine links by itself, by what else speaks for one and the same claim.
LINK_AT = {"the same speaker": 0.42, "a shared name": 0.5, "articles about the same": 0.55}
SUGGEST_AT = 0.33
# So many shared terms are worth a curator's look even if nothing else is shared.
ENOUGH_WORDS = 4
# How much more a shared name, number or date says than a shared word of the same rarity.
WEIGHTS = {"e": 1.5, "n": 1.3, "d": 1.3, "w": 1.0}


@dataclass(frozen=True)
class KnownClaim:
    id: int
    features: Features


@dataclass(frozen=True)
class Match:
    """`claim_id` is None where a new claim is to be opened; `relation` and `state` are those of models.Link."""

    claim_id: int | None
    relation: str
    state: str
    score: float
    why: str


def choose_claims(
    features: Features, *, denied: bool, candidates: Sequence[KnownClaim], frequency: Mapping[str, int], total: int
) -> list[Match]:
    """The claim that the statement belongs to; and where it gives another number or date than a known claim, that one
    too, as a suggestion: it may be a contradiction, and that is for a person to say.

    `frequency` says how many of the `total` claims have each key; a key of many claims tells little.
    """
    comparable = [claim for claim in candidates if is_comparable(features, claim.features)]
    scored = sorted(
        ((similarity(features, claim.features, frequency, total), -claim.id, claim) for claim in comparable),
        reverse=True,
    )
    if not scored or scored[0][0] < SUGGEST_AT:
        nearest = f"the nearest claim scores {scored[0][0]:.2f}" if scored else "no claim shares anything with it"
        return [open_claim(nearest, denied=denied)]
    differing = {claim.id: differing_values(features, claim.features) for _, _, claim in scored}
    score, _, claim = next((each for each in scored if each[0] >= SUGGEST_AT and not differing[each[2].id]), scored[0])
    reason = f"score {score:.2f}: {shared_terms(features, claim.features)}"
    if differing[claim.id]:
        doubt = Match(claim.id, "qualifies", "suggested", score, f"{reason}; but {differing[claim.id]}")
        return [open_claim(f"the nearest claim differs: {differing[claim.id]}", denied=denied), doubt]
    ground = next((ground for ground in grounds(features, claim.features) if score >= LINK_AT[ground]), None)
    return [
        Match(
            claim.id,
            relate(denied=denied),
            "linked" if ground else "suggested",
            score,
            f"{reason}; {ground or 'too little else in common'}",
        )
    ]


def is_comparable(left: Features, right: Features) -> bool:
    """A few common words without any name, speaker or subject in common say nothing ("they move very fast")."""
    return bool(grounds(left, right)) or len(left.keys & right.keys) >= ENOUGH_WORDS


def open_claim(reason: str, *, denied: bool) -> Match:
    return Match(None, relate(denied=denied), "linked", 1.0, f"opened the claim: {reason}")


def relate(*, denied: bool) -> str:
    """A claim is always the proposition itself: who denies it opens it as well as who asserts it."""
    return "denies" if denied else "asserts"


def similarity(left: Features, right: Features, frequency: Mapping[str, int], total: int) -> float:
    """Cosine of the two sets of keys, each key weighted by its kind and its rarity: 0 nothing shared, 1 the same."""

    def square(keys: frozenset[str]) -> float:
        return sum(weigh_key(key, frequency, total) ** 2 for key in keys)

    shared = square(left.keys & right.keys)
    return shared / math.sqrt(square(left.keys) * square(right.keys)) if shared else 0.0


def weigh_key(key: str, frequency: Mapping[str, int], total: int) -> float:
    """What a key of so many of all claims tells, by its kind and its rarity."""
    return WEIGHTS[key[0]] * math.log(2 + total / (1 + frequency.get(key, 0)))


def differing_values(left: Features, right: Features) -> str:
    """How the two contradict each other in a number or date of the same kind; "" if they do not."""
    for name, kind, suffix in (("percentages", "n", "%"), ("numbers", "n", ""), ("dates", "d", "")):
        mine, theirs = (
            {key[2:] for key in features.keys_of(kind) if key.endswith("%") == (suffix == "%")}
            for features in (left, right)
        )
        if mine and theirs and not mine & theirs:
            return f"the {name} differ: {', '.join(sorted(mine))} against {', '.join(sorted(theirs))}"
    return ""


def grounds(left: Features, right: Features) -> list[str]:
    """What besides its words speaks for one and the same claim, the surest first."""
    shared = left.context & right.context
    found = {
        "the same speaker": any(key.startswith("s:") for key in shared),
        "a shared name": bool(left.keys_of("e") & right.keys_of("e")),
        "articles about the same": any(key.startswith("c:") for key in shared),
    }
    return [ground for ground in LINK_AT if found[ground]]


def shared_terms(left: Features, right: Features) -> str:
    names = len(left.keys_of("e") & right.keys_of("e"))
    terms = sorted(key[2:] for key in left.keys & right.keys if key[0] != "e")
    return f"{names} shared {'name' if names == 1 else 'names'}; shared terms: {', '.join(terms) or 'none'}"
