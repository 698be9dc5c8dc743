"""From a cue verb and the pieces of its content to a frame: rule, kind, polarity."""

from claims.extract.attribution import Kind
from claims.extract.document import Sentence
from claims.extract.frame import Frame
from claims.extract.german import phrases
from claims.extract.german.clauses import CueGroup
from claims.extract.german.dependent import is_quotation
from claims.extract.german.subjects import is_document
from claims.extract.lexicon_files import table
from claims.extract.ranges import marks, spans
from claims.extract.tokens import Shape, Token
from claims.text import Span

# To deny these is to deny what is believed; "wusste nicht, dass" is no denial.
BELIEFS = frozenset("glauben denken erwarten annehmen meinen rechnen vermuten hoffen ausgehen".split())
ATTRIBUTION_NOUNS = table("de", "attribution_nouns")
STANCES = frozenset(("think", "commit", "demand"))
RULES_WITH_STANCE = frozenset(("dass", "subjunctive", "before_verb"))


def frame_content(sentence: Sentence, rule: str, group: CueGroup, pieces: list[tuple[int, int]]) -> Frame | None:
    content = spans(sentence, pieces)
    if not content:
        return None
    if group.verb.verb_class == "show" and rule == "dass":
        rule = "dass_document" if _is_document(sentence.tokens, group) else "dass_show"
    if group.verb.verb_class in STANCES and rule in RULES_WITH_STANCE:
        rule += "_stance"
    negated = _is_negated(sentence.tokens, group)
    verb_class = group.verb.verb_class
    if negated and group.verb.lemma == "ausschließen":
        verb_class, negated = "think", False  # what is not excluded is thought possible
    denies = verb_class == "deny"
    return Frame(
        rule,
        sentence.number,
        content,
        kind_of_pieces(sentence, pieces),
        cue=marks(sentence, group.parts),
        source=sentence.span(*group.subject) if group.subject else None,
        verb_class=verb_class,
        relative=relative_span(sentence, group),
        negated=negated,
        denies=denies != negated if denies else negated and group.verb.lemma in BELIEFS,
    )


def relative_span(sentence: Sentence, group: CueGroup) -> Span | None:
    return sentence.tokens[group.relative].span if group.relative is not None and group.subject is not None else None


def _is_document(tokens: list[Token], group: CueGroup) -> bool:
    if group.verb.lemma == "hervorgehen":
        return True
    if group.subject is None:
        return False
    head = next((t for t in tokens[group.subject[0] : group.subject[1]] if phrases.is_noun(t)), None)
    return head is not None and (is_document(head.lower) or ATTRIBUTION_NOUNS.get(head.text) == "document")


def kind_of_pieces(sentence: Sentence, pieces: list[tuple[int, int]]) -> Kind:
    tokens = [t for s, e in pieces for t in sentence.tokens[s:e] if t.shape is not Shape.PUNCT]
    quoted = [t for t in tokens if is_quotation(t)]
    if not quoted:
        return Kind.INDIRECT
    return Kind.DIRECT if len(quoted) == len(tokens) else Kind.MIXED


def _is_negated(tokens: list[Token], group: CueGroup) -> bool:
    """ "nicht" in the cue's own clause."""
    last = next((j for j in range(max(group.parts) + 1, len(tokens)) if tokens[j].shape is Shape.PUNCT), len(tokens))
    near = tokens[max(group.segment[0], group.finite - 2) : min(last, group.finite + 15)]
    return any(t.lower in ("nicht", "keineswegs", "nie") for t in near)
