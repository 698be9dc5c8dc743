"""Two wordings of one statement: is the later one the same, softer, harder, or something else?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from claims.corroborate.alignment import Tokens
from claims.corroborate.amounts import Amount
from claims.corroborate.features import content_words
from claims.text import TURNING, Span, fold, is_respelling

# Modality by how much it commits the speaker; those that are not here are other acts than asserting.
COMMITMENT = {"asserted": 2, "predicted": 1, "hedged": 0, "conditional": 0, "hearsay": 0}
CONDITIONS = frozenset("wenn falls sofern vorausgesetzt if unless provided".split())
SAME_PROPOSITION = 0.5  # share of the remaining words of meaning that both have
SHORTEST_STEM = 4
EXACT = ("", "=")


class Fate(StrEnum):
    """What became of a statement in the next revision of its article."""

    KEPT = "kept"
    MOVED = "moved"  # the same words at another place
    SOFTENED = "softened"
    HARDENED = "hardened"
    CHANGED = "changed"
    UNATTRIBUTED = "unattributed"  # its words stand, but nobody is said to say them
    UNREAD = "unread"  # the outlet left it; our own reading finds no statement in it any more
    GONE = "gone"


@dataclass(frozen=True)
class Stated:
    """A statement as one revision has it. Every span lies within that revision's text."""

    id: int
    lang: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    source_text: str = ""
    speaker: str = ""  # by name, as resolved within the article
    speaker_id: int | None = None  # the known entity
    polarity: str = "affirmed"
    modality: str = "asserted"
    hedges: tuple[str, ...] = ()
    quantities: tuple[Amount, ...] = ()
    dates: tuple[Amount, ...] = ()


@dataclass
class Signs:
    """What speaks for softer, for harder, and for another statement altogether; each as a reason."""

    softer: list[str] = field(default_factory=list)
    harder: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    @property
    def all(self) -> str:
        return "; ".join((*self.other, *self.softer, *self.harder))


def compare(old: Stated, new: Stated, before: Sequence[str], after: Sequence[str]) -> tuple[Fate, str]:
    """The fate of `old`, at whose place `new` now stands; `before` and `after` are the words of their contents."""
    if differs := other_source(old, new):
        return Fate.CHANGED, differs
    signs = Signs()
    compare_polarity(old, new, before, after, signs)
    compare_hedges(old, new, signs)
    compare_amounts(old.quantities, new.quantities, "number", signs)
    compare_amounts(old.dates, new.dates, "date", signs)
    compare_bare_numbers(old, new, before, after, signs)
    if added := [word for word in after if word in CONDITIONS and word not in before]:
        signs.softer.append(f"a condition was added: “{added[0]}”")
    if lost := [word for word in before if word in CONDITIONS and word not in after]:
        signs.harder.append(f"a condition was taken out: “{lost[0]}”")
    if signs.other or (signs.softer and signs.harder):
        return Fate.CHANGED, signs.all
    if signs.all:
        if share_meaning(old, new, before, after) < SAME_PROPOSITION:
            return Fate.CHANGED, f"other words; {signs.all}"
        return (Fate.SOFTENED if signs.softer else Fate.HARDENED), signs.all
    return compare_words(before, after)


def other_source(old: Stated, new: Stated) -> str:
    """How the two are somebody else's; "" if they are not. A surname alone is still its bearer."""
    if old.speaker_id and old.speaker_id == new.speaker_id:
        return ""
    before, after = (each.speaker or each.source_text for each in (old, new))
    earlier, later = (set(fold(name).split()) for name in (before, after))
    is_part = bool(earlier) == bool(later) and (earlier <= later or later <= earlier)
    never_resolved = bool(before) and fold(before) == fold(old.source_text) == fold(new.source_text)
    if is_part or never_resolved:
        return ""
    shown = [f"“{name}”" if name else "nobody" for name in (before, after)]
    return f"the source was {shown[0]}, now {shown[1]}"


def compare_polarity(old: Stated, new: Stated, before: Sequence[str], after: Sequence[str], signs: Signs) -> None:
    if old.polarity != new.polarity:
        signs.other.append(f"it was {old.polarity}, now it is {new.polarity}")
    added, lost = (Counter(word for word in side if word in TURNING) for side in (after, before))
    for how, words in (("added", added - lost), ("taken out", lost - added)):
        signs.other += [f"a negation was {how}: “{word}”" for word in words]


