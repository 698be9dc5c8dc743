"""English verb groups: a cue verb with its auxiliaries, and the subject it has or shares."""

from dataclasses import dataclass

from claims.extract.document import Sentence
from claims.extract.english.phrases import (
    CONJUNCTIONS,
    DETERMINERS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
    looks_finite,
    pronoun_of,
)
from claims.extract.english.subjects import is_inverted, subject_after, subject_before, subject_of_main_clause
from claims.extract.english.verbs import (
    AUXILIARY,
    BE,
    DO,
    FINITE,
    HAVE,
    MODAL,
    NEGATED,
    NEGATED_BE,
    NEGATED_HAVE,
    CueVerb,
    Form,
    Reading,
    readings,
)
from claims.extract.tokens import Shape, Token

# What stands behind these is who is told, never who speaks: "told Reuters."
PLURALS = frozenset(
    "they we i you who people some many others critics men women children police media staff percent half most all"
    " two three four five six seven eight nine ten several few both and".split()
)
CONTRACTED_FORMS = {
    "s": frozenset({Form.PARTICIPLE, Form.ING}),
    "re": frozenset({Form.ING}),
    "m": frozenset({Form.ING}),
    "ve": frozenset({Form.PARTICIPLE}),
    "d": frozenset({Form.PARTICIPLE, Form.BASE}),
    "ll": frozenset({Form.BASE}),
}
NUMERALS = frozenset("one two three four five six seven eight nine ten dozens hundreds thousands millions".split())
LETTING = frozenset("let lets letting help helps helping make makes making see watch".split())  # lets users compare
# Besides the verbs of demand these make somebody do something.
PROMPTING = frozenset(
    "allow allowed allowing cause caused causing compelled enabled enabling force forced forcing help helped helping"
    " lead leads led leading permitted prompt prompts prompted prompting require requires required requiring".split()
)
OBJECT_REACH = 8  # tokens between "forced" and its "to"
RELATIVES = frozenset("who which that".split())
ADDRESSING = frozenset("tell remind assure inform notify reassure".split())


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
    relative: int | None = None  # the "who" that stands for the subject


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
    contracted = None if auxiliaries or infinitive else _contracted_subject(tokens, i, reading)
    form = "fin" if contracted else _form(tokens, i, reading, auxiliaries, infinitive=infinitive)
    if form is None:
        return None
    return CueGroup(reading.verb, start, i, i + 1, form, negated=negated, subject=contracted)


def _contracted_subject(tokens: list[Token], i: int, reading: Reading) -> tuple[int, int] | None:
    """he's said, she's urging, they'll argue: the pronoun that has swallowed the auxiliary."""
    j = _past_adverbs(tokens, i) - 1
    if j < 0 or tokens[j].shape is not Shape.WORD or not pronoun_of(tokens[j]):
        return None
    ending = tokens[j].lower.replace("’", "'").partition("'")[2]
    wanted = CONTRACTED_FORMS.get(ending, frozenset())
    return (j, j + 1) if reading.forms & wanted else None


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
        elif lower == "since" and j > 0 and tokens[j - 1].lower in HAVE:
            pass  # has since said
        elif not is_adverb(tokens[j]):
            break
        j -= 1
    if not auxiliaries and not infinitive:
        start = i
    return start, auxiliaries, negated, infinitive


def _form(tokens: list[Token], i: int, reading: Reading, auxiliaries: list[str], *, infinitive: bool) -> str | None:
    forms = reading.forms
    has_be = any(a in BE or a in NEGATED_BE for a in auxiliaries)
    before = tokens[i - 1] if i else None
    if infinitive:
        denied = i > 2 and tokens[i - 2].lower in ("not", "needless") and reading.verb.lemma == "say"  # not to say that
        return "inf" if Form.BASE in forms and not denied else None
    if i == 0 and tokens[0].lower in ("considering", "regarding", "including", "following"):
        return None
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
    if Form.PARTICIPLE in forms and any(a in HAVE or a in NEGATED_HAVE for a in auxiliaries):
        return "fin" if not has_be else "passive"
    if Form.BASE in forms and auxiliaries and auxiliaries[0] in MODAL | DO | NEGATED:
        return "fin"
    if auxiliaries:
        return None
    if before is not None and _makes_noun(tokens, i, before):
        return None
    if Form.PAST in forms or Form.THIRD in forms:
        return "fin"
    if before is None or (i > 1 and tokens[i - 2].lower in LETTING):
        return None
    if tokens[i].lower == "say" and (
        before.lower in CONJUNCTIONS or (before.is_mark(",") and is_inverted(tokens, i + 1))
    ):
        return "fin"  # have seen it and say; the chip, say its makers, is late
    if before.is_mark(",–—") or tokens[i].lower == "say":  # others, however, say; the group say
        return "fin" if subject_before(tokens, i) is not None else None
    return "fin" if _is_plural_subject(before) or _has_complement(tokens, i) or _has_people(tokens, i) else None


