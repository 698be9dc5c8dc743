"""English cue verbs of the lexicon, inflected into a table of readings."""

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from claims.extract.lexicon_files import entries, rows, table


class Form(Enum):
    BASE = auto()
    THIRD = auto()  # says
    PAST = auto()
    PARTICIPLE = auto()
    ING = auto()


@dataclass(frozen=True, slots=True)
class CueVerb:
    lemma: str
    verb_class: str
    frames: str


@dataclass(frozen=True, slots=True)
class Reading:
    verb: CueVerb
    forms: frozenset[Form]


VOWELS = "aeiou"


@cache
def readings() -> dict[str, Reading]:
    irregular = {row[0]: row[1:] for row in rows("en", "irregular")}
    found: dict[str, tuple[CueVerb, set[Form]]] = {}
    verbs = {row[0]: CueVerb(*row) for row in rows("en", "verbs")}
    for lemma in {key.split()[0] for key in table("en", "prepositional")} - verbs.keys():
        verbs[lemma] = CueVerb(lemma, "attitude", "")
    for lemma, verb in verbs.items():
        past, participle = irregular.get(lemma, (_past(lemma), _past(lemma)))
        inflected = defaultdict(set)
        for form, word in (
            (Form.BASE, lemma), (Form.THIRD, _third(lemma)), (Form.PAST, past), (Form.PARTICIPLE, participle),
            (Form.ING, _ing(lemma, past)),
        ):  # fmt: skip
            inflected[word].add(form)
        for word, forms in inflected.items():
            found.setdefault(word, (verb, set()))[1].update(forms)
    return {word: Reading(verb, frozenset(forms)) for word, (verb, forms) in found.items()}


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _ing(lemma: str, past: str) -> str:
    if past.endswith("ed") and len(past) == len(lemma) + 3:  # the doubled consonant of "admitted"
        return past[:-2] + "ing"
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return lemma + "ing"


BE = frozenset("is are was were be been being am 's 're ’s ’re".split())
HAVE = frozenset("has have had having".split())
DO = frozenset("do does did".split())
MODAL = frozenset("will would can could may might must shall should".split())
NEGATED_BE = frozenset("isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t".split())
NEGATED_HAVE = frozenset("hasn't haven't hadn't hasn’t haven’t hadn’t".split())
NEGATED = (
    NEGATED_BE
    | NEGATED_HAVE
    | frozenset("doesn't don't didn't won't wouldn't can't couldn't shouldn't mustn't cannot".split())
    | frozenset("doesn’t don’t didn’t won’t wouldn’t can’t couldn’t shouldn’t mustn’t".split())
)
AUXILIARY = BE | HAVE | DO | MODAL | NEGATED
FINITE = entries("en", "finite_verbs")
SPEECH_CLASSES = frozenset({"say", "show", "deny", "ask", "predict"})
