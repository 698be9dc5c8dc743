"""What happened to a claim: one list of events with before and after, read off the rows that say it all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from claims.corroborate import compare_retelling
from claims.models import Claim, Link, Origin, OriginAssignment, Resolution, StandingChange
from claims.models.ledger import Standing
from claims.models.stated import to_stated
from claims.queries.edits import Edit, edits_about
from claims.queries.linked import Linked, LinkedStatement
from claims.queries.moments import end_of, known_by

# A claim of which nobody spoke for so long is old: the next statement is told as an event.
SILENCE = timedelta(days=30)
# From the weakest to the strongest: a change along this order rose, one against it fell.
STRENGTH = (
    Standing.DENIED,
    Standing.UNSOURCED,
    Standing.CONTESTED,
    Standing.SINGLE_ORIGIN,
    Standing.ECHOED,
    Standing.CORROBORATED,
)


class EventKind(StrEnum):
    FIRST_HEARD = "first heard"
    OPENED = "claim opened"
    HEARD_AGAIN = "heard again"
    NEW_ORIGIN = "new independent origin"
    ROSE = "standing rose"
    FELL = "standing fell"
    COUNTED = "counted"  # another number, the same standing
    OTHER_VALUE = "other number or date"
    RETOLD_HARDER = "hardened in retelling"
    RETOLD_OTHERWISE = "changed in retelling"
    EDITED = "edited"
    DENIED = "denied"
    DUE = "due date passed"
    VERDICT = "verdict"


@dataclass(frozen=True)
class FoundChain:
    """A statement that turned out to come from another origin than was thought."""

    each: LinkedStatement
    before: Origin | None
    after: OriginAssignment


@dataclass(frozen=True)
class Event:
    """When, what before, what after, and in which article; what is None has no part in this kind of event.

    `each` is the statement that made the event, `other` the one that it is held against; `reasons` name what differs.
    """

    kind: EventKind
    at: datetime
    each: LinkedStatement | None = None
    other: LinkedStatement | None = None
    reasons: tuple[str, ...] = ()
    before: StandingChange | None = None
    after: StandingChange | None = None
    origin: Origin | None = None
    chains: tuple[FoundChain, ...] = ()
    resolution: Resolution | None = None
    edit: Edit | None = None

    @property
    def standing_changed(self) -> bool:
        return self.after is not None and (self.before is None or self.before.standing != self.after.standing)


def timeline(claim: Claim, linked: Linked, *, today: date, before: datetime | None = None) -> tuple[Event, ...]:
    """Newest first; with a moment, what had happened before it."""
    counted = [each for each in linked.statements if each.is_counted]
    changes = list(claim.standing_changes.filter(known_by("at", before)).order_by("at", "pk"))
    verdicts = claim.resolutions.filter(known_by("at", before)).select_related("by").order_by("at", "pk")
    edits = edits_about(claim, before)
    by_edit = {edit.fate.successor_id for edit in edits}
    # Of one moment, what came of it stands above what it came of.
    events = [
        *due(claim, today),
        *(Event(EventKind.VERDICT, verdict.at, resolution=verdict) for verdict in verdicts),
        *(Event(EventKind.EDITED, edit.fate.at, edit=edit) for edit in edits),
        *recounted(changes, linked),
        *retold(counted),
        *other_values(counted, [each for each in linked.statements if each.said.statement.pk not in by_edit]),
        *denied(counted),
        *heard(counted),
        Event(EventKind.OPENED, claim.opened_at),
    ]
    return tuple(sorted(events, key=lambda event: event.at, reverse=True))


def due(claim: Claim, today: date) -> Iterator[Event]:
    if claim.due_on and claim.due_on < today:
        yield Event(EventKind.DUE, end_of(claim.due_on))


def heard(statements: Sequence[LinkedStatement]) -> Iterator[Event]:
    """The first time, and each time after a long silence."""
    if statements:
        yield Event(EventKind.FIRST_HEARD, statements[0].at, each=statements[0])
    for earlier, later in pairwise(statements):
        if later.at - earlier.at > SILENCE:
            yield Event(EventKind.HEARD_AGAIN, later.at, each=later, other=earlier)


def denied(statements: Iterable[LinkedStatement]) -> Iterator[Event]:
    """Once for each origin that denies it."""
    seen: set[int] = set()
    for each in statements:
        key = each.origin.pk if each.origin else -each.said.statement.pk
        if each.denies and key not in seen:
            seen.add(key)
            yield Event(EventKind.DENIED, each.at, each=each)


def other_values(counted: Sequence[LinkedStatement], statements: Iterable[LinkedStatement]) -> Iterator[Event]:
    """Statements that give another number or date than the claim's first, also while a curator has not yet decided."""
    lead = next((each for each in counted if each.link.relation == Link.Relation.ASSERTS), None)
    for each in statements:
        if each.link.relation == Link.Relation.QUALIFIES:
            reasons = reasons_against(lead, each) or (each.link.why,)
            yield Event(EventKind.OTHER_VALUE, each.at, each=each, other=lead, reasons=reasons)