def compare_hedges(old: Stated, new: Stated, signs: Signs) -> None:
    before, after = ({fold(hedge): hedge for hedge in each.hedges} for each in (old, new))
    added, lost = (
        [shown for key, shown in has.items() if key not in hasnt] for has, hasnt in ((after, before), (before, after))
    )
    commitment = COMMITMENT.get(old.modality), COMMITMENT.get(new.modality)
    change = f"it was {old.modality}, now it is {new.modality}"
    if old.modality != new.modality and None in commitment:
        signs.other.append(change)
    elif added and not lost:
        signs.softer.append(f"a hedge was added: {listed(added)}")
    elif lost and not added:
        signs.harder.append(f"a hedge was taken out: {listed(lost)}")
    elif (commitment[0] or 0) > (commitment[1] or 0):
        signs.softer.append(change)
    elif (commitment[0] or 0) < (commitment[1] or 0):
        signs.harder.append(change)


def compare_amounts(old: Sequence[Amount], new: Sequence[Amount], what: str, signs: Signs) -> None:
    """Numbers and dates that stand as they did do not matter; the others are compared in their order."""
    before = without(old, {fold(amount.text) for amount in new})
    after = without(new, {fold(amount.text) for amount in old})
    for earlier, later in zip(before, after, strict=False):
        compare_amount(earlier, later, what, signs)
    signs.softer += [f"the {what} “{amount.text}” was taken out" for amount in before[len(after) :]]
    signs.harder += [f"the {what} “{amount.text}” was added" for amount in after[len(before) :]]


def without(amounts: Sequence[Amount], texts: set[str]) -> list[Amount]:
    return [amount for amount in amounts if fold(amount.text) not in texts]


def compare_amount(old: Amount, new: Amount, what: str, signs: Signs) -> None:
    change = f"the {what} was “{old.text}”, now “{new.text}”"
    (low, high), (new_low, new_high) = old.bounds, new.bounds
    if old.unit != new.unit or type(low) is not type(new_low):
        signs.other.append(change)
    elif (low, high) == (new_low, new_high):
        if old.comparator in EXACT and new.comparator not in EXACT:
            signs.softer.append(f"{change}, which is vaguer")
        elif new.comparator in EXACT and old.comparator not in EXACT:
            signs.harder.append(f"{change}, which is more exact")
    elif new_low <= low and high <= new_high:  # type: ignore[operator]  # both are of one kind
        signs.softer.append(f"{change}, which is vaguer")
    elif low <= new_low and new_high <= high:  # type: ignore[operator]
        signs.harder.append(f"{change}, which is more exact")
    else:
        signs.other.append(change)


def compare_bare_numbers(old: Stated, new: Stated, before: Sequence[str], after: Sequence[str], signs: Signs) -> None:
    """Those that are no quantity or date, such as the number of a product."""
    known = {word for each in (old, new) for word in amount_words(each)}
    earlier, later = ([word for word in side if is_number(word) and word not in known] for side in (before, after))
    if earlier != later:
        signs.other.append(f"the numbers were {listed(earlier)}, now {listed(later)}")


def is_number(word: str) -> bool:
    return any(character.isdigit() for character in word)


def share_meaning(old: Stated, new: Stated, before: Sequence[str], after: Sequence[str]) -> float:
    """Of the words that neither hedge, nor count, nor only join: how many the two have in common."""
    earlier, later = meaning(old, before), meaning(new, after)
    shared = sum(any(is_same_meaning(word, other) for other in later) for word in earlier)
    shared += sum(any(is_same_meaning(word, other) for other in earlier) for word in later)
    return shared / (len(earlier) + len(later)) if earlier or later else 1.0


def meaning(stated: Stated, words: Sequence[str]) -> set[str]:
    beside = [*stated.hedges, *(amount.text for amount in (*stated.quantities, *stated.dates))]
    empty = {*content_words(" ".join(beside), stated.lang), *CONDITIONS}
    return content_words(" ".join(words), stated.lang) - empty


def is_same_meaning(left: str, right: str) -> bool:
    """The same basic form, or a verb with its prefix apart: "liefert … aus", "ausliefern"."""
    short, long = sorted((left, right), key=len)
    return left == right or is_respelling(left, right) or (len(short) >= SHORTEST_STEM and long.endswith(short))


def amount_words(stated: Stated) -> list[str]:
    return [token.word for amount in (*stated.quantities, *stated.dates) for token in Tokens.of(amount.text).all]


def compare_words(before: Sequence[str], after: Sequence[str]) -> tuple[Fate, str]:
    if "".join(before) == "".join(after):
        return Fate.KEPT, "the same words"
    changed = [(left, right) for left, right in zip(before, after, strict=False) if left != right]
    if len(before) == len(after) and all(is_respelling(left, right) for left, right in changed):
        spellings = ", ".join(f"“{left}” to “{right}”" for left, right in changed)
        return Fate.KEPT, f"only spelling changed: {spellings}"
    added, lost = Counter(after) - Counter(before), Counter(before) - Counter(after)
    parts = [f"{verb} {listed(words)}" for verb, words in (("without", lost), ("with", added)) if words]
    return Fate.CHANGED, f"reworded: {', '.join(parts) or 'in another order'}"


def listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(words)[:6]) or "none"
