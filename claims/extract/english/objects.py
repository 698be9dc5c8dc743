"""English verbs whose content is no clause: an object, one who is to do something, a phrase behind a preposition."""

from functools import cache

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.english.bare_clauses import begins_clause, is_finite, is_likely_verb
from claims.extract.english.cue_frames import frame_of, kind_of_object
from claims.extract.english.ends import content_end
from claims.extract.english.groups import CueGroup
from claims.extract.english.nouns import carries_noun
from claims.extract.english.phrases import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SUBORDINATORS, TIME_WORDS, is_adverb
from claims.extract.english.verbs import AUXILIARY
from claims.extract.frame import Frame
from claims.extract.lexicon_files import rows
from claims.extract.ranges import spans
from claims.extract.tokens import Shape, Token

NAMING = frozenset("call dub name label title".split())  # "an app dubbed Lantern" judges nothing
TALKING = frozenset("talk speak complain joke lie boast brag".split())
ADDRESSING = frozenset("ask question press quiz grill tell remind warn inform notify brief".split())
ADDRESSEE_REACH = 8  # tokens between "talked" and its "about"
OBJECT_REACH = 10  # tokens between "urged" and its "to"
OPENS_ADVERBIAL = frozenset("in on at during after before amid by through here this last late early".split())
LONGEST_LINK = 5  # tokens of the first link of a list
LONGEST_LIST = 12  # tokens between a comma and the "and" of its list
CLOSES_OBJECT = frozenset("when while after before because since although though during".split())
# "declined to comment": nobody said anything.
SAYING_NOTHING = frozenset("comment respond answer elaborate discuss speak".split())


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """For each verb the words that follow it in a phrase, the longest first, with the phrase's class."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, verb_class in rows("en", "prepositional"):
        verb, *following = phrase.split()
        found.setdefault(verb, []).append((tuple(following), verb_class))
    return {verb: tuple(sorted(ways, key=lambda way: -len(way[0]))) for verb, ways in found.items()}


def phrase_at(tokens: list[Token], group: CueGroup) -> tuple[int, str] | None:
    """Where the content begins behind "call for", "come out against", and the phrase's class."""
    for following, verb_class in _phrases().get(group.verb.lemma, ()):
        at = group.end
        for word in following:
            while at < len(tokens) and tokens[at].lower != word and is_adverb(tokens[at]):
                at += 1
            if at >= len(tokens) or tokens[at].lower != word:
                break
            at += 1
        else:
            if at < len(tokens) and tokens[at].lower not in TIME_WORDS:
                return at, verb_class
    return None


def addressed_phrase_at(tokens: list[Token], group: CueGroup) -> tuple[int, str] | None:
    """talked to reporters about, spoke with Friis about: whoever is addressed comes first."""
    if group.end >= len(tokens) - 3:
        return None
    talks = group.verb.lemma in TALKING and tokens[group.end].lower in ("to", "with")
    if not talks and group.verb.lemma not in ADDRESSING:
        return None
    for j in range(group.end + 1 + talks, min(len(tokens) - 1, group.end + ADDRESSEE_REACH)):
        if tokens[j].shape in (Shape.PUNCT, Shape.QUOTE) or is_finite(tokens, j):
            return None
        if tokens[j].lower == "about":
            return j + 1, "attitude"
    return None


def match_phrase(sentence: Sentence, groups: list[CueGroup], group: CueGroup, found: tuple[int, str]) -> Frame | None:
    tokens = sentence.tokens
    at, verb_class = found
    if at >= len(tokens) or tokens[at].shape is Shape.PUNCT or group.inverted or group.subject is None:
        return None
    is_clause = group.verb.lemma in ("point", "make") and (
        tokens[at].lower == "that" or begins_clause(tokens, at, is_surely_clause=True)
    )
    end = content_end(tokens, at, groups, group) if is_clause else object_end(tokens, at, groups, group)
    content = spans(sentence, [(at, end)])
    if not content or (not is_clause and tokens[at].lower in ("that", "to")):
        return None
    group.end = at
    kind = Kind.INDIRECT if is_clause else Kind.REPORTED if verb_class == "say" else Kind.ATTITUDE
    frame = frame_of(sentence, "that" if is_clause else "prepositional", group, content, kind)
    frame.verb_class = verb_class
    return frame


