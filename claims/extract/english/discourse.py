"""An English quotation goes on without a new verb of saying: in the next sentence, or in a paragraph of its own."""

from collections.abc import Iterator
from itertools import pairwise, takewhile

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.english.cue_frames import frame_of
from claims.extract.english.groups import cue_groups
from claims.extract.english.phrases import is_name_quote
from claims.extract.frame import Frame
from claims.extract.tokens import Shape

# What stands between the verb and the colon only names what is said then.
ANNOUNCING = frozenset({"object", "attitude", "zero", "zero_object"})


def continue_statements(document: Document, accepted: list[Frame]) -> list[Frame]:
    by_sentence: dict[int, list[Frame]] = {}
    for frame in accepted:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    current: Frame | None = None
    paragraph = -1
    for sentence in document.sentences:
        if sentence.paragraph != paragraph:
            current, paragraph = None, sentence.paragraph
        own = by_sentence.get(sentence.number, [])
        quoting = [f for f in own if f.rule.startswith("quote_")]
        if quoting:
            current = quoting[-1]
        elif not own and current is not None and _is_quotation_alone(sentence):
            current.content = (*current.content, *(t.span for t in sentence.tokens if t.shape is Shape.QUOTE))
        elif own:
            current = None
    return _announced(document, by_sentence)


def _announced(document: Document, accepted: dict[int, list[Frame]]) -> list[Frame]:
    """Friis wrote to her staff: and, as the next paragraph, “The chip is late.”"""
    found = []
    for sentence, following in pairwise(document.sentences):
        opens = sentence.tokens[-1].is_mark(":") and following.paragraph != sentence.paragraph
        if not opens or accepted.get(following.number) or not _is_quotation_alone(following):
            continue
        group = next((g for g in reversed(cue_groups(sentence)) if g.subject and "q" in g.verb.frames), None)
        if group is None:
            continue
        quoted = takewhile(_is_quotation_alone, _paragraph_from(document, following.number))
        content = tuple(t.span for s in quoted for t in s.tokens if t.shape is Shape.QUOTE)
        announced = frame_of(sentence, "quote_after", group, content, Kind.DIRECT)
        taken = next(
            (f for f in accepted.get(sentence.number, []) if f.cue and f.cue[0].overlaps(announced.cue[0])), None
        )
        if taken is None:
            found.append(announced)
        elif taken.rule in ANNOUNCING:  # explained the change on the list: what follows says it better
            taken.rule, taken.content, taken.kind = announced.rule, announced.content, announced.kind
    return found


def _paragraph_from(document: Document, number: int) -> Iterator[Sentence]:
    for i in range(number, len(document.sentences)):
        if document.sentences[i].paragraph != document.sentences[number].paragraph:
            return
        yield document.sentences[i]


def _is_quotation_alone(sentence: Sentence) -> bool:
    words = [t for t in sentence.tokens if t.shape is not Shape.PUNCT]
    return bool(words) and all(t.shape is Shape.QUOTE and not is_name_quote(t) for t in words)
