"""Cue verbs with everything that belongs to them: the finite verb, its particle or participle, and the subject."""

from claims.extract.document import Sentence
from claims.extract.german import phrases
from claims.extract.german.clauses import CueGroup, segment_start
from claims.extract.german.cue_subjects import find_subject
from claims.extract.german.verbs import (
    AUXILIARY,
    BE,
    BECOME,
    MODAL,
    WRITTEN_APART,
    CueVerb,
    Form,
    Reading,
    readings,
)
from claims.extract.tokens import Shape, Token


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
            group = _group_at(tokens, i, cut, _possible(tokens, i, cut, known[token.lower]))
            if group is not None:
                _join_phrase(tokens, group)
                find_subject(tokens, group)
                groups.append(group)
                used.update(group.parts)
    return groups


def _possible(tokens: list[Token], i: int, cut: tuple[int, int], options: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Without the readings whose phrase does not stand in the clause, and without particles that stand elsewhere."""
    if _is_attributive(tokens, i) or _depends_on_modal(tokens, i):
        return ()
    return tuple(
        r
        for r in options
        if (not r.verb.phrase or _phrase_at(tokens, cut, r.verb.phrase) is not None)
        and (r.form is not Form.PARTICIPLE or not r.particle or (i > 0 and tokens[i - 1].lower == r.particle))
    )


def _depends_on_modal(tokens: list[Token], i: int) -> bool:
    """ "klagen würde", "erklären sollten": an infinitive, though it looks like a plural."""
    following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return tokens[i].lower.endswith("n") and (following in MODAL or following in ("würde", "würden", "werde", "wird"))


def _is_attributive(tokens: list[Token], i: int) -> bool:
    """von einigen Rednern, der verfügten Beschränkungen: an adjective that looks like a verb."""
    if not tokens[i].lower.endswith("en") or not 0 < i < len(tokens) - 1:
        return False
    before = tokens[i - 1].lower
    return (before in phrases.PREPOSITIONS or before in phrases.DETERMINERS) and (
        tokens[i + 1].is_capitalised or phrases.is_adjective(tokens[i + 1])
    )


def _phrase_at(tokens: list[Token], cut: tuple[int, int], phrase: tuple[str, ...]) -> int | None:
    first = phrase[0]
    for j in range(cut[0], cut[1] - len(phrase) + 1):
        if tokens[j].lower == first and all(tokens[j + k].lower == word for k, word in enumerate(phrase)):
            return j
    return None


def _join_phrase(tokens: list[Token], group: CueGroup) -> None:
    """The phrase is part of the cue: "hält ... für möglich"; so is a particle written apart: "bekannt gegeben"."""
    at = _phrase_at(tokens, group.segment, group.verb.phrase) if group.verb.phrase else None
    if at is None and group.parts[-1] > 0 and tokens[group.parts[-1] - 1].lower in WRITTEN_APART:
        group.parts = tuple(sorted({*group.parts, group.parts[-1] - 1}))
    if at is not None:
        end = at + len(group.verb.phrase)
        group.parts = tuple(sorted({*group.parts, *range(at, end)}))
        group.after = max(group.after, end)


def _group_at(tokens: list[Token], i: int, cut: tuple[int, int], options: tuple[Reading, ...]) -> CueGroup | None:
    with_particle = [r for r in options if r.form is Form.FINITE and r.particle]
    for reading in with_particle:
        if i > cut[0] and tokens[i - 1].lower == reading.particle and reading.particle in WRITTEN_APART:
            return CueGroup(reading.verb, i, (i - 1, i), cut, verb_final=True, passive=False, after=i + 1)
        end = _particle_position(tokens, i, reading.particle)
        if end is not None:
            return CueGroup(reading.verb, i, (i, end), cut, verb_final=False, passive=False, after=end + 1)
    finite = any(r.form is Form.FINITE and not r.particle for r in options)
    opens = finite and ((i > 0 and tokens[i - 1].is_mark(",")) or _stands_second(tokens, i, cut))
    for reading in options:
        if reading.form is Form.PARTICIPLE and not opens:
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
            if not final and _closes_modal_clause(tokens, i, cut):
                return None
            return CueGroup(reading.verb, i, (i,), cut, verb_final=final, passive=False, after=i + 1)
    return None


def _stands_second(tokens: list[Token], i: int, cut: tuple[int, int]) -> bool:
    """Der Start wird verschoben, Voss vermutet aber, dass: a participle closes the clause before."""
    if cut[0] < 2 or not tokens[cut[0] - 1].is_mark(",") or i + 1 >= len(tokens) or not tokens[i + 1].lower:
        return False
    before = tokens[cut[0] - 2]
    closed = not before.is_capitalised and before.lower.endswith(("t", "en"))
    subject = phrases.may_be_nominative(tokens, cut[0]) and phrases.noun_phrase_end(tokens, cut[0], i) == i
    return closed and subject


def _closes_modal_clause(tokens: list[Token], i: int, cut: tuple[int, int]) -> bool:
    """Terwiel muss nichts fürchten; sie lassen sich Termine vorschlagen: what may be done, not what is said."""
    closes = i == cut[1] - 1 or tokens[i + 1].shape is Shape.PUNCT
    governed = any(t.lower in MODAL or t.lower in ("lässt", "lassen", "ließ", "ließen") for t in tokens[cut[0] : i])
    return closes and governed and tokens[i].lower.endswith("n")


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
    bare = i == cut[0] + 1 and first in ("der", "die") and cut[0] > 1 and phrases.is_noun(tokens[cut[0] - 2])
    relative = cut[0] > 0 and first in phrases.RELATIVES and (bare or phrases.noun_phrase_end(tokens, cut[0], i) != i)
    opens = (first in phrases.SUBORDINATORS and not _is_as_what(tokens, i, cut)) or relative
    if cut[0] > 0 and not opens and cut[0] + 1 < i:
        second = tokens[cut[0] + 1].lower
        opens = first in phrases.PREPOSITIONS and second in phrases.RELATIVES
    return opens and i > cut[0] and i >= cut[1] - 3


def _is_as_what(tokens: list[Token], i: int, cut: tuple[int, int]) -> bool:
    """Als Grund nannte die Chefin: no clause, the verb stands second."""
    first = cut[0]
    if tokens[first].lower != "als" or not (first == 0 or tokens[first - 1].is_mark(";:")) or i + 1 >= cut[1]:
        return False
    return tokens[first + 1].is_capitalised and phrases.noun_phrase_end(tokens, first + 1, i) == i


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
            start = segment_start(tokens, j)
            return CueGroup(verb, j, parts, (start, cut[1]), verb_final=False, passive=is_passive, after=parts[-1] + 1)
    return None


def _with_modal(tokens: list[Token], i: int, cut: tuple[int, int], verb: CueVerb) -> CueGroup | None:
    if _preceded_by_zu(tokens, i) or i < cut[1] - 2:
        return None
    for j in range(i - 1, cut[0] - 1, -1):
        if tokens[j].lower in ("musste", "mussten", "wollte", "wollten", "konnte", "konnten", "will", "möchte"):
            return CueGroup(verb, j, (j, i), cut, verb_final=False, passive=False, after=i + 1)
    return None
