"""What claims are found and compared by, for tests of matching."""

from claims.corroborate import Features
from claims.models import Claim, Statement
from claims.pipeline.candidates import KnownClaims


def give_keys(claim: Claim, *keys: str) -> None:
    """Let the claim be found and compared by these, as if its statement had said so."""
    features = Features.of(keys)
    known = KnownClaims([features])
    known.open(claim.pk, features)
    known.store()
    Statement.objects.filter(links__claim=claim).update(keys=sorted(features.stored))
