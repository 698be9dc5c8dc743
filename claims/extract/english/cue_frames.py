"""A cue verb and its content as a frame: which rule found it, and what the verb itself says of the statement."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.english.groups import CueGroup
from claims.extract.english.phrases import PEOPLE, PERSONAL, is_quotation, pronoun_of
from claims.extract.frame import Frame
from claims.extract.tokens import Token
from claims.text import Span

# To deny these is to deny what is believed; "did not know that" is no denial.
STANCES = frozenset({"attitude", "judge", "demand", "commit"})
BELIEFS = frozenset("believe think expect anticipate assume".split())


def frame_of(sentence: Sentence, rule: str, group: CueGroup, content: tuple[Span, ...], kind: Kind) -> Frame:
    return Frame(
        "own_voice" if _is_own_voice(sentence.tokens, group) else rule,
        sentence.number,
        content,
        kind,
        cue=(sentence.span(group.start, group.end),),
        source=_source(sentence, group),
        relative=sentence.tokens[group.relative].span if group.relative is not None else None,
        verb_class=group.verb.verb_class,
        negated=group.negated and group.verb.verb_class not in STANCES and group.verb.verb_class != "deny",
        denies=group.verb.verb_class == "deny" or (group.negated and _denies_when_negated(group)),
    )


def _source(sentence: Sentence, group: CueGroup) -> Span | None:
    if group.subject is None:
        return None
    span = sentence.span(*group.subject)
    first = sentence.tokens[group.subject[0]]
    pronoun = pronoun_of(first)
    if pronoun and group.subject[1] - group.subject[0] == 1:  # the "He" of "He's"
        return Span(span.start, span.start + len(pronoun))
    return span


def _denies_when_negated(group: CueGroup) -> bool:
    """ "does not believe that", "would not support": the opposite is held; "did not say that": nothing was said."""
    return group.verb.lemma in BELIEFS or group.verb.verb_class in STANCES


def kind_of_clause(tokens: list[Token], start: int, end: int) -> Kind:
    return Kind.MIXED if any(is_quotation(t) for t in tokens[start:end]) else Kind.INDIRECT


def kind_of_object(group: CueGroup, tokens: list[Token], start: int, end: int) -> Kind:
    if any(is_quotation(t) for t in tokens[start:end]):
        return Kind.MIXED
    stances = ("judge", "attitude", "demand", "commit", "think")
    return Kind.ATTITUDE if group.verb.verb_class in stances else Kind.REPORTED


def is_on(tokens: list[Token], group: CueGroup, frame: str) -> bool:
    """Whether the verb introduces content in this frame; one in upper case asks for a person as its subject."""
    frames = group.verb.frames
    return frame in frames or (frame.upper() in frames and has_person(tokens, group))


def has_person(tokens: list[Token], group: CueGroup) -> bool:
    """ "he supports" speaks of an attitude, "the board supports" of a feature."""
    if group.subject is None:
        return False
    words = tokens[slice(*group.subject)]
    if len(words) == 1 and words[0].lower in PERSONAL:
        return True
    named = [t for t in words if t.is_capitalised and t.text.isalpha()]
    if len(named) == len(words) and len(words) > 1:
        return True
    return any(t.lower in PEOPLE for t in words) or any(
        t.lower == "who" for t in tokens[group.subject[1] : group.start]
    )


def _is_own_voice(tokens: list[Token], group: CueGroup) -> bool:
    """The outlet and its readers: "we measured", "you will know", "our test shows"."""
    if group.subject is None:
        return False
    first = tokens[group.subject[0]]
    return first.lower in ("our", "my", "your") or pronoun_of(first) in ("we", "i", "you")
