"""What people conclude about a claim."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from claims.curation.decisions import CurationError, demand, record
from claims.models import Claim, Resolution
from claims.pipeline.following import tell_followers


def resolve_claim(
    actor: User, claim: Claim, *, value: str, as_of: date, evidence: str, reason: str, now: datetime
) -> Resolution:
    """Set a verdict. It is added to the earlier ones, which stay."""
    demand(actor, "claims.curate")
    if value not in Resolution.Value.values:
        raise CurationError("value", f"Choose one of: {', '.join(Resolution.Value.values)}.")
    if as_of > now.date():
        raise CurationError("as_of", "A verdict cannot be dated in the future.")
    for field, given in (("evidence", evidence), ("reason", reason)):
        if not given.strip():
            raise CurationError(field, f"A verdict needs its {field}.")
    with transaction.atomic():
        before = claim.resolutions.order_by("at", "pk").last()
        resolution = Resolution.objects.create(
            claim=claim, value=value, as_of=as_of, evidence=evidence.strip(), reason=reason.strip(), by=actor, at=now
        )
        record(
            actor,
            "resolve claim",
            claim,
            now=now,
            before={"value": before.value if before else Resolution.Value.OPEN},
            after={"value": value, "as_of": as_of.isoformat()},
            reason=reason.strip(),
        )
        tell_followers(claim, f"“{claim.headline}” has a verdict: {value}. {reason.strip()}", now)
    return resolution