def reasons_against(lead: LinkedStatement | None, each: LinkedStatement) -> tuple[str, ...]:
    if lead is None:
        return ()
    told, other = (to_stated(one.said.statement, one.said.lang) for one in (lead, each))
    return compare_retelling(told, other).all


def retold(statements: Iterable[LinkedStatement]) -> Iterator[Event]:
    """Retellings that say more than what they rest on, or something else. One that says less takes nothing away."""
    for each in statements:
        found = each.retelling
        if found.changed:
            kind, reasons = EventKind.RETOLD_OTHERWISE, (*found.changed, *found.harder)
        elif found.harder:
            kind, reasons = EventKind.RETOLD_HARDER, found.harder
        else:
            continue
        yield Event(kind, each.at, each=each, other=each.retells, reasons=reasons)


def recounted(changes: Sequence[StandingChange], linked: Linked) -> Iterator[Event]:
    """Each change of a number, with the chains that were found late; and the origins that made it rise.

    A count stores its answers and its number at one moment: so these answers made the number.
    """
    answers: dict[datetime, list[OriginAssignment]] = {}
    ended: dict[datetime, list[OriginAssignment]] = {}
    for each in linked.assignments:
        answers.setdefault(each.at, []).append(each)
        if each.superseded_at:
            ended.setdefault(each.superseded_at, []).append(each)
    for before, after in zip([None, *changes], changes, strict=False):
        found = answers.get(after.at, [])
        chains = tuple(found_chains(ended.get(after.at, []), found, linked))
        yield Event(direction(before, after), after.at, before=before, after=after, chains=chains)
        if before is not None and after.independent > before.independent:
            yield from new_origins(after.at, found, linked)


def direction(before: StandingChange | None, after: StandingChange) -> EventKind:
    """By the standing; while that stays, by the number of independent origins."""
    if before is None:
        return EventKind.COUNTED
    was, now = ((STRENGTH.index(Standing(each.standing)), each.independent) for each in (before, after))
    if was == now:
        return EventKind.COUNTED
    return EventKind.ROSE if now > was else EventKind.FELL


def found_chains(
    ended: Iterable[OriginAssignment], found: Iterable[OriginAssignment], linked: Linked
) -> Iterator[FoundChain]:
    earlier = {each.statement_id: each for each in ended}
    shown = {each.said.statement.pk: each for each in linked.statements} if earlier else {}
    for after in found:
        before = earlier.get(after.statement_id)
        if before and before.origin_id != after.origin_id and after.statement_id in shown:
            yield FoundChain(shown[after.statement_id], before.origin, after)


def new_origins(at: datetime, found: Iterable[OriginAssignment], linked: Linked) -> Iterator[Event]:
    came = {each.origin_id for each in found} - {each.origin_id for each in linked.assignments if each.at < at}
    for each in linked.statements:
        if each.is_counted and not each.denies and each.origin and each.origin.pk in came:
            came.discard(each.origin.pk)
            yield Event(EventKind.NEW_ORIGIN, at, each=each, origin=each.origin)
