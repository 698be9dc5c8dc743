"""What one new statement costs to match, among few claims and among many."""

import io
import time
from dataclasses import dataclass
from random import Random
from statistics import median

from django.core.management import call_command

from claims import corroborate
from claims.corroborate import Features
from claims.models import Link
from claims.pipeline.candidates import KnownClaims
from claims.trial.many_claims import keep_claims
from tests.benchmarks.invented_web import seeded

ENTITIES, NUMBERS, WORDS = 2_000, 3_000, 60_000
WORDS_OF_STATEMENT = 8
ASKED = 300  # statements that are matched at each size


@dataclass(frozen=True)
class Result:
    """Milliseconds for one statement at the median and at the slowest of twenty, by the number of claims."""

    milliseconds: dict[int, float]
    slowest_of_twenty: dict[int, float]
    wrong: list[str]


def measure(sizes: list[int]) -> Result:
    """Each claim is opened by a statement of its own, which is the hardest case: nothing comes together."""
    call_command("prepare", stdout=io.StringIO())
    chance, middle, slow, filled = seeded("matching"), {}, {}, 0
    for size in sorted(sizes):
        keep_claims((pk, [features(chance)]) for pk in range(filled + 1, size + 1))
        filled = size
        times = sorted(seconds_for(features(chance)) * 1000 for _ in range(ASKED))
        middle[size], slow[size] = round(median(times), 2), round(times[len(times) * 19 // 20], 2)
    return Result(middle, slow, wrong_counts())


def features(chance: Random) -> Features:
    """As many terms as a statement has, a few of them in very many statements, as in a language."""
    words = {f"w:word{zipf(chance, WORDS)}" for _ in range(WORDS_OF_STATEMENT)}
    names = {f"e:{zipf(chance, ENTITIES)}" for _ in range(2)}
    numbers = {f"n:{zipf(chance, NUMBERS)} %"} if chance.random() < 0.4 else set()
    context = {f"c:{zipf(chance, ENTITIES)}", f"s:{zipf(chance, ENTITIES)}", "t:2026-03-01"}
    return Features(frozenset(words | names | numbers), frozenset(context))


def zipf(chance: Random, most: int) -> int:
    """A rank: the first is the commonest, and each is as much rarer as it stands further back."""
    return int(most ** chance.random())


def seconds_for(asked: Features) -> float:
    began = time.perf_counter()
    candidates = KnownClaims([asked]).find(asked)
    corroborate.choose_claims(asked, denied=False, candidates=candidates.claims, rarity=candidates.rarity)
    return time.perf_counter() - began


def wrong_counts() -> list[str]:
    """A statement that is there word for word is found among all the others."""
    last = Link.objects.select_related("statement").latest("claim")
    said = Features.of(last.statement.keys)
    found = KnownClaims([said]).find(said).claims
    return [] if last.claim_id in {claim.id for claim in found} else ["the newest statement was not found again"]
