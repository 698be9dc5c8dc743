"""How well the slots of claims are found: right, with other bounds, missed or wrong, by slot."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from claims.evaluation.corpora import GoldError
from claims.extract.slots import SlotRole, find_slots

NONE = "-"
BETWEEN_SEVERAL = " | "
SAID_ON = date(2026, 9, 14)


class Answer(StrEnum):
    RIGHT = "right"  # these words
    NONE = "rightly none"
    BOUNDS = "other bounds"  # more words or fewer
    EMPTY = "empty"  # nothing where there is something
    WRONG = "wrong"  # other words, or some where there are none


@dataclass(frozen=True)
class LabelledSlots:
    """Words of a claim, and the text of each slot as a person reads it."""

    lang: str
    words: str
    slots: Mapping[SlotRole, str]


def read_labelled_slots(path: Path) -> list[LabelledSlots]:
    """Tab-separated: language, words, and a column for each slot."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found = []
    for line in lines:
        lang, words, *slots = line.split("\t")
        if len(slots) != len(SlotRole):
            raise GoldError(f"{path}: “{words}” has {len(slots)} slots, and not {len(SlotRole)}.")
        found.append(LabelledSlots(lang, words, dict(zip(SlotRole, slots, strict=True))))
    return found


def measure_slots(labelled: Iterable[LabelledSlots]) -> dict[SlotRole, Counter[Answer]]:
    counted: dict[SlotRole, Counter[Answer]] = {role: Counter() for role in SlotRole}
    for gold in labelled:
        for role, text in slot_texts(gold.words, gold.lang).items():
            counted[role][judge(gold.slots[role], text)] += 1
    return counted


def slot_texts(words: str, lang: str, said_on: date = SAID_ON) -> dict[SlotRole, str]:
    slots = find_slots(words, lang, said_on=said_on)
    return {role: BETWEEN_SEVERAL.join(slot.text for slot in slots if slot.role is role) or NONE for role in SlotRole}


def judge(labelled: str, found: str) -> Answer:
    if labelled == found:
        return Answer.NONE if found == NONE else Answer.RIGHT
    if found == NONE:
        return Answer.EMPTY
    if labelled != NONE and set(labelled.split()) & set(found.split()):
        return Answer.BOUNDS
    return Answer.WRONG


def slot_table(counted: Mapping[SlotRole, Counter[Answer]]) -> Iterator[str]:
    yield f"  {'slot':<12}" + "".join(f"{answer:>14}" for answer in Answer)
    for role, answers in counted.items():
        yield f"  {role:<12}" + "".join(f"{answers[answer]:>14}" for answer in Answer)
    yield ""
