"""In what two statements differ beside their words: a hedge or a number may be all, and is easily read over."""

from dataclasses import dataclass

from claims.models import Statement
from claims.queries.said import Said

# What of a number or a date is compared: its words may only be of the other language.
VALUES = {"quantities": ("low", "high", "comparator"), "dates": ("first", "last")}


@dataclass(frozen=True)
class Difference:
    """What the two say otherwise; `of` names it: a column of the statement."""

    of: str
    claim: str
    statement: str


def differences(left: Said, right: Said) -> tuple[Difference, ...]:
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
