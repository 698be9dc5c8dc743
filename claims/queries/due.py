"""The due list: claims with a due date that nobody has settled, the most overdue first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from claims.models import Claim, Deadline, Proposal
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.paging import Page, page_of
from claims.queries.verdicts import IS_OPEN, waiting_proposals, with_verdict

SOON = timedelta(days=30)
DUE_ORDER = ("due_on", "pk")


class DueState(StrEnum):
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class DueLine:
    """`passed_at`: when it was told that the day had passed; None before, and until a worker has looked."""

    line: ClaimLine
    due_on: date
    state: DueState
    days: int  # until it is due, or since
    passed_at: datetime | None


@dataclass(frozen=True)
class DueList:
    page: Page[DueLine]
    counts: dict[DueState, int]
    proposals: tuple[Proposal, ...]  # verdicts that wait for a second person


def due_list(today: date, *, state: str = "", number: int = 1) -> DueList:
    counted = due_claims(today).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in _limits(today).items()}
    )
    page = page_of(due_claims(today, state=state).order_by(*DUE_ORDER), number)
    return DueList(
        page=page.with_lines(due_lines(page.lines, today)),
        counts={each: counted[each] for each in DueState},
        proposals=tuple(waiting_proposals()),
    )


def due_claims(today: date, *, state: str = "") -> QuerySet[Claim]:
    due = with_verdict(Claim.objects.exclude(due_on=None)).filter(IS_OPEN)
    return due.filter(_limits(today).get(state, Q()))


def _limits(today: date) -> dict[str, Q]:
    return {
        DueState.OVERDUE: Q(due_on__lt=today),
        DueState.SOON: Q(due_on__gte=today, due_on__lte=today + SOON),
        DueState.LATER: Q(due_on__gt=today + SOON),
    }


def due_lines(claims: Sequence[Claim], today: date) -> list[DueLine]:
    passed = {
        (claim_id, due_on): at
        for claim_id, due_on, at in Deadline.objects.filter(claim__in=claims).values_list(
            "claim_id", "due_on", "passed_at"
        )
    }
    return [
        DueLine(
            line=line,
            due_on=due_on,
            state=_state(due_on, today),
            days=abs((due_on - today).days),
            passed_at=passed.get((line.claim.pk, due_on)),
        )
        for line in claim_lines(claims)
        if (due_on := line.claim.due_on)
    ]


def _state(due_on: date, today: date) -> DueState:
    if due_on < today:
        return DueState.OVERDUE
    return DueState.SOON if due_on <= today + SOON else DueState.LATER
