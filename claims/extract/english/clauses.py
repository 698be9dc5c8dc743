"""What depends on an English cue verb: that-clauses, clauses without that, infinitives, objects, questions."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.english.bare_clauses import begins_clause, is_finite
from claims.extract.english.cue_frames import frame_of, is_on, kind_of_clause
from claims.extract.english.ends import content_end, past_addressee, past_adverbials
from claims.extract.english.groups import CueGroup
from claims.extract.english.objects import (
    SAYING_NOTHING,
    addressed_phrase_at,
    infinitive_of_object,
    match_object,
    match_phrase,
    object_end,
    phrase_at,
)
from claims.extract.english.passives import match_passive
from claims.extract.english.phrases import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    is_adverb,
    is_quotation,
)
from claims.extract.english.postposed import match_postposed
from claims.extract.english.verbs import SPEECH_CLASSES
from claims.extract.frame import Frame
from claims.extract.ranges import spans
from claims.extract.tokens import Shape, Token

QUESTION_WORDS = frozenset("if whether how what why who where when which".split())
ALWAYS_QUESTIONS = frozenset("how what why whether".split())  # behind any verb of saying
QUANTIFIERS = frozenset("all both".split())
UNSAID = frozenset("goodbye hello anything something nothing much more".split())


def match_clauses(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    frames = []
    for group in groups:
        frame = match_postposed(sentence, groups, group) or _complement(sentence, groups, group)
        if frame is not None:
            frames.append(frame)
    return frames


def _complement(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    if group.form == "passive":
        return match_passive(sentence, groups, group)
    phrase = phrase_at(tokens, group) or addressed_phrase_at(tokens, group)
    if phrase is not None:
        return match_phrase(sentence, groups, group, phrase)
    if group.inverted:
        return None
    at = group.end
    if is_on(tokens, group, "o"):
        if at < len(tokens) and tokens[at].lower == "not":  # who asked not to be named
            return None
        told = infinitive_of_object(tokens, group)
        if told:
            return _clause(sentence, groups, group, "infinitive", told)
        if "t" in group.verb.frames or "w" in group.verb.frames:
            at = past_addressee(tokens, at)
    at = _at_content(tokens, at)
    if at >= len(tokens):
        return None
    name = _clause_at(tokens, group, at)
    if name:
        return _clause(sentence, groups, group, name, at)
    return match_object(sentence, groups, group) if is_on(tokens, group, "n") else None


def _at_content(tokens: list[Token], at: int) -> int:
    """Behind time and occasion, and behind an insertion before "that": "said, however, that"."""
    at = past_adverbials(tokens, at)
    if at + 1 < len(tokens) and tokens[at].is_mark(",—–"):
        that = next((j for j in range(at + 1, min(len(tokens), at + 14)) if tokens[j].lower == "that"), 0)
        if that and (that == at + 1 or tokens[that - 1].is_mark(",—–")):
            return that
    return at


def _clause_at(tokens: list[Token], group: CueGroup, at: int) -> str:
    """The rule by which a clause begins here, "" where none does."""
    lower = tokens[at].lower
    if lower == "that" and is_on(tokens, group, "t") and _goes_on(tokens, at):
        return "that"
    if lower in QUESTION_WORDS and (
        is_on(tokens, group, "w") or (lower in ALWAYS_QUESTIONS and set("tn") & set(group.verb.frames))
    ):
        return "question"
    if lower == "to" and is_on(tokens, group, "i"):
        return "infinitive"
    if is_on(tokens, group, "z") and begins_clause(tokens, at, is_surely_clause="n" not in group.verb.frames):
        return "zero"
    return "zero" if _is_surely_said(tokens, group, at) or _continues_relative(tokens, group, at) else ""


def _goes_on(tokens: list[Token], at: int) -> bool:
    return at + 3 < len(tokens) or any(is_quotation(token) for token in tokens[at + 1 :])


def _is_surely_said(tokens: list[Token], group: CueGroup, at: int) -> bool:
    """What stands right behind "say" is said: "says cut prices", "said no"."""
    first = tokens[at]
    counted = first.lower in ("about", "around", "over") and at + 1 < len(tokens) and _is_count(tokens[at + 1])
    closed = (
        (first.lower in PREPOSITIONS and not counted) or first.lower in CONJUNCTIONS or first.lower in SUBORDINATORS
    )
    return (
        group.verb.lemma == "say"
        and at == group.end
        and not closed
        and first.shape in (Shape.WORD, Shape.NUMBER)
        and first.lower not in UNSAID
        and (not is_adverb(first) or first.lower in QUANTIFIERS)
    )


def _is_count(token: Token) -> bool:
    return token.shape is Shape.NUMBER or token.lower in DETERMINERS


def _continues_relative(tokens: list[Token], group: CueGroup, at: int) -> bool:
    """the firms, which he said were late: the content is what the relative clause says."""
    if "z" not in group.verb.frames or group.subject is None or group.subject[0] == 0:
        return False
    return tokens[group.subject[0] - 1].lower in ("who", "which", "that", "what") and is_finite(tokens, at)


def _clause(sentence: Sentence, groups: list[CueGroup], group: CueGroup, name: str, at: int) -> Frame | None:
    tokens = sentence.tokens
    end = content_end(tokens, at, groups, group) if name != "infinitive" else object_end(tokens, at, groups, group)
    content = spans(sentence, [(at, end)])
    if not content or end - at < 2 or (name == "infinitive" and _says_nothing_itself(tokens, at + 1)):
        return None
    kind = Kind.ATTITUDE if group.verb.verb_class == "attitude" else kind_of_clause(tokens, at, end)
    return frame_of(sentence, _rule(name, group), group, content, kind)


def _says_nothing_itself(tokens: list[Token], at: int) -> bool:
    """declined to comment; want to know why, which asks what the inner verb says"""
    asks = at + 1 < len(tokens) and tokens[at].lower == "know" and tokens[at + 1].lower in QUESTION_WORDS
    return asks or tokens[at].lower in SAYING_NOTHING


def _rule(name: str, group: CueGroup) -> str:
    if name in ("question", "infinitive"):
        return name
    if group.form in ("ing", "ger"):
        name = "participle"
    if group.verb.verb_class not in SPEECH_CLASSES:
        return f"{name}_stance"
    takes_object = "n" in group.verb.frames.lower()
    return "zero_object" if name == "zero" and takes_object else name
