"""Claims beside one: those that may contradict it, and those about the same."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from claims.corroborate import Features, Rarity
from claims.models import Claim, ClaimKey, KeyFrequency, Link, ReviewItem
from claims.queries.lines import ClaimLine, claim_lines

# So many entries are looked at, the rarest names, numbers and words first: what is common relates nothing.
MOST_ENTRIES = 500
MOST_RELATED = 5
# Two claims that share so many, and so much of what the one says, are about the same.
LEAST_SHARED = 2
LEAST_SHARE = 0.25


@dataclass(frozen=True)
class Contradiction:
    """`why`: the machine's reason, or a person's, that the words of the one claim are held against the other.

    `question`: of review, where it waits for a decision.
    """

    line: ClaimLine
    relation: str
    why: str
    is_decided: bool
    question: ReviewItem | None


@dataclass(frozen=True)
class Related:
    line: ClaimLine
    shared: int  # names, numbers and words that both are about
    of: int  # that the claim on the page is about


@dataclass(frozen=True)
class RelatedClaims:
    contradictions: tuple[Contradiction, ...]
    related: tuple[Related, ...]


def related_claims(claim: Claim) -> RelatedClaims:
    opposed = _opposed(claim)
    shared, total = _sharing(claim, apart_from={claim.pk, *opposed})
    claims = Claim.objects.in_bulk([*opposed, *shared])
    lines = {line.claim.pk: line for line in claim_lines(claims.values())}
    waiting = ReviewItem.objects.waiting().filter(link__in=opposed.values())
    questions = {question.link_id: question for question in waiting}
    return RelatedClaims(
        tuple(
            Contradiction(
                lines[pk], link.relation, link.why, link.state == Link.State.CONFIRMED, questions.get(link.pk)
            )
            for pk, link in opposed.items()
        ),
        tuple(Related(lines[pk], number, total) for pk, number in shared.items()),
    )


def _opposed(claim: Claim) -> dict[int, Link]:
    """Claim -> the link that says so: a statement asserts the one, and denies the other or gives another number."""
    links = Link.objects.filter(statement__links__claim=claim).exclude(state=Link.State.REJECTED)
    parts: dict[int, list[Link]] = defaultdict(list)
    for link in links.order_by("pk").distinct():
        parts[link.statement_id].append(link)
    opposed: dict[int, Link] = {}
    for both in parts.values():
        ours = next((link for link in both if link.claim_id == claim.pk), None)
        for theirs in both:
            if ours and theirs is not ours and (said := _against(ours) or _against(theirs)):
                opposed.setdefault(theirs.claim_id, said)
    return opposed


def _against(link: Link) -> Link | None:
    return link if link.relation in (Link.Relation.DENIES, Link.Relation.QUALIFIES) else None


def _sharing(claim: Claim, *, apart_from: Collection[int]) -> tuple[dict[int, int], int]:
    """Claim -> how many keys it shares, the nearest first; and how many there are to share."""
    keys = Features.of(claim.keys.values_list("key", flat=True)).keys
    known = KeyFrequency.objects.filter(key__in=[*keys, KeyFrequency.ALL_CLAIMS])
    frequency = dict(known.values_list("key", "claims"))
    rarity = Rarity(frequency, frequency.get(KeyFrequency.ALL_CLAIMS, 0))
    shared: dict[int, set[str]] = defaultdict(set)
    entries = ClaimKey.objects.filter(key__in=_rarest(keys, frequency)).exclude(claim__in=apart_from)
    for claim_id, key in entries.values_list("claim", "key"):
        shared[claim_id].add(key)
    weights = {claim_id: sum(map(rarity.weigh, theirs)) for claim_id, theirs in shared.items()}
    enough = LEAST_SHARE * sum(map(rarity.weigh, keys))
    near = [pk for pk, weight in weights.items() if weight >= enough and len(shared[pk]) >= LEAST_SHARED]
    near.sort(key=lambda pk: (-weights[pk], -pk))
    return {pk: len(shared[pk]) for pk in near[:MOST_RELATED]}, len(keys)


def _rarest(keys: Collection[str], frequency: dict[str, int]) -> list[str]:
    chosen, seen = [], 0
    for times, key in sorted((frequency.get(key, 0), key) for key in keys):
        seen += times
        if seen <= MOST_ENTRIES:
            chosen.append(key)
    return chosen