def _makes_noun(tokens: list[Token], i: int, before: Token) -> bool:
    """ "the report", "his claims", "a proposed law": no verb behind a determiner."""
    if before.lower in DETERMINERS - NUMERALS - {
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
    if tokens[i].lower in ("said", "says"):
        return False
    if before.lower.endswith(("'s", "’s")) or before.lower in PREPOSITIONS or before.lower in AUXILIARY:
        return True
    if before.shape is Shape.PUNCT and before.text in "'’":  # Nordwerk employees' comments
        return True
    if before.lower in readings() and not before.is_capitalised and _is_past(before) and tokens[i].lower != "that":
        return True  # announced plans
    if tokens[i].lower == "thanks" and i + 1 < len(tokens) and tokens[i + 1].lower in ("to", "in"):
        return True
    if tokens[i].lower == "states" and not before.is_capitalised and not pronoun_of(before):
        return True
    if Form.THIRD not in readings()[tokens[i].lower].forms or before.shape is not Shape.WORD or before.is_capitalised:
        return False
    if tokens[i].lower == "says" or before.lower in PRONOUNS or is_adverb(before) or before.lower in CONJUNCTIONS:
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        following is None
        or following.shape is Shape.PUNCT
        or following.lower in PREPOSITIONS - {"to"} | CONJUNCTIONS | AUXILIARY | FINITE
    )


def _is_past(token: Token) -> bool:
    return bool(readings()[token.lower].forms & {Form.PAST, Form.ING})


def _has_complement(tokens: list[Token], i: int) -> bool:
    """ "Engineers on the project say they ...": what follows shows that it is the verb."""
    return i + 2 < len(tokens) and (bool(pronoun_of(tokens[i + 1])) or tokens[i + 1].lower in ("that", "there"))


def _has_people(tokens: list[Token], i: int) -> bool:
    """ "Analysts at Nordbank expect": the subject begins with people."""
    subject = subject_before(tokens, i)
    if subject is None:
        return False
    near = tokens[subject[0] : min(subject[1], subject[0] + 4)]
    return any(t.lower in PEOPLE and t.lower.endswith(("s", "en")) for t in near)


def _is_plural_subject(before: Token) -> bool:
    lower = before.lower
    return (
        lower in PLURALS
        or before.shape in (Shape.PAREN, Shape.NUMBER)
        or (lower.endswith("s") and not lower.endswith(("ss", "'s", "’s", "us", "is")) and before.shape is Shape.WORD)
    )


def _find_subject(tokens: list[Token], group: CueGroup, earlier: list[CueGroup]) -> None:
    if group.subject is not None:
        return
    if group.form == "passive":
        _find_agent(tokens, group)
        return
    if group.form in ("ing", "inf", "ger"):
        _inherit_subject(tokens, group, earlier)
        return
    behind_mark = group.start > 0 and (
        tokens[group.start - 1].is_mark(",–—―-") or tokens[group.start - 1].shape is Shape.QUOTE
    )
    if behind_mark and _may_be_inverted(tokens, group) and is_inverted(tokens, group.end):
        group.subject, group.inverted = subject_after(tokens, group.end), True
        return
    subject = subject_before(tokens, group.start)
    if subject is not None:
        if _is_reduced(tokens, group, subject):
            group.form = "passive"
            return
        group.subject = subject
        before = _past_adverbs(tokens, group.start) - 1
        group.relative = before if before >= subject[1] and tokens[before].lower in RELATIVES else None
        first = tokens[subject[0]].lower
        group.negated = group.negated or first in ("nobody", "neither", "none", "no")
        return
    before = _past_adverbs(tokens, group.start)
    if (before > 0 and tokens[before - 1].lower in CONJUNCTIONS) or _after_comma_and(tokens, before):
        _inherit_subject(tokens, group, earlier)
        if group.subject is not None:
            return
    after = subject_after(tokens, group.end)
    if after is not None and behind_mark and group.verb.lemma not in ADDRESSING:
        group.subject, group.inverted = after, True
    elif group.start == group.head and Form.PARTICIPLE in readings()[tokens[group.head].lower].forms:
        group.form = "passive"  # asked whether ..., a year expected to ...
        _find_agent(tokens, group)


