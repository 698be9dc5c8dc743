"""Claims in any number, all at once: what the pipeline stores one by one when statements open and join claims."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from claims.corroborate import Features
from claims.models import Article, Claim, ClaimKey, KeyFrequency, Link, RawPage, Revision, Statement

ROWS_AT_ONCE = 2_000
PLAIN: dict[str, Any] = {"kind": "indirect", "source_kind": "none", "polarity": "affirmed", "modality": "asserted"}
LINKED: dict[str, Any] = {"relation": "asserts", "state": "linked", "machine_relation": "asserts", "machine_score": 1}


def keep_claims(claims: Iterable[tuple[int, Sequence[Features]]]) -> None:
    """Each with its number and what its statements say; the statements are all of one invented article."""
    revision = revision_for_all()
    position = revision.statements.count()
    waiting = iter(claims)
    while batch := list(islice(waiting, ROWS_AT_ONCE)):
        with transaction.atomic():
            position += keep_batch(batch, revision, position)
    count_keys()


def keep_batch(batch: Sequence[tuple[int, Sequence[Features]]], revision: Revision, position: int) -> int:
    """How many statements it has; `position` is that of its first."""
    now = timezone.now()
    said = [(pk, wording) for pk, wordings in batch for wording in wordings]
    Claim.objects.bulk_create(Claim(pk=pk, headline="x", opened_at=now) for pk, _ in batch)
    statements = Statement.objects.bulk_create(
        Statement(revision=revision, position=at, keys=sorted(wording.stored), **PLAIN)
        for at, (_, wording) in enumerate(said, position)
    )
    Link.objects.bulk_create(
        Link(claim_id=pk, statement=statement, made_at=now, **LINKED)
        for (pk, _), statement in zip(said, statements, strict=True)
    )
    ClaimKey.objects.bulk_create(
        ClaimKey(claim_id=pk, key=key)
        for pk, wordings in batch
        for key in wordings[0].context.union(*(wording.keys for wording in wordings))
    )
    return len(said)


def revision_for_all() -> Revision:
    now = timezone.now()
    article, is_new = Article.objects.get_or_create(
        canonical_url="https://many.example/a", defaults={"first_seen_at": now, "published_at": now}
    )
    if not is_new:
        return article.revisions.get()
    page = RawPage.objects.create(
        article=article, how=RawPage.How.PASTED, content_type="text/plain", compressed=b"", fetched_at=now
    )
    return Revision.objects.create(article=article, number=1, page=page, fetched_at=now, text="x", length=1)


def count_keys() -> None:
    """All at once what is counted on claim by claim in life."""
    KeyFrequency.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO claims_keyfrequency (key, claims) SELECT key, COUNT(*) FROM claims_claimkey GROUP BY key"
        )
        cursor.execute("ANALYZE")
    KeyFrequency.objects.create(key=KeyFrequency.ALL_CLAIMS, claims=Claim.objects.count())
