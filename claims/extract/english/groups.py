"""English verb groups: a cue verb with its auxiliaries, and the subject it has or shares."""

from dataclasses import dataclass

from claims.extract.document import Sentence
from claims.extract.english.phrases import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
    looks_finite,
    subject_after,
    subject_before,
)
from claims.extract.english.verbs import AUXILIARY, BE, DO, HAVE, MODAL, NEGATED, CueVerb, Form, Reading, readings
from claims.extract.tokens import Shape, Token


@dataclass(slots=True)
class CueGroup:
    verb: CueVerb
    start: int  # the first auxiliary
    head: int  # the cue verb itself
    end: int  # behind its particle
    form: str  # fin, ing, inf, passive
    subject: tuple[int, int] | None = None
    inverted: bool = False
    negated: bool = False
    source_inherited: bool = False


def cue_groups(sentence: Sentence) -> list[CueGroup]:
    tokens = sentence.tokens
    known = readings()
    groups: list[CueGroup] = []
    for i, token in enumerate(tokens):
        if token.lower in known and token.shape is Shape.WORD:
            group = _group_at(tokens, i, known[token.lower])
            if group is not None:
                _find_subject(tokens, group, groups)
                groups.append(group)
    return groups


def _group_at(tokens: list[Token], i: int, reading: Reading) -> CueGroup | None:
    token = tokens[i]
    if token.is_capitalised and i > 0:
        return None
    start, auxiliaries, negated, infinitive = _left_of_verb(tokens, i)
    form = _form(tokens, i, reading, auxiliaries, infinitive=infinitive)
    if form is None:
        return None
    return CueGroup(reading.verb, start, i, i + 1, form, negated=negated)


def _left_of_verb(tokens: list[Token], i: int) -> tuple[int, list[str], bool, bool]:
    """Auxiliaries, negation and adverbs in front of the verb; whether "to" is among them."""
    start, auxiliaries, negated, infinitive = i, [], False, False
    j = i - 1
    while j >= 0 and i - j <= 7:
        lower = tokens[j].lower
        if lower in AUXILIARY:
            auxiliaries.append(lower)
            negated = negated or lower in NEGATED
            start = j
        elif (lower == "to" and j == i - 1) or (lower == "to" and is_adverb(tokens[j + 1])):
            infinitive = True
            start = j
            break
        elif lower in ("not", "never", "n't"):
            negated = True
        elif not is_adverb(tokens[j]):
            break
        j -= 1
    if not auxiliaries and not infinitive:
        start = i
    return start, auxiliaries, negated, infinitive


def _form(tokens: list[Token], i: int, reading: Reading, auxiliaries: list[str], *, infinitive: bool) -> str | None:
    forms = reading.forms
    has_be = any(a in BE or a in ("isn't", "aren't", "wasn't", "weren't") for a in auxiliaries)
    before = tokens[i - 1] if i else None
    if infinitive:
        return "inf" if Form.BASE in forms else None
    if Form.ING in forms:
        if has_be:
            return "fin"
        if before is not None and (
            before.lower in DETERMINERS or before.lower in PREPOSITIONS - {"while", "after", "before"}
        ):
            return "ger" if before.lower in ("in", "by", "after", "before", "for", "of") else None
        return "ing"
    if Form.PARTICIPLE in forms and has_be and not any(a in HAVE for a in auxiliaries[:1]):
        return "passive"
    if Form.PARTICIPLE in forms and any(a in HAVE or a in ("hasn't", "haven't", "hadn't") for a in auxiliaries):
        return "fin" if not has_be else "passive"
    if Form.BASE in forms and auxiliaries and auxiliaries[0] in MODAL | DO | NEGATED:
        return "fin"
    if auxiliaries:
        return None
    if before is not None and _makes_noun(tokens, i, before):
        return None
    if Form.PAST in forms or Form.THIRD in forms:
        return "fin"
    return "fin" if before is not None and _is_plural_subject(before) else None


def _makes_noun(tokens: list[Token], i: int, before: Token) -> bool:
    """ "the report", "his claims", "a proposed law": no verb behind a determiner."""
    if before.lower in DETERMINERS - {
        "that",
        "this",
        "all",
        "both",
        "some",
        "many",
        "others",
        "most",
        "several",
        "few",
    }:
        return True
    if before.lower.endswith(("'s", "’s")) or before.lower in PREPOSITIONS or before.lower in AUXILIARY:
        return True
    if tokens[i].lower == "states" and tokens[i + 1 : i + 2] and tokens[i + 1].lower != "that":
        return True
    if Form.THIRD not in readings()[tokens[i].lower].forms or before.shape is not Shape.WORD or before.is_capitalised:
        return False
    if tokens[i].lower == "says" or before.lower in PRONOUNS or is_adverb(before) or before.lower in CONJUNCTIONS:
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        following is None
        or following.shape is Shape.PUNCT
        or following.lower in PREPOSITIONS - {"to"} | CONJUNCTIONS | AUXILIARY
    )


def _is_plural_subject(before: Token) -> bool:
    lower = before.lower
    return (
        lower in ("they", "we", "i", "you", "who", "people", "some", "many", "others", "critics", "men", "women", "and")
        or before.shape is Shape.PAREN
        or (lower.endswith("s") and not lower.endswith(("ss", "'s", "’s", "us", "is")) and before.shape is Shape.WORD)
    )


def _find_subject(tokens: list[Token], group: CueGroup, earlier: list[CueGroup]) -> None:
    if group.form == "passive":
        _find_agent(tokens, group)
        return
    if group.form in ("ing", "inf", "ger"):
        _inherit_subject(tokens, group, earlier)
        return
    subject = subject_before(tokens, group.start)
    if subject is not None:
        group.subject = subject
        return
    if (group.start > 0 and tokens[group.start - 1].lower in CONJUNCTIONS) or _after_comma_and(tokens, group.start):
        _inherit_subject(tokens, group, earlier)
        if group.subject is not None:
            return
    after = subject_after(tokens, group.end)
    if after is not None and group.start > 0:
        group.subject, group.inverted = after, True


def _after_comma_and(tokens: list[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].is_mark(",") and (i < 2 or tokens[i - 2].shape is not Shape.QUOTE)


def _inherit_subject(tokens: list[Token], group: CueGroup, earlier: list[CueGroup]) -> None:
    group.source_inherited = True
    for other in reversed(earlier):
        if other.subject is not None and not (other.inverted and group.form == "inf"):
            group.subject = other.subject
            return
    first = next((j for j in range(group.start) if looks_finite(tokens[j])), None)
    if first is not None:
        group.subject = subject_before(tokens, first)


def _find_agent(tokens: list[Token], group: CueGroup) -> None:
    for j in range(group.end, min(len(tokens), group.end + 12)):
        if tokens[j].is_mark(",;:."):
            return
        if tokens[j].lower == "by":
            group.subject = subject_after(tokens, j + 1)
            return
