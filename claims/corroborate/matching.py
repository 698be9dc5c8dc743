"""Which claim a statement belongs to: one that is known, perhaps one that is known, or a new one.

A wrong link costs more than a missed one: it makes two claims look corroborated. So the machine links by itself only
far above the threshold at which it suggests, and never where the words may contradict each other.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.corroborate.features import Features
from claims.corroborate.likeness import shared_weight

LINK_AT = 0.45
# Where only their articles are about the same, and neither speaker nor name is shared.
LINK_WITHIN_STORY_AT = 0.5
SUGGEST_AT = 0.33
# How much more a shared name, number or date says than a shared word of the same rarity; what the articles are mainly
# about is shared by all that is said in them, and tells them apart from nothing.
WEIGHTS = {"e": 0.7, "n": 3.0, "d": 1.6, "w": 1.0}
MAIN_ENTITY = 0.3
# The score mixes two likenesses: of the whole, and of the shorter in the longer ("costs $18,900").
WHOLE = 0.8
# Below so much weight the shorter says too little for being contained to mean much.
ENOUGH_WEIGHT = 6.0
SAME_SPEAKER = 0.15
OTHER_STORY = 0.2
LONG_AGO = 0.1
STORY_DAYS = 21
# So many shared terms are worth a curator's look even if nothing else is shared.
ENOUGH_WORDS = 4
# Words alone link only so far above every other claim, and where nothing says that they are about others.
WORDS_LINK_AT = 0.4
AHEAD_BY = 0.15
SPEAKER, NAME, STORY = "the same speaker", "a shared name", "articles about the same"
MONTH, DAY = "month", "day"


@dataclass(frozen=True)
class KnownClaim:
    """A claim with what its statements say, the different wordings of one proposition."""

    id: int
    wordings: tuple[Features, ...]


@dataclass(frozen=True)
class Match:
    """`claim_id` is None where a new claim is to be opened; `relation` and `state` are those of models.Link."""

    claim_id: int | None
    relation: str
    state: str
    score: float
    why: str


@dataclass(frozen=True)
class Rarity:
    """`frequency` says how many of the `total` claims have each key; a key of many claims tells little."""

    frequency: Mapping[str, int]
    total: int

    def weigh(self, key: str, mains: Collection[str] = ()) -> float:
        kind = WEIGHTS[key[0]] if key not in mains else MAIN_ENTITY
        return kind * math.log(2 + self.total / (1 + self.frequency.get(key, 0)))


@dataclass(frozen=True)
class Likeness:
    """How like a statement is to the wording of a claim that it is most like.

    `grounds` says what besides the words speaks for one and the same claim; without any the machine rarely links.
    """

    score: float
    claim_id: int
    wording: Features
    grounds: tuple[str, ...]
    why: str


def choose_claims(features: Features, *, denied: bool, candidates: Sequence[KnownClaim], rarity: Rarity) -> list[Match]:
    """The claim that the statement belongs to; and where it may contradict a known claim, that one too, as a
    suggestion: whether it does is for a person to say."""
    near = [KnownClaim(claim.id, wordings_near(features, claim)) for claim in candidates]
    ranked = rank_claims(features, denied=denied, candidates=near, rarity=rarity)
    if not ranked or ranked[0].score < SUGGEST_AT:
        nearest = f"the nearest claim: {ranked[0].why}" if ranked else "no claim shares more than a few words with it"
        return [open_claim(nearest, denied=denied)]
    best = ranked[0]
    if doubt := contradiction(features, best.wording, denied=denied):
        relation, difference = doubt
        match = Match(best.claim_id, relation, "suggested", best.score, f"{best.why}; but {difference}")
        own = open_claim(f"the nearest claim differs: {difference}", denied=denied)
        # A negation somewhere in words that are little alike contradicts nothing.
        return [own, match] if relation == "qualifies" or best.score >= LINK_AT else [own]
    if may_link(best):
        return [Match(best.claim_id, relate(denied=denied), "linked", best.score, best.why)]
    if may_link_by_words(features, best):
        others = [claim for claim in candidates if claim.id != best.claim_id]
        second = rank_claims(features, denied=denied, candidates=others, rarity=rarity)
        if not second or best.score - second[0].score >= AHEAD_BY:
            why = f"{best.why}; no other claim is nearly as like it"
            return [Match(best.claim_id, relate(denied=denied), "linked", best.score, why)]
    return [Match(best.claim_id, relate(denied=denied), "suggested", best.score, best.why)]


def rank_claims(
    features: Features, *, denied: bool, candidates: Sequence[KnownClaim], rarity: Rarity
) -> list[Likeness]:
    """The claims by how like the statement is to their nearest wording, the most like first."""
    found = (nearest_wording(features, claim, rarity, denied=denied) for claim in candidates if claim.wordings)
    return sorted(found, key=lambda each: (-each.score, each.claim_id))


def wordings_near(features: Features, claim: KnownClaim) -> tuple[Features, ...]:
    """Those with something in common that is worth a curator's look; the others are not worth comparing either."""
    return tuple(
        wording
        for wording in claim.wordings
        if len(features.keys & wording.keys) >= ENOUGH_WORDS or find_grounds(features, wording)
    )


def may_link(best: Likeness) -> bool:
    return bool(best.grounds) and best.score >= (LINK_WITHIN_STORY_AT if best.grounds == (STORY,) else LINK_AT)


def may_link_by_words(features: Features, best: Likeness) -> bool:
    """What both name would be grounds if it were the same; where it is not, the same words are about others."""
    are_of_others = names_somebody(features) and names_somebody(best.wording)
    return best.score >= WORDS_LINK_AT and not best.grounds and not are_of_others


