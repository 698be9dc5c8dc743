"""An English quotation goes on in the next sentence of its paragraph without a new verb of saying."""

from claims.extract.document import Document, Sentence
from claims.extract.english.phrases import is_name_quote
from claims.extract.frame import Frame
from claims.extract.tokens import Shape


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
    return []


def _is_quotation_alone(sentence: Sentence) -> bool:
    words = [t for t in sentence.tokens if t.shape is not Shape.PUNCT]
    return bool(words) and all(t.shape is Shape.QUOTE and not is_name_quote(t) for t in words)
