"""By when a claim is due, and what would settle it, where a person knows better than the machine."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from claims.curation.decisions import CurationError, demand, record
from claims.models import Claim
from claims.pipeline import schedule_deadline


def set_due_date(actor: User, claim: Claim, *, due_on: date | None, criterion: str, reason: str, now: datetime) -> None:
    """`criterion` says what would settle it; "" leaves that to the claim's type. None is no due date."""
    demand(actor, "claims.curate")
    if not reason.strip():
        raise CurationError("reason", gettext("Say where you know it from, for whoever looks at this claim next."))
    with transaction.atomic():
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        before, after = described(claim.due_on, claim.criterion), described(due_on, criterion.strip())
        if before == after:
            raise CurationError("", gettext("This is what stands there already; nothing was changed."))
        claim.due_on, claim.criterion = due_on, criterion.strip()
        Claim.objects.filter(pk=claim.pk).update(due_on=claim.due_on, criterion=claim.criterion)
        schedule_deadline(claim)
        record(actor, "set due date", claim, now=now, before=before, after=after, reason=reason.strip())


def described(due_on: date | None, criterion: str) -> dict[str, str | None]:
    return {"due_on": due_on.isoformat() if due_on else None, "criterion": criterion}
