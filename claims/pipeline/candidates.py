"""Which known claims statements are compared with: found by index, so that many claims cost little more than few.

Keys are asked for from the rarest on, until so many claims were looked at. Of a key that more claims share than that
("Nvidia", "chip") only the newest are: an old claim that has nothing rarer in common with a statement is not found.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from claims.corroborate import Features, KnownClaim, Rarity
from claims.models import Claim, ClaimKey, KeyFrequency, Link, Statement

MOST_POSTINGS = 2000  # of the rarer keys together
COMMON_KEYS = 4  # so many of those that are too common are looked at
NEWEST_OF_COMMON = 200
MOST_CANDIDATES = 15
MOST_WORDINGS = 12  # of one claim: what forty sites repeat is worded alike
AT_ONCE = 5_000  # values in one condition: databases take only so many


@dataclass(frozen=True)
class Candidates:
    """`rarity` knows the keys of the statement and of the claims."""

    claims: tuple[KnownClaim, ...]
    rarity: Rarity


class KnownClaims:
    """The claims with which the statements of one text are compared, and what these statements add to them.

    What they may need is asked for together, and what they add is found by the next one at once but stored only by
    `store`, so that a text costs as many queries as a statement. It holds as long as the ledger's lock is held.
    """

    def __init__(self, asked: Collection[Features]) -> None:
        keys = {key for features in asked for key in features.keys}
        self._frequency = frequencies({*keys, KeyFrequency.ALL_CLAIMS})
        self._wordings: dict[int, dict[Features, None]] = {}
        self._opened: dict[int, set[str]] = {}
        self._added: dict[int, set[str]] = defaultdict(set)
        chosen = [self._chosen_keys(features.keys) for features in asked]
        self._claims_of = claims_of({key for rare, _ in chosen for key in rare})
        self._newest_of = {key: newest_of(key) for key in {key for _, common in chosen for key in common}}
        self._compare_by({claim_id for features in asked for claim_id in self._nearest(features)})

    def find(self, features: Features, apart_from: Collection[int] = ()) -> Candidates:
        """`apart_from` are the numbers of claims that are not to be found."""
        nearest = self._nearest(features, apart_from)
        self._compare_by(set(nearest) - self._wordings.keys())
        claims = [KnownClaim(pk, tuple(self._wordings[pk])) for pk in nearest if self._wordings.get(pk)]
        return Candidates(tuple(claims), self._rarity)

    def open(self, claim_id: int, features: Features) -> None:
        """Let the new claim be found by what its first statement says, and know what its article is about."""
        self._opened[claim_id] = set(features.stored)
        self._frequency[KeyFrequency.ALL_CLAIMS] = self._rarity.total + 1
        self._take_in(claim_id, features, features.keys)

    def add(self, claim_id: int, features: Features) -> None:
        """Let the claim be found by the words of a further statement, too."""
        known = {key for wording in self._wordings.get(claim_id, {}) for key in wording.keys}
        (self._opened if claim_id in self._opened else self._added)[claim_id] |= features.keys
        self._take_in(claim_id, features, features.keys - known)

    def store(self) -> None:
        wanted = {(claim_id, key) for claim_id, keys in self._added.items() for key in keys}
        known = set(
            ClaimKey.objects.filter(
                claim__in=self._added, key__in={key for keys in self._added.values() for key in keys}
            ).values_list("claim_id", "key")
        )
        new = sorted(wanted - known) + [(pk, key) for pk, keys in self._opened.items() for key in sorted(keys)]
        ClaimKey.objects.bulk_create(ClaimKey(claim_id=claim_id, key=key) for claim_id, key in new)
        compared = Features.of({key for _, key in new}).keys  # not who spoke, nor what the article is about
        opened = Counter({KeyFrequency.ALL_CLAIMS: len(self._opened)})
        count_on(opened + Counter(key for _, key in new if key in compared))
        self._opened.clear()
        self._added.clear()

    @property
    def _rarity(self) -> Rarity:
        return Rarity(self._frequency, self._frequency.get(KeyFrequency.ALL_CLAIMS, 0))

    def _take_in(self, claim_id: int, features: Features, new_keys: Collection[str]) -> None:
        wordings = self._wordings.setdefault(claim_id, {})
        if len(wordings) < MOST_WORDINGS:
            wordings[features] = None
        for key in new_keys:
            self._frequency[key] = self._frequency.get(key, 0) + 1
            self._claims_of.setdefault(key, []).append(claim_id)

    def _nearest(self, features: Features, apart_from: Collection[int] = ()) -> list[int]:
        rarity, score = self._rarity, defaultdict[int, float](float)
        rare, common = self._chosen_keys(features.keys)
        for key in (*rare, *common):
            weight = rarity.weigh(key)
            for claim_id in {*self._claims_of.get(key, ()), *self._newest_of.get(key, ())}:
                score[claim_id] += weight
        nearest = sorted(score.keys() - set(apart_from), key=lambda claim_id: (-score[claim_id], -claim_id))
        return nearest[:MOST_CANDIDATES]

    def _chosen_keys(self, keys: Collection[str]) -> tuple[list[str], list[str]]:
        """Those of which all claims are looked at, and those of which only the newest are; the rarest first."""
        rare: list[str] = []
        common: list[str] = []
        seen = 0
        for times, key in sorted((self._frequency[key], key) for key in keys if self._frequency.get(key)):
            seen += times
            (rare if seen <= MOST_POSTINGS else common).append(key)
        return rare, common[:COMMON_KEYS]

    def _compare_by(self, claim_ids: Collection[int]) -> None:
        found = wordings_of(claim_ids)
        self._wordings |= {claim_id: found.get(claim_id, {}) for claim_id in claim_ids}
        theirs = {key for wordings in found.values() for wording in wordings for key in wording.keys}
        self._frequency |= frequencies(theirs - self._frequency.keys())


def wordings_of(claim_ids: Collection[int]) -> dict[int, dict[Features, None]]:
    """What the statements of each claim say, as far as they differ."""
    found: dict[int, dict[Features, None]] = defaultdict(dict)
    for some in in_batches(claim_ids):
        links = Link.objects.filter(claim__in=some, state__in=Link.COUNTED).exclude(statement__keys=[])
        for claim_id, keys in links.order_by("claim", "pk").values_list("claim_id", "statement__keys"):
            wordings = found[claim_id]
            if len(wordings) < MOST_WORDINGS:
                wordings[Features.of(keys)] = None
    return found


def frequencies(keys: Collection[str]) -> dict[str, int]:
    """Of how many claims each key is; those of none are missing."""
    found: dict[str, int] = {}
    for some in in_batches(keys):
        found |= KeyFrequency.objects.filter(key__in=some).values_list("key", "claims")
    return found


def claims_of(keys: Collection[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for some in in_batches(keys):
        for claim_id, key in ClaimKey.objects.filter(key__in=some).values_list("claim_id", "key"):
            found[key].append(claim_id)
    return found


def newest_of(key: str) -> list[int]:
    claims = ClaimKey.objects.filter(key=key).order_by("-claim_id")
    return list(claims.values_list("claim_id", flat=True)[:NEWEST_OF_COMMON])


def in_batches(values: Collection[Any]) -> Iterator[list[Any]]:
    ordered = list(values)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))


def count_on(more: Mapping[str, int]) -> None:
    """So many more claims have each of the keys."""
    KeyFrequency.objects.bulk_create([KeyFrequency(key=key) for key in sorted(more)], ignore_conflicts=True)
    for number in set(more.values()):
        keys = [key for key, times in more.items() if times == number]
        KeyFrequency.objects.filter(key__in=keys).update(claims=F("claims") + number)


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
    count_on(dict.fromkeys(Features.of(wanted - before).keys, 1))
    gone = Features.of(before - wanted).keys
    KeyFrequency.objects.filter(key__in=gone, claims__gt=0).update(claims=F("claims") - 1)
