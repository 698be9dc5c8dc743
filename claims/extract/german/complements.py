"""What follows a cue verb: dass-clauses, subjunctive clauses, infinitives, what stands behind a colon."""

from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.clauses import CueGroup, clause_end
from claims.extract.german.dependent import (
    closes_infinitive,
    content_end,
    has_subjunctive,
    is_infinitive,
    is_quotation,
    is_relative,
    opens_in_subjunctive,
)
from claims.extract.german.framing import BELIEFS, frame_content
from claims.extract.german.preposed import before_cue
from claims.extract.german.subjects import main_clause
from claims.extract.german.verbs import AUXILIARY, BECOME
from claims.extract.tokens import Token

SKIPPED_SEGMENTS = 3
SHORTEST_QUESTION = 3  # tokens; ", wie er." is no content
COMPARED = frozenset("zum etwa beispielsweise auch im in bei beim bisher üblich".split())
FIRST_AND_SECOND_PERSON = frozenset("ich wir du ihr".split())
LATEST_VERB = 12  # tokens into a clause
LONGEST_BARE_INFINITIVE = 25


def match_complements(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    frames = []
    for group in groups:
        if _is_nobodys_plan(sentence.tokens, group) or _is_own_voice(sentence.tokens, group):
            continue
        if group.verb_final and sentence.tokens[group.segment[0]].lower == "wie" and group.subject:
            continue  # "wie X mitteilte" belongs to the adverbials
        if group.verb.lemma == "stehen" and group.subject is None:
            continue  # "fest steht, dass"
        if group.verb.lemma == "hervorgehen" and group.subject is None:
            group.subject = _paper(sentence.tokens, group)
        frame = None if _hands_on(sentence.tokens, group, groups) else _after_cue(sentence, group, groups)
        frame = frame or before_cue(sentence, group)
        if frame is not None:
            frames.append(frame)
    return frames


def _paper(tokens: list[Token], group: CueGroup) -> tuple[int, int] | None:
    """Aus einem internen Papier geht hervor, dass: the paper says it."""
    for i in range(group.segment[0], min(len(tokens), group.after)):
        if tokens[i].lower == "aus":
            stop = phrases.noun_phrase_end(tokens, i + 1, len(tokens))
            return (i + 1, stop) if stop > i + 1 else None
    return None


def _hands_on(tokens: list[Token], group: CueGroup, groups: list[CueGroup]) -> bool:
    """X widersprach und sagte, dass: the clause depends on the verb next to it."""
    mark = clause_end(tokens, group.after, ",;:.!?")
    return any(
        group.after <= other.finite < mark and tokens[other.finite - 1].lower in ("und", "sowie") for other in groups
    )


def _is_nobodys_plan(tokens: list[Token], group: CueGroup) -> bool:
    """ "Es ist geplant, ... zu", "ist verpflichtet, ... zu": a state, and nobody is named who says so."""
    if group.verb.verb_class not in ("commit", "demand") or (group.subject is not None and group.passive):
        return False
    return group.passive and not any(tokens[i].lower in BECOME for i in group.parts)


def _is_own_voice(tokens: list[Token], group: CueGroup) -> bool:
    """An interviewer, a letter or the author speaks: first person, polite address, a question."""
    if tokens[-1].is_mark("?") and group.verb.verb_class != "ask":
        return True
    if [t.lower for t in tokens[group.finite + 1 : group.finite + 3]] == ["es", "sich"]:
        return True  # "empfiehlt es sich, ... zu"
    if group.verb_final and tokens[group.segment[0]].lower == "wer":
        return True  # "Wer behauptet, dass ...": nobody in particular
    beside = slice(*group.segment) if group.verb_final else slice(group.finite + 1, group.finite + 3)
    if group.verb.lemma == "sagen" and any(t.lower == "sich" for t in tokens[beside]):
        return True
    if group.subject is None:
        return False
    subject = tokens[group.subject[0]]
    if subject.lower == "man" and group.verb.lemma in BELIEFS:
        return True
    if group.subject[1] - group.subject[0] != 1:
        return False
    if subject.lower == "man" and group.verb.verb_class == "think":
        return True
    return subject.lower in FIRST_AND_SECOND_PERSON or (subject.text == "Sie" and group.subject[0] > 0)


def _after_cue(sentence: Sentence, group: CueGroup, groups: list[CueGroup]) -> Frame | None:
    tokens = sentence.tokens
    at = group.after
    bare = _without_comma(sentence, group)
    if bare is not None:
        return bare
    mark = _next_mark(tokens, at)
    for _ in range(SKIPPED_SEGMENTS):
        if mark is None or mark >= len(tokens) - 1 or tokens[mark].is_mark(";.!?–—"):
            return None
        if is_quotation(tokens[mark]):
            return None
        if tokens[mark].is_mark(":"):
            return _after_colon(sentence, group, mark)
        if tokens[mark + 1].lower in AUXILIARY:
            return None  # the main clause goes on behind a relative clause that the cue stood in
        found = _complement_at(sentence, group, mark + 1)
        if found is not None:
            return found
        behind, mark = mark, clause_end(tokens, mark + 1)
        if any(behind < other.finite < mark for other in groups):
            return None  # what comes next depends on that one
    return None


def _next_mark(tokens: list[Token], at: int) -> int | None:
    end = clause_end(tokens, at)
    return next((j for j in range(at, end) if is_quotation(tokens[j])), end if end < len(tokens) else None)


def _without_comma(sentence: Sentence, group: CueGroup) -> Frame | None:
    """wies darauf hin dass ...; wurden aufgefordert Fenster geschlossen zu halten."""
    tokens = sentence.tokens
    at = group.after
    if at >= len(tokens):
        return None
    if tokens[at].lower in ("dass", "daß") and "c" in group.verb.frames:
        return frame_content(sentence, "dass", group, [(at, _end(sentence, group, at))])
    if "i" not in group.verb.frames or group.verb_final or at != group.parts[-1] + 1 or len(group.parts) < 2:
        return None
    for j in range(at, min(len(tokens), at + LONGEST_BARE_INFINITIVE)):
        if tokens[j].is_mark(",;:.!?"):
            return None
        if j > at and closes_infinitive(tokens, j, len(tokens)):
            return frame_content(sentence, "infinitive", group, [(at, content_end(sentence, at))])
    return None


def _end(sentence: Sentence, group: CueGroup, start: int) -> int:
    return content_end(sentence, start, main_clause_follows=group.verb_final)


def _complement_at(sentence: Sentence, group: CueGroup, start: int) -> Frame | None:
    tokens = sentence.tokens
    end = _end(sentence, group, start)
    frames = group.verb.frames
    if start >= end or ("c" not in frames and "i" not in frames):
        return None
    first = tokens[start].lower
    if "c" in frames and first in phrases.COMPLEMENTISERS:
        if not _is_content_word(tokens, start, end, group):
            return None
        return frame_content(sentence, "dass", group, [(start, end)])
    if first in AUXILIARY:
        return None
    if "i" in frames and is_infinitive(tokens, start, end):
        return frame_content(sentence, "infinitive", group, [(start, end)])
    if (first in phrases.SUBORDINATORS and first not in ("wenn", "falls", "solange", "um", "sobald")) or is_relative(
        tokens, start
    ):
        return None
    if "c" in frames and first not in phrases.CONJUNCTIONS | {"nicht"} and opens_in_subjunctive(tokens, start, end):
        return frame_content(sentence, "subjunctive", group, [(start, end)])
    if "c" in frames and group.verb.verb_class == "say" and _is_main_clause(tokens, group, start, end):
        return frame_content(sentence, "verb_second", group, [(start, end)])
    return None


def _is_main_clause(tokens: list[Token], group: CueGroup, start: int, end: int) -> bool:
    """..., 200 Stellen sollen entfallen: right behind the cue, a subject and its verb."""
    if start != group.after + 1 or group.verb_final or group.subject is None:
        return False
    first = tokens[start].lower
    if first in phrases.CONJUNCTIONS | phrases.SUBORDINATORS | phrases.PREPOSITIONS or is_relative(tokens, start):
        return False
    if first in phrases.RELATIVES and phrases.is_noun(tokens[group.after - 1]):
        return False
    clause = main_clause(tokens[start:end])
    return clause is not None and 0 < clause.finite <= LATEST_VERB and clause.subject is not None


def _is_content_word(tokens: list[Token], start: int, end: int, group: CueGroup) -> bool:
    """Not the "wie" of an example nor the "wo" of a place."""
    first = tokens[start].lower
    if first in ("dass", "daß", "ob"):
        return True
    subject_ends = group.subject[1] if group.subject is not None and group.inverted else 0
    if (phrases.is_noun(tokens[start - 2]) and subject_ends != start - 1) or group.verb.verb_class == "attitude":
        return False  # "die Art, wie", "die Kette, welche": it belongs to the noun
    if first in ("was", "wo", "wer") and (group.passive or group.verb.verb_class in ("commit", "demand")):
        return False
    if first == "wie":
        compares = any(t.lower in COMPARED for t in tokens[start + 1 : start + 2]) or group.verb.verb_class in (
            "commit",
            "demand",
            "think",
        )
        return end - start > SHORTEST_QUESTION and not compares
    return True


def _after_colon(sentence: Sentence, group: CueGroup, colon: int) -> Frame | None:
    tokens = sentence.tokens
    if is_quotation(tokens[colon + 1]):
        end = colon + 2
        return frame_content(sentence, "quote_colon", group, [(colon + 1, end)])
    if "c" not in group.verb.frames or group.subject is None or group.verb.verb_class in ("show", "commit"):
        return None
    rule = "colon_subjunctive" if has_subjunctive(tokens, colon + 1, len(tokens)) else "colon"
    return frame_content(sentence, rule, group, [(colon + 1, len(tokens))])