def infinitive_of_object(tokens: list[Token], group: CueGroup) -> int:
    """urged X to: where X begins, 0 where nobody is to do anything."""
    if group.end < len(tokens) and tokens[group.end].lower == "not":  # who asked not to be named
        return 0
    for j in range(group.end + 1, min(len(tokens) - 1, group.end + OBJECT_REACH)):
        if tokens[j].shape in (Shape.PUNCT, Shape.QUOTE) or tokens[j].lower == "that" or is_finite(tokens, j):
            return 0
        if tokens[j].lower == "to" and tokens[j + 1].shape is Shape.WORD and tokens[j + 1].lower not in DETERMINERS:
            if tokens[j + 1].is_capitalised or tokens[j + 1].lower.endswith("ing"):
                return 0
            return group.end
    return 0


def match_object(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    at = group.end
    if not _may_begin_object(tokens, at) or group.subject is None or carries_noun(sentence, group.head):
        return None
    end = object_end(tokens, at, groups, group)
    content = spans(sentence, [(at, end)])
    if (
        not content
        or (group.verb.lemma in NAMING and sum(t.size for t in tokens[at:end]) < 2)
        or (group.verb.lemma == "cite" and group.form == "ing")
    ):
        return None
    rule = "object" if group.verb.verb_class in ("judge", "say", "deny", "show", "think", "predict") else "attitude"
    return frame_of(sentence, rule, group, content, kind_of_object(group, tokens, at, end))


def _may_begin_object(tokens: list[Token], at: int) -> bool:
    if at >= len(tokens) or tokens[at].shape is Shape.PUNCT:
        return False
    lower = tokens[at].lower
    if lower in PREPOSITIONS or lower in SUBORDINATORS or lower in CONJUNCTIONS or lower in AUXILIARY or lower == "to":
        return lower == "that" and at + 1 < len(tokens) and tokens[at + 1].shape is Shape.WORD
    return not (is_adverb(tokens[at]) and at + 1 < len(tokens) and tokens[at + 1].shape is Shape.PUNCT)


def object_end(tokens: list[Token], at: int, groups: list[CueGroup], group: CueGroup) -> int:
    end = content_end(tokens, at, groups, group)
    for j in range(at + 1, end):
        if tokens[j].is_mark(",—–:;") and not _goes_on_behind_comma(tokens, j, at, end):
            return j
        if (
            tokens[j].lower in ("and", "but", "or")
            and j + 1 < end
            and (is_finite(tokens, j + 1) or tokens[j + 1].lower in AUXILIARY)
        ):
            return j
        if tokens[j].lower in CLOSES_OBJECT:
            return j
    return end


def _goes_on_behind_comma(tokens: list[Token], comma: int, start: int, end: int) -> bool:
    """a list of names, "including ...", or the last link of a short list."""
    if comma + 1 >= end or not tokens[comma].is_mark(","):
        return False
    following = tokens[comma + 1]
    if following.lower in ("including", "such", "especially", "particularly"):
        return True
    if following.lower in ("and", "or"):
        near = range(comma + 2, min(end, comma + 8))
        return comma - start < 6 and not any(is_finite(tokens, j) or is_likely_verb(tokens, j) for j in near)
    return _lists(tokens, comma, start, end)


def _lists(tokens: list[Token], comma: int, start: int, end: int) -> bool:
    """prices, rivals and suppliers; Kestrel, Halden or Corvane: short links without a verb, the last behind "and"."""
    if comma - start > LONGEST_LINK and not tokens[comma - 1].is_capitalised:
        return False
    for j in range(comma + 1, min(end, comma + LONGEST_LIST)):
        token = tokens[j]
        if token.lower in ("and", "or"):
            return True
        if (
            is_finite(tokens, j)
            or token.lower in AUXILIARY
            or token.lower in SUBORDINATORS
            or token.lower in OPENS_ADVERBIAL
        ):
            return False
        if token.shape is Shape.PUNCT and not token.is_mark(","):
            return False
    return False
