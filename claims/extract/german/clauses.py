"""German sentences cut at their commas, and the verb groups of cue verbs in them with their subjects."""

from dataclasses import dataclass

from claims.extract.document import Sentence
from claims.extract.german import phrases
from claims.extract.german.verbs import AUXILIARY, BE, BECOME, MODAL, CueVerb, Form, Reading, readings
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token

DOCUMENT_PREPOSITIONS = ("in", "im", "aus", "von", "vom", "bei", "beim", "seitens")


@dataclass(slots=True)
class CueGroup:
    """One cue verb with everything that belongs to it: "hat ... angekündigt", "teilte ... mit"."""

    verb: CueVerb
    finite: int
    parts: tuple[int, ...]
    segment: tuple[int, int]
    verb_final: bool
    passive: bool
    subject: tuple[int, int] | None = None
    inverted: bool = False  # the subject follows the finite verb
    after: int = 0  # where a complement may begin to be looked for


def segments(tokens: list[Token]) -> list[tuple[int, int]]:
    found = []
    start = 0
    for i, token in enumerate(tokens):
        if token.is_mark(phrases.SEPARATORS) and not _inside_compound(tokens, i):
            if i > start:
                found.append((start, i))
            start = i + 1
    if start < len(tokens):
        found.append((start, len(tokens)))
    return found


def _inside_compound(tokens: list[Token], i: int) -> bool:
    """The hyphen of "Mittel- und Oberklasse" or of a range touches a word."""
    return tokens[i].text == "-" and i > 0 and tokens[i - 1].end == tokens[i].start


def cue_groups(sentence: Sentence, cuts: list[tuple[int, int]]) -> list[CueGroup]:
    tokens = sentence.tokens
    known = readings()
    groups: list[CueGroup] = []
    used: set[int] = set()
    for cut in cuts:
        for i in range(*cut):
            token = tokens[i]
            if token.lower not in known or i in used or (token.is_capitalised and i > 0):
                continue
            group = _group_at(tokens, i, cut, known[token.lower])
            if group is not None:
                _find_subject(tokens, group)
                groups.append(group)
                used.update(group.parts)
    return groups


def _group_at(tokens: list[Token], i: int, cut: tuple[int, int], options: tuple[Reading, ...]) -> CueGroup | None:
    with_particle = [r for r in options if r.form is Form.FINITE and r.particle]
    for reading in with_particle:
        end = _particle_position(tokens, i, reading.particle)
        if end is not None:
            return CueGroup(reading.verb, i, (i, end), cut, verb_final=False, passive=False, after=end + 1)
    for reading in options:
        if reading.form is Form.PARTICIPLE:
            group = _with_auxiliary(tokens, i, cut, reading.verb)
            if group is not None:
                return group
    for reading in options:
        if reading.form is Form.INFINITIVE:
            group = _with_modal(tokens, i, cut, reading.verb)
            if group is not None:
                return group
    for reading in options:
        if reading.form is Form.FINITE and not reading.particle and not _preceded_by_zu(tokens, i):
            final = _is_verb_final(tokens, i, cut)
            return CueGroup(reading.verb, i, (i,), cut, verb_final=final, passive=False, after=i + 1)
    return None


def _preceded_by_zu(tokens: list[Token], i: int) -> bool:
    return i > 0 and tokens[i - 1].lower == "zu"


def _particle_position(tokens: list[Token], i: int, particle: str) -> int | None:
    """The separated particle closes a clause: nothing, a mark or a conjunction follows it."""
    for j in range(i + 1, min(len(tokens), i + 45)):
        if tokens[j].is_mark(";"):
            return None
        if tokens[j].lower != particle:
            continue
        following = tokens[j + 1] if j + 1 < len(tokens) else None
        if following is None or following.shape in (Shape.PUNCT, Shape.QUOTE, Shape.PAREN):
            return j
        if following.lower in phrases.CONJUNCTIONS or following.lower in phrases.COMPLEMENTISERS:
            return j
    return None


def _is_verb_final(tokens: list[Token], i: int, cut: tuple[int, int]) -> bool:
    first = tokens[cut[0]].lower
    relative = cut[0] > 0 and first in phrases.RELATIVES and phrases.noun_phrase_end(tokens, cut[0], i) != i
    opens = first in phrases.SUBORDINATORS or relative
    if cut[0] > 0 and not opens and cut[0] + 1 < i:
        second = tokens[cut[0] + 1].lower
        opens = first in phrases.PREPOSITIONS and second in phrases.RELATIVES
    return opens and i > cut[0] and i >= cut[1] - 3


