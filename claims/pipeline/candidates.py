"""Which known claims a statement is compared with: found by index, so that many claims cost little more than few.

Keys are asked for from the rarest on, until so many claims were looked at. Of a key that more claims share than that
("Nvidia", "chip") only the newest are: an old claim that has nothing rarer in common with a statement is not found.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from claims.corroborate import Features, KnownClaim
from claims.corroborate.matching import weigh_key
from claims.models import Claim, ClaimKey, KeyFrequency

MOST_POSTINGS = 2000  # of the rarer keys together
COMMON_KEYS = 4  # so many of those that are too common are looked at
NEWEST_OF_COMMON = 200
MOST_CANDIDATES = 30


@dataclass(frozen=True)
class Candidates:
    """`frequency` says of how many of the `total` claims a key is, for the keys of the statement and of the claims."""

    claims: tuple[KnownClaim, ...]
    frequency: dict[str, int]
    total: int


def find_candidates(features: Features, apart_from: Collection[int] = ()) -> Candidates:
    """`apart_from` are the numbers of claims that are not to be found."""
    frequency = frequencies(features.keys)
    total = frequency.get(KeyFrequency.ALL_CLAIMS, 0)
    score: dict[int, float] = defaultdict(float)
    for claim_id, key in postings(features.keys, frequency):
        score[claim_id] += weigh_key(key, frequency, total) ** 2
    nearest = sorted(score.keys() - set(apart_from), key=lambda claim_id: (-score[claim_id], -claim_id))
    keys: dict[int, list[str]] = {claim_id: [] for claim_id in sorted(nearest[:MOST_CANDIDATES])}
    for claim_id, key in ClaimKey.objects.filter(claim_id__in=keys).values_list("claim_id", "key"):
        keys[claim_id].append(key)
    claims = tuple(KnownClaim(claim_id, Features.of(keys[claim_id])) for claim_id in keys)
    others = frozenset[str]().union(*(claim.features.keys for claim in claims)) - features.keys
    return Candidates(claims, frequency | frequencies(others), total)


def frequencies(keys: Collection[str]) -> dict[str, int]:
    rows = KeyFrequency.objects.filter(key__in=[*keys, KeyFrequency.ALL_CLAIMS])
    return dict(rows.values_list("key", "claims"))


def postings(keys: Collection[str], frequency: dict[str, int]) -> list[tuple[int, str]]:
    """(claim, key) for claims that have one of the keys; never more than a fixed number of them."""
    known = sorted((frequency[key], key) for key in keys if frequency.get(key))
    rare: list[str] = []
    common: list[str] = []
    seen = 0
    for times, key in known:
        seen += times
        (rare if seen <= MOST_POSTINGS else common).append(key)
    found = list(ClaimKey.objects.filter(key__in=rare).values_list("claim_id", "key"))
    for key in common[:COMMON_KEYS]:
        newest = ClaimKey.objects.filter(key=key).order_by("-claim_id")
        found += newest.values_list("claim_id", "key")[:NEWEST_OF_COMMON]
    return found


def keep_keys(claim: Claim, features: Features) -> None:
    """Let the claim be found by what its first statement says."""
    ClaimKey.objects.bulk_create(ClaimKey(claim=claim, key=key) for key in sorted(features.stored))
    counted = sorted({*features.keys, KeyFrequency.ALL_CLAIMS})
    KeyFrequency.objects.bulk_create([KeyFrequency(key=key) for key in counted], ignore_conflicts=True)
    KeyFrequency.objects.filter(key__in=counted).update(claims=F("claims") + 1)


def change_keys(claim: Claim, features: Features) -> None:
    """Let the claim be found by what its first statement says since names have changed, and by nothing else."""
    before = set(claim.keys.values_list("key", flat=True))
    if before == features.stored:
        return
    claim.keys.filter(key__in=before - features.stored).delete()
    ClaimKey.objects.bulk_create(ClaimKey(claim=claim, key=key) for key in sorted(features.stored - before))
    gone, new = Features.of(before - features.stored).keys, Features.of(features.stored - before).keys
    KeyFrequency.objects.bulk_create([KeyFrequency(key=key) for key in sorted(new)], ignore_conflicts=True)
    KeyFrequency.objects.filter(key__in=new).update(claims=F("claims") + 1)
    KeyFrequency.objects.filter(key__in=gone, claims__gt=0).update(claims=F("claims") - 1)