def names_somebody(features: Features) -> bool:
    return bool(features.keys_of("e") or features.context_of("c"))


def nearest_wording(features: Features, claim: KnownClaim, rarity: Rarity, *, denied: bool) -> Likeness:
    """The one that is most like it; before those that may contradict it, one that does not and is like enough."""

    def order(likeness: Likeness) -> tuple[bool, float]:
        agrees = likeness.score >= LINK_AT and not contradiction(features, likeness.wording, denied=denied)
        return agrees, likeness.score

    return max((compare(features, wording, claim.id, rarity) for wording in claim.wordings), key=order)


def compare(left: Features, right: Features, claim_id: int, rarity: Rarity) -> Likeness:
    grounds = find_grounds(left, right)
    # Two that differ in a value may speak of the same thing; that they differ is told apart from how like they are.
    mine, theirs = comparable(left, right)
    mains = {f"e:{key[2:]}" for key in left.context_of("c") | right.context_of("c")}
    shared = shared_weight(mine, theirs, lambda key: rarity.weigh(key, mains))
    if not shared:
        return Likeness(0.0, claim_id, right, grounds, "no words are shared")
    weights = [sum(rarity.weigh(key, mains) for key in each.keys) for each in (mine, theirs)]
    whole = shared / math.sqrt(math.prod(weights))
    part = min(1.0, shared / min(weights)) * min(1.0, min(weights) / ENOUGH_WEIGHT)
    score = WHOLE * whole + (1 - WHOLE) * part
    score += SAME_SPEAKER if SPEAKER in grounds else 0
    score -= OTHER_STORY if are_of_other_stories(left, right) else 0
    is_long_ago = left.day and right.day and abs((left.day - right.day).days) > STORY_DAYS
    score -= LONG_AGO if is_long_ago else 0
    terms = ", ".join(sorted(key[2:] for key in left.keys & right.keys if key[0] != "e")) or "names alone"
    reasons = [f"score {score:.2f}", f"shared: {terms}", *(grounds or ("nothing else in common",))]
    reasons += [f"more than {STORY_DAYS} days apart"] if is_long_ago else []
    return Likeness(score, claim_id, right, grounds, "; ".join(reasons))


def are_of_other_stories(left: Features, right: Features) -> bool:
    """What an article without known names is about is not known, and no reason against anything."""
    mine, theirs = left.context_of("c"), right.context_of("c")
    return bool(mine and theirs) and not mine & theirs


def find_grounds(left: Features, right: Features) -> tuple[str, ...]:
    found = {
        SPEAKER: left.context_of("s") & right.context_of("s"),
        NAME: left.keys_of("e") & right.keys_of("e"),
        STORY: left.context_of("c") & right.context_of("c"),
    }
    return tuple(ground for ground, shared in found.items() if shared)


def contradiction(left: Features, right: Features, *, denied: bool) -> tuple[str, str] | None:
    """(relation, difference) where the two may not be one and the same proposition."""
    if difference := differing_values(left, right):
        return "qualifies", difference
    if not denied and left.is_turned != right.is_turned:
        return "denies", "one of the two is negated"
    return None


def open_claim(reason: str, *, denied: bool) -> Match:
    return Match(None, relate(denied=denied), "linked", 1.0, f"opened the claim: {reason}")


def relate(*, denied: bool) -> str:
    """A claim is always the proposition itself: who denies it opens it as well as who asserts it."""
    return "denies" if denied else "asserts"


def differing_values(left: Features, right: Features) -> str:
    """How the two contradict each other in a number of the same unit, or in their date; "" if they do not."""
    for mine, theirs in value_pairs(left, right):
        if differ(mine, theirs):
            what = "dates" if is_day(min(mine)) else "numbers"
            return f"the {what} differ: {listed(mine)} against {listed(theirs)}"
    return ""


def comparable(left: Features, right: Features) -> tuple[Features, Features]:
    """The two without the values in which they differ."""
    differing = {key for mine, theirs in value_pairs(left, right) if differ(mine, theirs) for key in mine | theirs}
    if not differing:
        return left, right
    return replace(left, keys=left.keys - differing), replace(right, keys=right.keys - differing)


def value_pairs(left: Features, right: Features) -> Iterator[tuple[set[str], set[str]]]:
    """What each gives of the same unit, month for month and day for day, where both give something."""
    kinds = [f"n {unit}" for unit in sorted(set(left.numbers.values()) & set(right.numbers.values()))]
    for kind in (*kinds, MONTH, DAY):
        mine, theirs = ({key for key in each.keys if kind_of_value(key) == kind} for each in (left, right))
        if mine and theirs:
            yield mine, theirs


def kind_of_value(key: str) -> str:
    if key[0] == "n":
        return f"n {key[2:].partition(' ')[2]}"
    if key[0] == "d":
        return DAY if len(key) == len("d:2026-09-30") else MONTH
    return ""


def differ(mine: Collection[str], theirs: Collection[str]) -> bool:
    return not any(one == other or is_rounding(one, other) for one in mine for other in theirs)


def is_rounding(one: str, other: str) -> bool:
    """Whether one gives the other's number rounder: "71 %" and "71.4 %"."""
    if is_day(one) or is_day(other):
        return False
    (rounder, _, _), (exact, _, _) = (key[2:].partition(" ") for key in sorted((one, other), key=len))
    decimals = len(rounder.partition(".")[2])
    return len(exact.partition(".")[2]) > decimals and float(rounder) == round(float(exact), decimals)


def is_day(key: str) -> bool:
    return key[0] == "d"


def listed(keys: Collection[str]) -> str:
    return ", ".join(sorted(key[2:] for key in keys))
