"""A statement against the one that it retells: which hedges and bounds were lost on the way, which numbers changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.corroborate.weakening import Amount, Signs, Stated, compare_amount, compare_hedges

# How a retelling marks that it retells ("soll"); it takes nothing back.
RETOLD = "hearsay"


@dataclass(frozen=True)
class Retelling:
    """What differs, each as a reason that names the words before and now."""

    softer: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.changed, *self.harder, *self.softer)


def compare_retelling(told: Stated, retold: Stated) -> Retelling:
    """In either language. A retelling may leave things out: only what both have is compared, and hedges."""
    signs = Signs()
    # Hedged in both, they may be so by other words or tenses.
    takes_over = retold.modality == RETOLD or (told.hedges and retold.hedges)
    compare_hedges(told, replace(retold, modality=told.modality) if takes_over else retold, signs)
    for what, before, after in (
        ("number", told.quantities, retold.quantities),
        ("date", told.dates, retold.dates),
    ):
        for earlier, later in pair_amounts(before, after):
            if are_comparable(earlier, later):
                compare_amount(earlier, later, what, signs)
            else:
                signs.other.append(f"the {what} was “{earlier.text}”, now “{later.text}”")
    return Retelling(tuple(signs.softer), tuple(signs.harder), tuple(signs.other))


def pair_amounts(before: Sequence[Amount], after: Sequence[Amount]) -> list[tuple[Amount, Amount]]:
    """Those that share an end ("up to 40 %", "40 %"); and where each side has one of a unit alone, these two."""
    pairs = []
    for unit in dict.fromkeys(amount.unit for amount in before):
        mine, theirs = ([amount for amount in side if amount.unit == unit] for side in (before, after))
        if len(mine) == len(theirs) == 1:
            pairs.append((mine[0], theirs[0]))
            continue
        for earlier in mine:
            pairs += [(earlier, later) for later in theirs if share_an_end(earlier, later)][:1]
    return [(earlier, later) for earlier, later in pairs if is_other(earlier, later)]


def share_an_end(left: Amount, right: Amount) -> bool:
    return any(mine is not None and mine == other for mine, other in ((left.low, right.low), (left.high, right.high)))


def are_comparable(left: Amount, right: Amount) -> bool:
    """As vaguer or more exact: "22 %" lies within "up to 40 %", and is another number all the same."""
    are_closed = None not in (left.low, left.high, right.low, right.high)
    return are_closed or share_an_end(left, right)


def is_other(left: Amount, right: Amount) -> bool:
    return (left.bounds, left.comparator) != (right.bounds, right.comparator)
