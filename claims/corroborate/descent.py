"""Who has it from whom: the articles of a claim as one tree for each origin, first publisher on top."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Holder:
    """An article that has it; `origin` is 0 where none was found, `rests_on` the holder it names or copied."""

    id: int
    origin: int
    rests_on: int | None
    at: datetime


@dataclass(frozen=True)
class Branch:
    id: int
    below: tuple["Branch", ...] = ()

    @property
    def size(self) -> int:
        return 1 + sum(branch.size for branch in self.below)


@dataclass(frozen=True)
class Tree:
    """`branches` are those that have it from the origin itself, as far as they say."""

    origin: int
    branches: tuple[Branch, ...]

    @property
    def size(self) -> int:
        return sum(branch.size for branch in self.branches)


@dataclass(frozen=True)
class Descent:
    """`circles` lead nowhere: each member rests on the next, the last one on the first."""

    origins: tuple[Tree, ...]
    circles: tuple[tuple[Branch, ...], ...]
    unresolved: tuple[Branch, ...]


def trace_descent(holders: Iterable[Holder]) -> Descent:
    """Origins in the order in which they were first heard of, and below each one what rests on it, oldest first."""
    ordered = sorted(holders, key=lambda holder: (holder.at, holder.id))
    above = find_above(ordered)
    circles = find_circles(ordered, above)
    for circle in circles:
        # Where an origin is known, one of a circle has it from there: that must be the first.
        for holder in circle[:1] if circle[0].origin else circle:
            above[holder.id] = None
    below: dict[int | None, list[Holder]] = {}
    for holder in ordered:
        below.setdefault(above[holder.id], []).append(holder)
    tops: dict[int, list[Branch]] = {}
    nowhere = [circle for circle in circles if not circle[0].origin]
    going_round = {holder.id for circle in nowhere for holder in circle}
    for holder in below.get(None, []):
        if holder.id not in going_round:
            tops.setdefault(holder.origin, []).append(grow(holder, below))
    return Descent(
        origins=tuple(Tree(origin, tuple(branches)) for origin, branches in tops.items() if origin),
        circles=tuple(tuple(grow(holder, below) for holder in circle) for circle in nowhere),
        unresolved=tuple(tops.get(0, ())),
    )


def find_above(holders: Sequence[Holder]) -> dict[int, int | None]:
    """What rests on another origin's article, on itself, or on what is not here, stands on top."""
    origin_of = {holder.id: holder.origin for holder in holders}
    return {
        holder.id: holder.rests_on
        if holder.rests_on != holder.id and origin_of.get(holder.rests_on or 0) == holder.origin
        else None
        for holder in holders
    }


def find_circles(holders: Sequence[Holder], above: Mapping[int, int | None]) -> list[tuple[Holder, ...]]:
    """Each from its first holder on, in the order in which they cite."""
    by_id = {holder.id: holder for holder in holders}
    seen: set[int] = set()
    circles = []
    for holder in holders:
        trail: list[int] = []
        at: int | None = holder.id
        while at is not None and at not in seen:
            seen.add(at)
            trail.append(at)
            at = above[at]
        if at in trail:
            members = [by_id[each] for each in trail[trail.index(at) :]]
            first = min(range(len(members)), key=lambda place: (members[place].at, members[place].id))
            circles.append((*members[first:], *members[:first]))
    return circles


def grow(holder: Holder, below: Mapping[int | None, Sequence[Holder]]) -> Branch:
    return Branch(holder.id, tuple(grow(each, below) for each in below.get(holder.id, ())))
