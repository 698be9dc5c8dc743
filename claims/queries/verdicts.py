"""What people concluded about claims, with the evidence that they named."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from claims.models import Claim, DecidingEvidence, Link, Proposal, ProposalAnswer, Resolution, Statement
from claims.queries.moments import end_of, known_by
from claims.queries.said import statements_to_show


@dataclass(frozen=True)
class ClaimVerdicts:
    """`resolutions` newest first; `waiting` is proposed and needs a second person; `declined` were not seconded."""

    resolutions: tuple[Resolution, ...]
    waiting: Proposal | None
    declined: tuple[ProposalAnswer, ...]


def verdicts_of(claim: Claim, as_of: date | None = None) -> ClaimVerdicts:
    """As of a past day what was concluded by its end; what waited then is told by nobody who looks back."""
    before = end_of(as_of) if as_of else None
    declined = ProposalAnswer.objects.filter(known_by("at", before), proposal__claim=claim, confirms=False)
    return ClaimVerdicts(
        resolutions=tuple(
            claim.resolutions.filter(known_by("at", before))
            .select_related("by", "seconded_by")
            .prefetch_related(evidence_to_show())
            .order_by("-at", "-pk")
        ),
        waiting=None if before else waiting_proposals().filter(claim=claim).first(),
        declined=tuple(declined.select_related("by", "proposal__by").order_by("-at", "-pk")),
    )


def waiting_proposals() -> QuerySet[Proposal]:
    return (
        Proposal.objects.filter(answer=None)
        .select_related("by", "claim")
        .prefetch_related(evidence_to_show())
        .order_by("at", "pk")
    )


def evidence_to_show() -> "Prefetch[Any]":
    rows = DecidingEvidence.objects.select_related("statement__revision__article__outlet", "statement__speaker")
    return Prefetch("evidence", rows.defer("statement__revision__text"))


def with_verdict(claims: QuerySet[Claim]) -> QuerySet[Any]:
    """Each with the value of its newest verdict and the day from which that holds; None where nobody set one."""
    newest = Resolution.objects.filter(claim=OuterRef("pk")).order_by("-at", "-pk")
    return claims.annotate(
        verdict=Subquery(newest.values("value")[:1]), settled_on=Subquery(newest.values("as_of")[:1])
    )


IS_OPEN = Q(verdict=None) | Q(verdict=Resolution.Value.OPEN)


def is_overdue(claim: Claim, resolution: Resolution | None, today: date) -> bool:
    is_open = resolution is None or resolution.value == Resolution.Value.OPEN
    return claim.due_on is not None and claim.due_on < today and is_open


def statements_to_choose(claim: Claim) -> list[Statement]:
    """What may be evidence: the statements linked to the claim, also those that no article shows any more."""
    linked = Link.objects.filter(claim=claim).exclude(state=Link.State.REJECTED).values("statement")
    return list(statements_to_show().filter(pk__in=linked).order_by("-revision__fetched_at", "position"))
