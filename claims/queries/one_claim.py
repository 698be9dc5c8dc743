"""The page of one claim: its statements, who has it from whom, and what happened to it; now or as of a past day."""

import copy
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from claims.models import Claim, StandingChange, Watch
from claims.models.ledger import Counts
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.linked import LinkedStatement, linked_statements
from claims.queries.moments import end_of, known_by
from claims.queries.origin_tree import OriginTree, origin_tree
from claims.queries.timeline import Event, timeline
from claims.queries.verdicts import is_overdue
from claims.queries.wordings import Wording, wordings


@dataclass(frozen=True)
class ClaimView:
    line: ClaimLine
    statements: tuple[LinkedStatement, ...]
    suggested: tuple[LinkedStatement, ...]
    tree: OriginTree
    events: tuple[Event, ...]
    is_followed: bool
    is_overdue: bool
    as_of: date | None  # None is now

    @property
    def gone(self) -> int:
        """How many of the statements their articles no longer have; they are shown and do not count."""
        return sum(each.gone_in is not None for each in self.statements)

    @property
    def standing(self) -> int:
        return len(self.statements) - self.gone

    @property
    def wordings(self) -> tuple[Wording, ...]:
        return wordings(self.statements)

    @property
    def suggested_wordings(self) -> tuple[Wording, ...]:
        return wordings(self.suggested)

    @property
    def claim(self) -> Claim:
        """As it stood on the day: a copy that is never saved."""
        return self.line.claim


def claim_view(claim: Claim, *, user_id: int, today: date, as_of: date | None = None) -> ClaimView:
    """As of a past day it shows what was known at its end."""
    before = end_of(as_of) if as_of else None
    linked = linked_statements(claim, before)
    counted = tuple(each for each in linked.statements if each.is_counted)
    (line,) = claim_lines([claim], counted=Q(pk__in=[each.link.pk for each in counted]), before=before)
    if before:
        line = replace(line, claim=as_it_stood(claim, counted, before))
    day = as_of or today
    return ClaimView(
        line=line,
        statements=counted,
        suggested=tuple(each for each in linked.statements if not each.is_counted),
        tree=origin_tree(counted),
        events=timeline(claim, linked, today=day, before=before),
        is_followed=Watch.objects.filter(user=user_id, claim=claim).exists(),
        is_overdue=is_overdue(claim, line.resolution, day),
        as_of=as_of,
    )


def as_it_stood(claim: Claim, statements: tuple[LinkedStatement, ...], before: datetime) -> Claim:
    """With the numbers of its history; all of them zero before it was first counted."""
    change = claim.standing_changes.filter(known_by("at", before)).order_by("at", "pk").last() or StandingChange()
    stood = copy.copy(claim)
    for number in Counts._meta.local_fields:
        setattr(stood, number.name, getattr(change, number.name))
    stood.first_said_at = statements[0].at if statements else None
    stood.last_said_at = statements[-1].at if statements else None
    return stood
