"""Builders for the tests of the API, beside those of build.py."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from claims import curation
from claims.models import ApiToken, Claim, ClaimWords, Submission
from claims.pipeline.searchable import claim_words
from tests import build
from tests.build import NOW


def make_token(
    owner: User | None = None, scopes: Sequence[str] = ("read",), *, name: str = "Auswertung"
) -> tuple[ApiToken, str]:
    """A token by which today's requests are let in, and its secret."""
    now = timezone.now()
    return curation.make_token(
        owner or build.make_user(), name=name, scopes=scopes, expires_at=now + timedelta(days=30), now=now
    )


def make_submission(key: str = "a key") -> Submission:
    user = build.make_user("analyst")
    curation.submit_once(user, key, text="Norvik liefert ab Mai, sagte Ada Lind.", now=NOW)
    return Submission.objects.get(user=user)


def make_bare_claims(count: int) -> None:
    """Many at once, of which nobody said anything: one of three without a day on which it was last said."""
    claims = Claim.objects.bulk_create(
        Claim(
            headline=f"Norvik liefert Los {number}",
            lang="de",
            opened_at=NOW,
            last_said_at=None if number % 3 == 0 else NOW - timedelta(minutes=number),
            articles=1,
            independent=number % 4,
        )
        for number in range(count)
    )
    ClaimWords.objects.bulk_create(claim_words(claims))
