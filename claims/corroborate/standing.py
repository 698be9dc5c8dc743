"""How a claim stands, counted from the origins of its statements. Goes down as well as up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """One counted statement of a claim.

    `house` is what makes origins dependent: the speaker's company for people and companies, the owner for outlets.
    """

    article_id: int
    outlet_id: int | None
    origin_key: str  # "" where no origin was found
    house: str
    denies: bool = False
    qualifies: bool = False  # with another number, date or condition: neither for nor against
    interested: bool = False  # the speaker's house is the subject, or its rival, customer or supplier


@dataclass(frozen=True)
class Tally:
    """The standing with every number behind it; `why` is a sentence that names them."""

    standing: str  # one of models.Standing
    articles: int
    outlets: int
    origins: int
    independent: int
    interested: int
    unresolved: int
    why: str


def compute_standing(evidence: Sequence[Evidence]) -> Tally:
    stands = [item for item in evidence if not item.qualifies]
    resolved = [item for item in stands if item.origin_key]
    support = independent_houses(item for item in resolved if not item.denies)
    denial = independent_houses(item for item in resolved if item.denies)
    origins = {item.origin_key for item in resolved}
    interested = {item.origin_key for item in resolved if item.interested}
    standing, reason = decide(resolved, support, denial, outlets_of(stands))
    articles = {item.article_id for item in evidence}
    unresolved = sum(not item.origin_key for item in stands)
    return Tally(
        standing=standing,
        articles=len(articles),
        outlets=len(outlets_of(evidence)),
        origins=len(origins),
        independent=len(support),
        interested=len(interested),
        unresolved=unresolved,
        why=reason,
    )


def outlets_of(evidence: Iterable[Evidence]) -> set[int]:
    return {item.outlet_id for item in evidence if item.outlet_id}


def independent_houses(evidence: Iterable[Evidence]) -> set[str]:
    """Origins of one house are one: a chief executive twice, or a chief executive and the own press office."""
    return {item.house or item.origin_key for item in evidence}


def decide(resolved: Sequence[Evidence], support: set[str], denial: set[str], outlets: set[int]) -> tuple[str, str]:
    if not resolved:
        return "unsourced", "No statement that an article makes today could be traced to an origin."
    if denial:
        by_subject = all(item.interested for item in resolved if item.denies)
        if len(support) >= 2 or (support and not by_subject):
            return "contested", f"{count(len(support), 'independent origin')} for it, {len(denial)} against it."
        return "denied", "Whom it concerns denies it; that does not make it false."
    if len(support) >= 2:
        return "corroborated", f"{len(support)} origins that do not depend on one another say so."
    origins = {item.origin_key for item in resolved}
    if len(outlets) >= 2:
        return "echoed", f"{len(outlets)} outlets repeat it, and all of it comes from {count(len(origins), 'origin')}."
    return "single origin", "One outlet reports it, from one origin."


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