def _with_auxiliary(tokens: list[Token], i: int, cut: tuple[int, int], verb: CueVerb) -> CueGroup | None:
    following = tokens[i + 1].lower if i + 1 < cut[1] else ""
    if following == "werden" and any(t.lower in MODAL for t in tokens[cut[0] : cut[1]]):
        return None  # "muss gesagt werden": the author speaks
    if following in AUXILIARY and following not in MODAL:
        passive = following in BECOME or following == "worden"
        return CueGroup(verb, i + 1, (i, i + 1), cut, verb_final=True, passive=passive, after=i + 2)
    passive = following == "worden"
    for j in range(i - 1, max(-1, i - 40), -1):
        lower = tokens[j].lower
        if tokens[j].is_mark(";:"):
            return None
        if lower in AUXILIARY and lower not in MODAL:
            is_passive = passive or lower in BECOME or (lower in BE and verb.verb_class != "think")
            parts = (j, i, i + 1) if passive else (j, i)
            start = _segment_start(tokens, j)
            return CueGroup(verb, j, parts, (start, cut[1]), verb_final=False, passive=is_passive, after=parts[-1] + 1)
    return None


def _with_modal(tokens: list[Token], i: int, cut: tuple[int, int], verb: CueVerb) -> CueGroup | None:
    if _preceded_by_zu(tokens, i) or i < cut[1] - 2:
        return None
    for j in range(i - 1, cut[0] - 1, -1):
        if tokens[j].lower in ("musste", "mussten", "wollte", "wollten", "konnte", "konnten", "will", "möchte"):
            return CueGroup(verb, j, (j, i), cut, verb_final=False, passive=False, after=i + 1)
    return None


def _segment_start(tokens: list[Token], i: int) -> int:
    while i > 0 and not (tokens[i - 1].is_mark(phrases.SEPARATORS) and not _inside_compound(tokens, i - 1)):
        i -= 1
    return i


def _find_subject(tokens: list[Token], group: CueGroup) -> None:
    start, finite = group.segment[0], group.finite
    if group.verb.lemma == "heißen":
        _find_document(tokens, group)
        return
    if group.passive and group.verb.lemma != "zitieren":
        _find_agent(tokens, group)
        if group.subject is None:
            _find_document(tokens, group)
        return
    if group.verb_final:
        _subject_of_subordinate(tokens, group)
        return
    begin = _clause_start(tokens, start, finite)
    if begin == finite:
        inserted = _subject_before_insertion(tokens, finite) or _shared_subject(tokens, start, finite)
        if inserted is not None:
            group.subject = inserted
            return
    if begin < finite and _takes_first_place(tokens, begin, finite):
        group.subject = (begin, finite)
        return
    _subject_after(tokens, group)


def _shared_subject(tokens: list[Token], start: int, finite: int) -> tuple[int, int] | None:
    """X kam und sagte: the second verb has the subject of the first."""
    if finite == 0 or tokens[finite - 1].lower not in ("und", "aber", "oder", "sowie"):
        return None
    if finite + 1 < len(tokens) and tokens[finite + 1].lower in ("er", "man", "ich", "wir"):
        return None
    for begin in dict.fromkeys((start, 0)):
        while begin < finite and tokens[begin].lower in phrases.FOCUS:
            begin += 1
        end = phrases.noun_phrase_end(tokens, begin, finite - 1)
        if end > begin and phrases.may_be_nominative(tokens, begin):
            return begin, end
    return None


def _clause_start(tokens: list[Token], start: int, finite: int) -> int:
    """After a coordinating word the clause begins anew ("kam und sagte", "... und Huang sagte")."""
    begin = start
    if finite > start and tokens[finite - 1].lower in ("und", "aber", "oder", "sowie"):
        return finite
    for i in range(finite - 1, start, -1):
        if tokens[i].lower in ("und", "aber", "oder", "doch") and _has_finite_verb(tokens, start, i):
            begin = i + 1
            break
    while begin < finite and tokens[begin].lower in phrases.FOCUS:
        begin += 1
    return begin


def _has_finite_verb(tokens: list[Token], start: int, end: int) -> bool:
    known = readings()
    for i in range(start, end):
        lower = tokens[i].lower
        if lower in AUXILIARY:
            return True
        if not tokens[i].is_capitalised and any(r.form is Form.FINITE for r in known.get(lower, ())):
            return True
    return False


def _takes_first_place(tokens: list[Token], begin: int, finite: int) -> bool:
    """One constituent precedes the verb of a main clause: its subject, unless its form or the next word denies it."""
    lower = tokens[begin].lower
    if lower in phrases.PREPOSITIONS or lower in phrases.SUBORDINATORS or not phrases.may_be_nominative(tokens, begin):
        return False
    if finite - begin == 1 and lower in ("das", "dies", "dieses", "es"):
        return False
    if phrases.noun_phrase_end(tokens, begin, finite) == begin:
        return False
    following = tokens[finite + 1].lower if finite + 1 < len(tokens) else ""
    return following not in ("er", "man", "ich", "wir")


