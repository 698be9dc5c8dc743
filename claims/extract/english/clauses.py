"""What depends on an English cue verb: that-clauses, clauses without that, infinitives, objects, questions."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.english.ends import content_end, past_addressee, past_adverbials
from claims.extract.english.groups import CueGroup
from claims.extract.english.phrases import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
)
from claims.extract.english.quotations import frame_of, is_quotation
from claims.extract.english.verbs import AUXILIARY, FINITE, SPEECH_CLASSES
from claims.extract.frame import Frame
from claims.extract.lexicon_files import table
from claims.extract.ranges import spans
from claims.extract.tokens import Shape, Token

PREPOSITIONAL = table("en", "prepositional")
QUESTION_WORDS = frozenset("if whether how what why who where when which".split())
BASE_VERBS = frozenset(
    "support believe think want need say remain seem appear know like hold see use make get go come take give run work"
    " play help feel look live continue expect plan prefer oppose show offer face lack deserve trust agree care"
    " tend".split()
)
SAYING_NOTHING = frozenset("comment respond answer elaborate discuss speak".split())  # "declined to comment"
SUBJECT_REACH = 14  # tokens within which the verb of a clause without "that" must come
# These are as often what is said or felt as who begins a clause: "feel it first", "said it will".
OBJECT_PRONOUNS = frozenset({"it", "you"})


def match_clauses(sentence: Sentence, groups: list[CueGroup]) -> list[Frame]:
    frames = []
    for group in groups:
        frame = _postposed(sentence, groups, group) or _complement(sentence, groups, group)
        if frame is not None:
            frames.append(frame)
    return frames


def _rule(name: str, group: CueGroup) -> str:
    if group.form in ("ing", "ger"):
        name = "participle"
    return name if group.verb.verb_class in SPEECH_CLASSES else f"{name}_stance"


def _kind(tokens: list[Token], start: int, end: int) -> Kind:
    return Kind.MIXED if any(is_quotation(t) for t in tokens[start:end]) else Kind.INDIRECT


def _complement(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    frames = group.verb.frames
    if group.form == "passive":
        return _passive(sentence, groups, group)
    particle = f"{group.verb.lemma} {tokens[group.end].lower}" if group.end < len(tokens) else ""
    if particle in PREPOSITIONAL:
        return _prepositional(sentence, groups, group, particle)
    at = group.end
    if group.inverted:
        return None
    if "o" in frames:
        told = _object_infinitive(sentence, groups, group)
        if told is not None:
            return told
        if "t" in frames:
            at = past_addressee(tokens, at)
    at = past_adverbials(tokens, at)
    if at < len(tokens) and tokens[at].is_mark(",") and at + 1 < len(tokens) and tokens[at + 1].lower == "that":
        at += 1
    if at >= len(tokens):
        return None
    lower = tokens[at].lower
    if lower == "that" and "t" in frames and at + 3 < len(tokens):
        return _clause(sentence, groups, group, "that", at)
    if lower in QUESTION_WORDS and ("w" in frames or ("t" in frames and lower in ("how", "what", "why", "whether"))):
        return _clause(sentence, groups, group, "question", at)
    if lower == "to" and "i" in frames:
        return _clause(sentence, groups, group, "infinitive", at)
    if "z" in frames and _is_clause_without_that(tokens, at):
        return _clause(sentence, groups, group, "zero", at)
    if "n" in frames and group.verb.verb_class != "x":
        return _object(sentence, groups, group, group.end)
    return None


def _clause(sentence: Sentence, groups: list[CueGroup], group: CueGroup, name: str, at: int) -> Frame | None:
    tokens = sentence.tokens
    end = content_end(tokens, at, groups, group) if name != "infinitive" else _object_end(tokens, at, groups, group)
    content = spans(sentence, [(at, end)])
    if not content or end - at < 2 or (name == "infinitive" and tokens[at + 1].lower in SAYING_NOTHING):
        return None
    rule = name if name in ("question", "infinitive") else _rule(name, group)
    kind = Kind.ATTITUDE if group.verb.verb_class == "attitude" else _kind(tokens, at, end)
    return frame_of(sentence, rule, group, content, kind)


def _has_verb(tokens: list[Token], at: int) -> bool:
    return any(_is_finite(tokens, j) or is_quotation(tokens[j]) for j in range(at, min(len(tokens), at + 30)))


def _is_finite(tokens: list[Token], j: int) -> bool:
    lower = tokens[j].lower
    if lower in FINITE or lower.endswith(("'ll", "’ll", "'re", "’re", "'ve", "’ve", "n't", "n’t", "'d", "’d")):
        return True
    if tokens[j].shape is not Shape.WORD or tokens[j].is_capitalised or len(lower) < 4:
        return False
    before = tokens[j - 1].lower if j else ""
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    return lower.endswith("ed") or (_is_third_person(tokens[j]) and tokens[j - 1].is_capitalised)


def _is_third_person(token: Token) -> bool:
    return token.lower.endswith("s") and not token.lower.endswith(("ss", "us", "is", "'s", "’s"))


def _is_clause_without_that(tokens: list[Token], at: int) -> bool:
    """A subject and, within reach, a finite verb: "said he would", "said the company plans"."""
    first = tokens[at]
    lower = first.lower
    if lower in OBJECT_PRONOUNS:
        return any(
            _is_finite(tokens, j) or _is_third_person(tokens[j]) for j in range(at + 1, min(len(tokens), at + 4))
        )
    if lower in SUBJECT_PRONOUNS or lower in ("there", "here"):
        return at + 1 < len(tokens)
    begins = (
        lower in DETERMINERS
        or first.is_capitalised
        or first.shape is Shape.NUMBER
        or lower in PRONOUNS
        or is_quotation(first)
        or (
            first.shape is Shape.WORD
            and lower not in PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS
            and lower not in AUXILIARY
            and lower != "to"
        )
        or lower in ("in", "if", "as", "when", "while", "once", "under", "after")
    )
    if not begins or (lower in ADVERBS and lower not in ("both", "all", "now", "then")):
        return False
    reach = at + (SUBJECT_REACH + 6 if lower in PREPOSITIONS | SUBORDINATORS else SUBJECT_REACH)
    for j in range(at + 1, min(len(tokens), reach)):
        if tokens[j].is_mark(";:.!?"):
            return False
        if tokens[j].is_mark(",") and lower not in PREPOSITIONS | SUBORDINATORS and not first.is_capitalised:
            return False
        if tokens[j].lower in ("who", "which", "that") and not tokens[j].is_capitalised and lower not in DETERMINERS:
            return False
        if _is_finite(tokens, j) or _is_quoted_verb(tokens, j) or _is_plural_verb(tokens, j):
            return True
    return False


def _is_quoted_verb(tokens: list[Token], j: int) -> bool:
    """said the business “is so much broader”"""
    before = tokens[j - 1].lower
    return is_quotation(tokens[j]) and before not in DETERMINERS | PREPOSITIONS | CONJUNCTIONS and before != "to"


def _is_plural_verb(tokens: list[Token], j: int) -> bool:
    return (
        tokens[j].lower in BASE_VERBS
        and tokens[j - 1].lower.endswith("s")
        and not tokens[j - 1].lower.endswith(("'s", "’s", "ss"))
    )


def _object_infinitive(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    """urged X to: content from the one who is to do it."""
    tokens = sentence.tokens
    for j in range(group.end + 1, min(len(tokens) - 1, group.end + 10)):
        if tokens[j].shape in (Shape.PUNCT, Shape.QUOTE) or tokens[j].lower == "that" or _is_finite(tokens, j):
            return None
        if tokens[j].lower == "to" and tokens[j + 1].shape is Shape.WORD and tokens[j + 1].lower not in DETERMINERS:
            if tokens[j + 1].is_capitalised or tokens[j + 1].lower.endswith("ing"):
                return None
            return _clause(sentence, groups, group, "infinitive", group.end)
    return None


def _object(sentence: Sentence, groups: list[CueGroup], group: CueGroup, at: int) -> Frame | None:
    tokens = sentence.tokens
    if (
        at >= len(tokens)
        or tokens[at].shape is Shape.PUNCT
        or tokens[at].lower in PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS
    ):
        return None
    if (
        tokens[at].lower in AUXILIARY
        or tokens[at].lower == "to"
        or (is_adverb(tokens[at]) and at + 1 < len(tokens) and tokens[at + 1].shape is Shape.PUNCT)
    ):
        return None
    end = _object_end(tokens, at, groups, group)
    content = spans(sentence, [(at, end)])
    if not content or group.form in ("inf", "ger") or group.subject is None or group.verb.lemma == "cite":
        return None
    stance = group.verb.verb_class
    kind = Kind.ATTITUDE if stance in ("judge", "attitude", "demand", "commit", "think") else Kind.REPORTED
    if any(is_quotation(t) for t in tokens[at:end]):
        kind = Kind.MIXED
    rule = "object" if stance in ("judge", "say", "deny", "show", "think") else "attitude"
    return frame_of(sentence, rule, group, content, kind)


def _object_end(tokens: list[Token], at: int, groups: list[CueGroup], group: CueGroup) -> int:
    end = content_end(tokens, at, groups, group)
    for j in range(at + 1, end):
        if tokens[j].is_mark(",—–:;") and not (j + 1 < end and tokens[j + 1].lower in ("and", "or") and j - at < 6):
            return j
        if (
            tokens[j].lower in ("and", "but", "or")
            and j + 1 < end
            and (_is_finite(tokens, j + 1) or tokens[j + 1].lower in AUXILIARY)
        ):
            return j
        if tokens[j].lower in ("when", "while", "after", "before", "because", "since", "although", "though", "during"):
            return j
    return end


def _prepositional(sentence: Sentence, groups: list[CueGroup], group: CueGroup, key: str) -> Frame | None:
    tokens = sentence.tokens
    group.end += 1
    at = group.end
    if at >= len(tokens) or tokens[at].shape is Shape.PUNCT or group.inverted or group.form in ("inf", "ger"):
        return None
    if key == "point out":
        if tokens[at].lower == "that" or _is_clause_without_that(tokens, at):
            return _clause(sentence, groups, group, "that", at)
        return None
    end = _object_end(tokens, at, groups, group)
    content = spans(sentence, [(at, end)])
    if not content or group.subject is None:
        return None
    verb_class = PREPOSITIONAL[key]
    frame = frame_of(sentence, "prepositional", group, content, Kind.REPORTED if verb_class == "say" else Kind.ATTITUDE)
    frame.verb_class = verb_class
    return frame


def _passive(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    """X is expected to ...; it was reported that ..."""
    tokens = sentence.tokens
    at = group.end
    if at >= len(tokens) or group.verb.verb_class not in ("think", "say", "show"):
        return None
    if tokens[at].lower == "that" and _has_verb(tokens, at + 1):
        return _clause(sentence, groups, group, "passive", at)
    if tokens[at].lower == "to" and group.verb.lemma in (
        "expect",
        "say",
        "believe",
        "think",
        "report",
        "estimate",
        "project",
    ):
        end = content_end(tokens, at, groups, group)
        start = group.start
        while start > 0 and not tokens[start - 1].is_mark(",;:—–") and tokens[start - 1].lower not in SUBORDINATORS:
            start -= 1
        content = spans(sentence, [(start, group.start), (at, end)])
        if len(content) == 2:
            return frame_of(sentence, "passive", group, content, Kind.REPORTED)
    return None


def _postposed(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    """..., X said. / A, X said, B."""
    tokens = sentence.tokens
    if "l" not in group.verb.frames or group.form != "fin" or group.subject is None or group.source_inherited:
        return None
    left = group.start if group.inverted else group.subject[0]
    right = group.subject[1] if group.inverted else group.end
    if left < 3 or not tokens[left - 1].is_mark(",—–"):
        return None
    right = past_adverbials(tokens, right) if right < len(tokens) and not tokens[right].is_mark(",.") else right
    if right < len(tokens) and not tokens[right].is_mark(",.;—–!?"):
        return None
    first = tokens[0].lower
    if is_quotation(tokens[left - 2]):
        return None
    if (
        first in SUBORDINATORS
        and right >= len(tokens) - 1
        and first not in ("that", "if", "when", "since", "while", "as", "because", "although")
    ):
        return None
    if not _has_verb(tokens[: left - 1], 0) and right >= len(tokens) - 1:
        return None
    start = _sentence_start(tokens, left - 1)
    pieces = [(start, left - 1)]
    if right < len(tokens) - 2 and tokens[right].is_mark(",—–"):
        later = content_end(tokens, right + 1, groups, group)
        if tokens[right + 1].lower not in (
            "who",
            "which",
            "where",
            "when",
            "while",
            "as",
            "but",
            "and",
            "adding",
        ) and not _is_participle(tokens[right + 1]):
            pieces.append((right + 1, later))
    elif first in SUBORDINATORS and right < len(tokens) - 1:
        return None
    content = spans(sentence, pieces)
    if not content:
        return None
    return frame_of(sentence, "postposed", group, content, _kind(tokens, start, left - 1))


def _is_participle(token: Token) -> bool:
    return token.lower.endswith("ing") and len(token.lower) > 5


def _sentence_start(tokens: list[Token], before: int) -> int:
    for j in range(before - 1, 0, -1):
        if tokens[j].is_mark(";"):
            return j + 1
    return 0