def _may_be_inverted(tokens: list[Token], group: CueGroup) -> bool:
    """Behind a quotation any verb of saying; behind a clause none with an object: "X, who leads, stressed safety"."""
    if group.verb.lemma in ADDRESSING or not set("lq") & set(group.verb.frames):
        return False
    at = group.start - 1
    quoted = any(tokens[j].shape is Shape.QUOTE for j in range(max(0, at - 1), at + 1))
    if quoted:
        return True
    said = any(
        looks_finite(t) or t.lower in AUXILIARY or t.lower == "to" or t.shape is Shape.QUOTE for t in tokens[:at]
    )
    return said and "n" not in group.verb.frames.lower()


def _past_adverbs(tokens: list[Token], i: int) -> int:
    while i > 0 and is_adverb(tokens[i - 1]):
        i -= 1
    return i


def _is_reduced(tokens: list[Token], group: CueGroup, subject: tuple[int, int]) -> bool:
    """spotted a trojan called Moonmoth: what looks like the subject has a verb of its own, so "called" is none."""
    forms = readings()[tokens[group.head].lower].forms
    return (
        group.start == group.head
        and Form.PARTICIPLE in forms
        and looks_finite(tokens[subject[0]])
        and tokens[subject[0]].lower not in AUXILIARY
    )


def _after_comma_and(tokens: list[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].is_mark(",") and (i < 2 or tokens[i - 2].shape is not Shape.QUOTE)


def _inherit_subject(tokens: list[Token], group: CueGroup, earlier: list[CueGroup]) -> None:
    group.source_inherited = True
    if group.form in ("ing", "ger"):
        group.subject = _subject_of_participle(tokens, group)
        if group.subject is not None:
            return
    if group.form == "inf":
        group.subject = _one_who_is_to(tokens, group.start)
        if group.subject is not None:
            return
    for other in reversed(earlier):
        if other.subject is not None and not (other.inverted and group.form == "inf"):
            group.subject = other.subject
            return
    first = next((j for j in range(group.start) if looks_finite(tokens[j])), None)
    group.subject = subject_before(tokens, first) if first is not None else subject_of_main_clause(tokens, group.end)


def _one_who_is_to(tokens: list[Token], to: int) -> tuple[int, int] | None:
    """which led him to say, forcing the vendor to admit: whoever stands between the verb and "to"."""
    for j in range(to - 1, max(-1, to - OBJECT_REACH), -1):
        if tokens[j].shape is not Shape.WORD:
            return None
        lower = tokens[j].lower
        if lower in PROMPTING or (lower in readings() and "o" in readings()[lower].verb.frames):
            return (j + 1, to) if j + 1 < to else None
    return None


def _subject_of_participle(tokens: list[Token], group: CueGroup) -> tuple[int, int] | None:
    """with the campaign saying ...: the campaign; he's saying: he; voters saying: voters."""
    end = _past_adverbs(tokens, group.start)
    if end == 0:
        return None
    if group.verb.lemma not in ADDRESSING and (tokens[end - 1].lower in PEOPLE or tokens[end - 1].lower == "those"):
        return _people_before(tokens, end)
    for j in range(end - 1, max(-1, end - 12), -1):
        if tokens[j].shape is Shape.PUNCT:
            return None
        if tokens[j].lower == "with" and j + 1 < end:
            return j + 1, end
    return None


def _people_before(tokens: list[Token], end: int) -> tuple[int, int]:
    start = end - 1
    while start > 0 and tokens[start - 1].shape is Shape.WORD and not _opens_phrase(tokens[start - 1]):
        start -= 1
    return (start - 1 if start > 0 and tokens[start - 1].lower in DETERMINERS else start), end


def _opens_phrase(token: Token) -> bool:
    lower = token.lower
    closed = lower in DETERMINERS or lower in PREPOSITIONS or lower in CONJUNCTIONS or lower in AUXILIARY
    return closed or looks_finite(token) or (lower in readings() and not token.is_capitalised)


def _find_agent(tokens: list[Token], group: CueGroup) -> None:
    for j in range(group.end, min(len(tokens), group.end + 12)):
        if tokens[j].is_mark(",;:."):
            return
        if tokens[j].lower == "by":
            group.subject = subject_after(tokens, j + 1)
            return
