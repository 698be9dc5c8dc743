"""English verbs of saying, thinking and asking in the passive: nobody or an agent behind "by" is the source."""

from claims.extract.attribution import Kind, Modality
from claims.extract.document import Sentence
from claims.extract.english.bare_clauses import is_finite
from claims.extract.english.cue_frames import frame_of, is_on, kind_of_clause, kind_of_object
from claims.extract.english.ends import content_end
from claims.extract.english.groups import CueGroup
from claims.extract.english.objects import object_end
from claims.extract.english.phrases import SUBORDINATORS, is_quotation
from claims.extract.english.subjects import subject_before
from claims.extract.frame import Frame
from claims.extract.ranges import spans
from claims.extract.tokens import Shape, Token

# "X is said to ...": what is told of X by nobody in particular.
HEARSAY_VERBS = frozenset(
    "believe claim estimate expect forecast predict project report rumor rumour say speculate suppose think tip".split()
)
ASKING = frozenset("ask question press pressed quiz".split())
SEEING = frozenset(
    "see view regard perceive describe depict portray characterize characterise consider interpret".split()
)
ASKED_REACH = 10  # tokens between "asked" and its question
ASKED = frozenset("about whether if why how what when where who which".split())


def match_passive(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    at = group.end
    if at >= len(tokens):
        return None
    lower = tokens[at].lower
    if group.verb.verb_class == "ask" or group.verb.lemma in ASKING:
        return _asked(sentence, groups, group)
    if lower == "by" and group.verb.verb_class in ("say", "think"):
        that = next((j for j in range(at, min(len(tokens), at + ASKED_REACH)) if tokens[j].lower == "that"), 0)
        at, lower = (that, "that") if that else (at, lower)
    if lower == "that" and group.verb.verb_class in ("say", "think", "show", "predict") and _has_verb(tokens, at + 1):
        content = spans(sentence, [(at, content_end(tokens, at, groups, group))])
        return (
            frame_of(sentence, "passive", group, content, kind_of_clause(tokens, at, len(tokens))) if content else None
        )
    if lower == "to" and group.verb.lemma in HEARSAY_VERBS:
        return _hearsay(sentence, groups, group)
    if lower == "as" and group.verb.lemma in SEEING:
        return _object(sentence, group, (at, object_end(tokens, at, groups, group)))
    if group.subject is not None and is_on(tokens, group, "n"):
        return _object(sentence, group, None)
    return None


def _object(sentence: Sentence, group: CueGroup, complement: tuple[int, int] | None) -> Frame | None:
    """The plan was criticised by X; the plan is seen as a retreat."""
    judged = subject_before(sentence.tokens, group.start)
    if judged is None:
        return None
    content = spans(sentence, [judged, complement] if complement else [judged])
    kind = kind_of_object(group, sentence.tokens, *(complement or judged))
    return frame_of(sentence, "passive_object", group, content, kind) if content else None


def _has_verb(tokens: list[Token], at: int) -> bool:
    return any(is_finite(tokens, j) or is_quotation(tokens[j]) for j in range(at, min(len(tokens), at + 30)))


def _hearsay(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    tokens = sentence.tokens
    start = group.start
    while start > 0 and not tokens[start - 1].is_mark(",;:—–") and tokens[start - 1].lower not in SUBORDINATORS:
        start -= 1
    subject = (start, group.start) if start < group.start else subject_before(tokens, group.start)
    if subject is None:
        return None
    end = content_end(tokens, group.end, groups, group)
    if start == group.start:  # the tablet, which is expected to cost 900 euros, has no fan
        end = next((j for j in range(group.end, end) if tokens[j].is_mark(",")), end)
    content = spans(sentence, [subject, (group.end, end)])
    if len(content) < 2:
        return None
    frame = frame_of(sentence, "passive", group, content, Kind.REPORTED)
    frame.modality = Modality.HEARSAY if group.subject is None else Modality.ASSERTED
    return frame


def _asked(sentence: Sentence, groups: list[CueGroup], group: CueGroup) -> Frame | None:
    """Asked whether ..., X said; X was asked about ..."""
    tokens = sentence.tokens
    link = _link_of_question(tokens, group)
    if not link:
        return None
    at = link + 1 if tokens[link].lower == "about" else link
    content = spans(sentence, [(at, object_end(tokens, at, groups, group))]) if at < len(tokens) else ()
    if not content:
        return None
    group.end = at if link == group.end else group.end
    return frame_of(sentence, "question", group, content, Kind.REPORTED)


def _link_of_question(tokens: list[Token], group: CueGroup) -> int:
    """asked by Friis on Monday whether: where the question begins, 0 where there is none."""
    for j in range(group.end, min(len(tokens), group.end + ASKED_REACH)):
        if tokens[j].shape in (Shape.PUNCT, Shape.QUOTE):
            return 0
        if tokens[j].lower in ASKED:
            return j
    return 0
