"""Which known claims a statement is compared with: found by index, so that many claims cost little more than few.

Keys are asked for from the rarest on, until so many claims were looked at. Of a key that more claims share than that
("Nvidia", "chip") only the newest are: an old claim that has nothing rarer in common with a statement is not found.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from claims.corroborate import Features, KnownClaim, Rarity
from claims.models import Claim, ClaimKey, KeyFrequency, Link, Statement

MOST_POSTINGS = 2000  # of the rarer keys together
COMMON_KEYS = 4  # so many of those that are too common are looked at
NEWEST_OF_COMMON = 200
MOST_CANDIDATES = 15
MOST_WORDINGS = 12  # of one claim: what forty sites repeat is worded alike


@dataclass(frozen=True)
class Candidates:
    """`rarity` knows the keys of the statement and of the claims."""

    claims: tuple[KnownClaim, ...]
    rarity: Rarity


def find_candidates(features: Features, apart_from: Collection[int] = ()) -> Candidates:
    """`apart_from` are the numbers of claims that are not to be found."""
    frequency = frequencies(features.keys)
    rarity = Rarity(frequency, frequency.get(KeyFrequency.ALL_CLAIMS, 0))
    score: dict[int, float] = defaultdict(float)
    for claim_id, key in postings(features.keys, frequency):
        score[claim_id] += rarity.weigh(key)
    nearest = sorted(score.keys() - set(apart_from), key=lambda claim_id: (-score[claim_id], -claim_id))
    claims = [KnownClaim(pk, wordings) for pk, wordings in wordings_of(nearest[:MOST_CANDIDATES]).items()]
    theirs = {key for claim in claims for wording in claim.wordings for key in wording.keys}
    return Candidates(tuple(claims), Rarity(frequency | frequencies(theirs - features.keys), rarity.total))


def wordings_of(claim_ids: Collection[int]) -> dict[int, tuple[Features, ...]]:
    """What the statements of each claim say, as far as they differ."""
    links = Link.objects.filter(claim__in=claim_ids, state__in=Link.COUNTED).exclude(statement__keys=[])
    found: dict[int, dict[Features, None]] = {}
    for claim_id, keys in links.order_by("claim", "pk").values_list("claim_id", "statement__keys"):
        wordings = found.setdefault(claim_id, {})
        if len(wordings) < MOST_WORDINGS:
            wordings[Features.of(keys)] = None
    return {claim_id: tuple(wordings) for claim_id, wordings in found.items()}


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


def open_with_keys(claim: Claim, features: Features) -> None:
    """Let the new claim be found by what its first statement says, and know what its article is about."""
    ClaimKey.objects.bulk_create(ClaimKey(claim=claim, key=key) for key in sorted(features.stored))
    count_on([*features.keys, KeyFrequency.ALL_CLAIMS])


def add_keys(claim_id: int, features: Features) -> None:
    """Let the claim be found by the words of a further statement, too."""
    known = ClaimKey.objects.filter(claim=claim_id, key__in=features.keys).values_list("key", flat=True)
    new = sorted(features.keys.difference(known))
    ClaimKey.objects.bulk_create(ClaimKey(claim_id=claim_id, key=key) for key in new)
    count_on(new)


def count_on(keys: Collection[str]) -> None:
    KeyFrequency.objects.bulk_create([KeyFrequency(key=key) for key in sorted(keys)], ignore_conflicts=True)
    KeyFrequency.objects.filter(key__in=keys).update(claims=F("claims") + 1)


def change_keys(claim: Claim) -> None:
    """Let the claim be found by what its statements say since names have changed, and by nothing else."""
    statements = Statement.objects.filter(links__claim=claim, links__state__in=Link.COUNTED).order_by("links__pk")
    said = [Features.of(keys) for keys in statements.values_list("keys", flat=True)]
    if not said:
        return
    wanted = said[0].stored.union(*(each.keys for each in said))
    before = frozenset(claim.keys.values_list("key", flat=True))
    claim.keys.filter(key__in=before - wanted).delete()
    ClaimKey.objects.bulk_create(ClaimKey(claim=claim, key=key) for key in sorted(wanted - before))
    count_on(Features.of(wanted - before).keys)
    gone = Features.of(before - wanted).keys
    KeyFrequency.objects.filter(key__in=gone, claims__gt=0).update(claims=F("claims") - 1)