def _subject_after(tokens: list[Token], group: CueGroup) -> bool:
    end = _hard_end(tokens, group.finite)
    i = group.finite + 1
    skipped = 0
    while i < end and skipped < 12:
        token = tokens[i]
        if token.shape is Shape.PAREN:
            i += 1
            continue
        if token.lower in phrases.PREPOSITIONS:
            i = _past_prepositional(tokens, i, end)
            skipped += 1
            continue
        if token.lower in phrases.ADVERBS or not phrases.may_be_nominative(tokens, i):
            i += 1
            skipped += 1
            continue
        stop = phrases.noun_phrase_end(tokens, i, end)
        if stop > i:
            group.subject = (i, stop)
            group.inverted = True
            group.after = max(group.after, stop)
            return True
        i += 1
        skipped += 1
    return False


def _past_prepositional(tokens: list[Token], i: int, end: int) -> int:
    """Behind "in einer gestern veröffentlichten Mitteilung": the phrase, or at least its noun."""
    stop = phrases.noun_phrase_end(tokens, i + 1, end)
    if stop > i + 1:
        return stop
    for j in range(i + 1, min(end, i + 7)):
        if phrases.is_noun(tokens[j]):
            return phrases.noun_phrase_end(tokens, j, end)
    return i + 1


def _hard_end(tokens: list[Token], i: int) -> int:
    for j in range(i + 1, len(tokens)):
        if tokens[j].is_mark(",;:.!?–—"):
            return j
    return len(tokens)


def _subject_before_insertion(tokens: list[Token], finite: int) -> tuple[int, int] | None:
    """X, der Chef von Y, sagte: the verb stands first after the comma, its subject before the insertion."""
    if finite < 3 or not tokens[finite - 1].is_mark(",–—"):
        return None
    start = 0
    while start < finite and tokens[start].lower in phrases.FOCUS:
        start += 1
    comma = next((j for j in range(start, finite) if tokens[j].is_mark(",–—")), finite)
    named = phrases.noun_phrase_end(tokens, start, comma) > start and phrases.may_be_nominative(tokens, start)
    if (
        comma < finite - 1
        and named
        and not _has_finite_verb(tokens, start, comma)
        and not _finite_looking(tokens, start, comma)
    ):
        end = finite - 1
        names_it = end - comma <= 5 and all(t.is_capitalised for t in tokens[comma + 1 : end])
        return start, end if names_it else comma
    return None


def _finite_looking(tokens: list[Token], start: int, end: int) -> bool:
    """A word in lower case that may be a verb we do not know: nothing a noun phrase has."""
    for j in range(start + 1, end):
        token = tokens[j]
        if token.shape is not Shape.WORD or token.is_capitalised or phrases.is_adjective(token):
            continue
        if token.lower in phrases.NOT_NOUNS or token.lower in phrases.RELATIVES:
            continue
        return True
    return False


def _subject_of_subordinate(tokens: list[Token], group: CueGroup) -> None:
    start, end = group.segment
    first = tokens[start].lower
    i = start + 1
    if first in phrases.RELATIVES and start > 1:
        if phrases.noun_phrase_end(tokens, i, group.parts[0]) == i or first in ("der", "die", "das"):
            group.subject = _antecedent(tokens, start - 1)
        return
    while i < end and (tokens[i].lower in phrases.ADVERBS or tokens[i].shape is Shape.PUNCT):
        i += 1
    stop = phrases.noun_phrase_end(tokens, i, min(end, group.parts[0]))
    if stop > i:
        group.subject = (i, stop)


def _antecedent(tokens: list[Token], comma: int) -> tuple[int, int] | None:
    start = _segment_start(tokens, comma)
    for i in range(start, comma):
        if phrases.noun_phrase_end(tokens, i, comma) == comma:
            return i, comma
    return None


def _find_agent(tokens: list[Token], group: CueGroup) -> None:
    """The source of a passive is the phrase with "von", if there is one."""
    start, end = group.segment
    for i in range(max(start, group.parts[0] - 25), min(end, group.parts[-1])):
        if tokens[i].lower in ("von", "vom", "seitens"):
            stop = phrases.noun_phrase_end(tokens, i + 1, end)
            if stop > i + 1:
                group.subject = (i + 1, stop)
                return


def _find_document(tokens: list[Token], group: CueGroup) -> None:
    """In einem Bericht heißt es / heißt es aus dem Unternehmen: the place of the words is their source."""
    start = _segment_start(tokens, group.finite)
    for i in range(start, min(len(tokens), group.finite + 12)):
        if tokens[i].is_mark(":;") or (i > group.finite and tokens[i].is_mark(",")):
            return
        if tokens[i].lower in (("in", "im") if group.passive else DOCUMENT_PREPOSITIONS):
            stop = phrases.noun_phrase_end(tokens, i + 1, len(tokens))
            head = next((t for t in tokens[i + 1 : stop] if t.is_capitalised), None)
            if head is None or (tokens[i].lower in ("in", "im") and not is_document(head.lower)):
                continue
            group.subject = (i + 1, stop)
            if i > group.finite:
                group.after = max(group.after, stop)
            return


def is_document(noun: str) -> bool:
    return noun.endswith(tuple(entries("de", "document_sources")))
