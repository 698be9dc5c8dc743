"""Possible contradictions, one after another: a statement beside the claim that it may qualify or deny."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Decision, Link, Statement
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.said import Said, said, statements_to_show

LATELY = 5
# What of a number or a date is compared: its words may only be of the other language.
VALUES = {"quantities": ("low", "high", "comparator"), "dates": ("first", "last")}


@dataclass(frozen=True)
class Difference:
    """What the two say otherwise; `of` names it: a column of the statement."""

    of: str
    claim: str
    statement: str


@dataclass(frozen=True)
class Contradiction:
    link: Link
    line: ClaimLine  # the claim, in the words that speak for it
    said: Said
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class DecidedLink:
    decision: Decision
    link: Link


@dataclass(frozen=True)
class Queue:
    waiting: int
    before: int  # of the waiting ones, how many were passed over
    shown: Contradiction | None
    lately: tuple[DecidedLink, ...]  # decisions that can still be undone, newest first


def suggested_contradictions() -> QuerySet[Link]:
    """What an article says today with another number or date than the claim, against it, or for what is only denied."""
    counted = Link.objects.filter(claim=OuterRef("claim"), state__in=Link.COUNTED)
    denied, asserted = (
        Exists(counted.filter(relation=relation)) for relation in (Link.Relation.DENIES, Link.Relation.ASSERTS)
    )
    return Link.objects.filter(
        Q(relation=Link.Relation.QUALIFIES)
        | (Q(relation=Link.Relation.DENIES) & asserted)
        | (Q(relation=Link.Relation.ASSERTS) & denied & ~asserted),
        state=Link.State.SUGGESTED,
        statement__revision__superseded_at=None,
    ).order_by("pk")


def contradiction_queue(*, after: int = 0) -> Queue:
    """The first that waits after a link's number; from the beginning again where none is left behind it."""
    waiting = suggested_contradictions()
    links = waiting.select_related("claim", "statement")
    link = links.filter(pk__gt=after).first() or links.first()
    return Queue(
        waiting=waiting.count(),
        before=waiting.filter(pk__lt=link.pk).count() if link else 0,
        shown=_side_by_side(link) if link else None,
        lately=_decided_lately(),
    )


def _side_by_side(link: Link) -> Contradiction:
    (line,) = claim_lines([link.claim])
    right = said(statements_to_show().get(pk=link.statement_id))
    return Contradiction(link, line, right, _differences(line.said, right) if line.said else ())


def _differences(left: Said, right: Said) -> tuple[Difference, ...]:
    """A hedge or a number may be all that differs, and it is easily read over."""
    one, other = left.statement, right.statement
    found = [
        Difference(of, getattr(one, of), getattr(other, of))
        for of in ("polarity", "modality")
        if getattr(one, of) != getattr(other, of)
    ]
    if len(one.hedges) != len(other.hedges):
        found.append(Difference("hedges", ", ".join(one.hedges), ", ".join(other.hedges)))
    for of, names in VALUES.items():
        if _values(one, of, names) != _values(other, of, names):
            found.append(Difference(of, _as_written(one, of), _as_written(other, of)))
    return tuple(found)


def _values(statement: Statement, of: str, names: tuple[str, ...]) -> list[tuple[str, ...]]:
    return sorted(tuple(str(each.get(name)) for name in names) for each in getattr(statement, of))


def _as_written(statement: Statement, of: str) -> str:
    return ", ".join(each["text"] for each in getattr(statement, of))


def _decided_lately() -> tuple[DecidedLink, ...]:
    decisions = list(
        Decision.objects.filter(object_type="link", undoes=None, undone_by=None)
        .select_related("actor")
        .order_by("-at", "-pk")[:LATELY]
    )
    links = Link.objects.select_related("claim").in_bulk([decision.object_id for decision in decisions])
    return tuple(DecidedLink(each, links[each.object_id]) for each in decisions if each.object_id in links)
