"""German verb forms: the cue verbs of the lexicon, inflected, and the subjunctive of any verb."""

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache

import simplemma

from claims.extract.lexicon_files import rows


class Form(Enum):
    FINITE = auto()
    PARTICIPLE = auto()
    INFINITIVE = auto()


@dataclass(frozen=True, slots=True)
class CueVerb:
    """`phrase` is what must stand beside the verb to make it a cue: "für möglich" (halten)."""

    lemma: str
    verb_class: str
    frames: str
    phrase: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """`particle` must be found at the end of the clause ("teilte ... mit"); "" where the form is whole."""

    verb: CueVerb
    form: Form
    particle: str = ""


WRITTEN_APART = frozenset("bekannt deutlich klar nahe".split())  # "bekannt gegeben" beside "bekanntgegeben"
INSEPARABLE = ("be", "ent", "er", "ver", "zer", "miss", "emp", "ge", "unter", "über", "wider", "prognost", "plädier")


@cache
def readings() -> dict[str, tuple[Reading, ...]]:
    """Every reading of every inflected form: one form may belong to several verbs."""
    irregular = {row[0]: row[1:] for row in rows("de", "irregular")}
    found: dict[str, list[Reading]] = defaultdict(list)
    for entry, verb_class, frames in sorted(rows("de", "phrase_verbs"), key=lambda row: -row[0].count(" ")):
        *phrase, lemma = entry.split()
        _inflect(
            lemma,
            CueVerb(lemma.replace("|", ""), verb_class, frames, tuple(w.lower() for w in phrase)),
            irregular,
            found,
        )
    for lemma, verb_class, frames in rows("de", "verbs"):
        _inflect(lemma, CueVerb(lemma.replace("|", ""), verb_class, frames), irregular, found)
    return {form: tuple(dict.fromkeys(found[form])) for form in found}


def _inflect(lemma: str, verb: CueVerb, irregular: dict[str, tuple[str, ...]], found: dict[str, list[Reading]]) -> None:
    particle, _, base = lemma.rpartition("|")
    participle = _participle(base, irregular)
    for form in _finite_forms(base, irregular):
        found[form].append(Reading(verb, Form.FINITE, particle))
        if particle:
            found[particle + form].append(Reading(verb, Form.FINITE))
    found[particle + participle].append(Reading(verb, Form.PARTICIPLE))
    found[particle + base].append(Reading(verb, Form.INFINITIVE))
    if particle:
        found[particle + "zu" + base].append(Reading(verb, Form.INFINITIVE))
    if particle in WRITTEN_APART:
        found[participle].append(Reading(verb, Form.PARTICIPLE, particle))


IRREGULAR_PLURALS = {"sein": frozenset(("sind",))}


def _stem(infinitive: str) -> str:
    return infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]


def _finite_forms(base: str, irregular: dict[str, tuple[str, ...]]) -> set[str]:
    if base in irregular:
        present, past, _ = irregular[base]
        plural = past + "n" if past.endswith("e") else past + "en"
        return {present, past, plural, base} | IRREGULAR_PLURALS.get(base, frozenset())
    stem = _stem(base)
    link = "e" if stem[-1] in "td" or stem.endswith(("chn", "ffn", "dn", "tm")) else ""
    return {stem + link + "t", stem + link + "te", stem + link + "ten", base}


def _participle(base: str, irregular: dict[str, tuple[str, ...]]) -> str:
    if base in irregular:
        return irregular[base][2]
    stem = _stem(base)
    link = "e" if stem[-1] in "td" or stem.endswith(("chn", "ffn")) else ""
    prefix = "" if base.startswith(INSEPARABLE) or base.endswith("ieren") else "ge"
    return prefix + stem + link + "t"


HAVE = frozenset("hat haben hatte hatten habe hätte hätten".split())
BECOME = frozenset("wird werden wurde wurden worden würde würden".split())
BE = frozenset("ist sind war waren sei seien wäre wären gewesen".split())
MODAL = frozenset(
    "kann können konnte konnten muss müssen musste mussten will wollen wollte wollten soll sollen sollte sollten"
    " darf dürfen durfte durften mag mögen mochte möchte möchten".split()
)
AUXILIARY = HAVE | BECOME | BE | MODAL
SUBJUNCTIVE_I = frozenset(
    "sei seien habe werde könne müsse solle wolle dürfe möge gebe gehe komme stehe liege bleibe lasse wisse tue weise"
    " handle handele".split()
)
SUBJUNCTIVE_II = frozenset(
    "wäre wären hätte hätten würde würden könnte könnten müsste müssten sollte sollten dürfte dürften käme kämen gäbe"
    " gäben ginge gingen bliebe blieben stünde stünden ließe ließen bekäme bekämen nähme nähmen läge lägen hielte fände"
    " fänden sähe sähen wüsste wüssten bräuchte bräuchten täte täten spräche sprächen träfe träfen böte böten"
    " verlöre verlören schlüge zöge zögen trüge befände befänden brächte brächten".split()
)
NOT_SUBJUNCTIVE = frozenset(
    "heute ohne eine keine meine deine seine ihre unsere diese jene jede welche solche alle viele einige wenige beide"
    " danke bitte gerade beinahe lange ende neue gute erste letzte hohe große kleine nahe frühe späte schnelle"
    " spitze klasse schade".split()
)


@lru_cache(maxsize=65_536)
def is_subjunctive_i(word: str) -> bool:
    """The reported-speech form of any verb: third person in -e that is not the past ("komme", "entspreche")."""
    if word in SUBJUNCTIVE_I:
        return True
    if not word.endswith("e") or word in NOT_SUBJUNCTIVE or not 4 <= len(word) <= 24:
        return False
    return str(simplemma.lemmatize(word, lang="de")) in (word + "n", word[:-1] + "n")
