"""What one new statement costs to match, among few claims and among many."""

import io
import time
from dataclasses import dataclass
from itertools import islice
from random import Random
from statistics import median
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from claims import corroborate
from claims.corroborate import Features
from claims.models import Article, Claim, ClaimKey, KeyFrequency, Link, RawPage, Revision, Statement
from claims.pipeline.candidates import KnownClaims
from tests.benchmarks.invented_web import seeded

ENTITIES, NUMBERS, WORDS = 2_000, 3_000, 60_000
WORDS_OF_STATEMENT = 8
ASKED = 300  # statements that are matched at each size
ROWS_AT_ONCE = 2_000


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
    revision = make_revision()
    for size in sorted(sizes):
        fill(revision, chance, size - filled, first=filled + 1)
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


def make_revision() -> Revision:
    now = timezone.now()
    article = Article.objects.create(canonical_url="https://bench.example/a", first_seen_at=now, published_at=now)
    page = RawPage.objects.create(
        article=article, how=RawPage.How.PASTED, content_type="text/plain", compressed=b"", fetched_at=now
    )
    return Revision.objects.create(article=article, number=1, page=page, fetched_at=now, text="x", length=1)


def fill(revision: Revision, chance: Random, count: int, *, first: int) -> None:
    now = timezone.now()
    made = ((pk, features(chance)) for pk in range(first, first + count))
    while batch := list(islice(made, ROWS_AT_ONCE)):
        with transaction.atomic():
            Claim.objects.bulk_create(Claim(pk=pk, headline="x", opened_at=now) for pk, _ in batch)
            Statement.objects.bulk_create(
                Statement(pk=pk, revision=revision, position=pk, keys=sorted(each.stored), **PLAIN)
                for pk, each in batch
            )
            Link.objects.bulk_create(Link(claim_id=pk, statement_id=pk, made_at=now, **LINKED) for pk, _ in batch)
            ClaimKey.objects.bulk_create(ClaimKey(claim_id=pk, key=key) for pk, each in batch for key in each.stored)
    count_keys()


PLAIN: dict[str, Any] = {"kind": "indirect", "source_kind": "none", "polarity": "affirmed", "modality": "asserted"}
LINKED: dict[str, Any] = {"relation": "asserts", "state": "linked", "machine_relation": "asserts", "machine_score": 1}


def count_keys() -> None:
    """All at once what is counted on claim by claim in life."""
    KeyFrequency.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_keyfrequency (key, claims) SELECT key, COUNT(*) FROM claims_claimkey GROUP BY key"
        )
        cursor.execute("ANALYZE")
    KeyFrequency.objects.create(key=KeyFrequency.ALL_CLAIMS, claims=Claim.objects.count())


def seconds_for(asked: Features) -> float:
    began = time.perf_counter()
    candidates = KnownClaims([asked]).find(asked)
    corroborate.choose_claims(asked, denied=False, candidates=candidates.claims, rarity=candidates.rarity)
    return time.perf_counter() - began


def wrong_counts() -> list[str]:
    """A statement that is there word for word is found among all the others."""
    last = Statement.objects.order_by("-pk").first()
    if last is None:
        return ["there is no statement"]
    said = Features.of(last.keys)
    found = KnownClaims([said]).find(said).claims
    return [] if last.pk in {claim.id for claim in found} else ["the newest statement was not found again"]
