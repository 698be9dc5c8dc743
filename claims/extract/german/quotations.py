"""Quoted words that no cue stands beside: inside what somebody said, or a judgement in a sentence of its own."""

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german.fragments import is_wording, nested_words
from claims.extract.german.subjects import can_speak, for_whom, main_subject
from claims.extract.tokens import Shape, Token

LONGEST_JUDGEMENT = 4  # words; what is longer is found without a look at its sentence


def match_quoted_words(document: Document, frames: list[Frame]) -> list[Frame]:
    """`frames` are the statements found so far; what is one of them already is not found again."""
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    found = []
    reaching: list[Frame] = []
    for sentence in document.sentences:
        own = by_sentence.get(sentence.number, [])
        reaching = [f for f in reaching if f.content[-1].end > sentence.start] + [f for f in own if not f.fragment]
        for j, token in enumerate(sentence.tokens):
            if token.shape is Shape.QUOTE and is_wording(token) and not _is_known(token, own + reaching):
                holder = next((f for f in reaching if any(s.covers(token.span) for s in f.content)), None)
                words = _within(sentence, token, holder) if holder is not None else _judgement(sentence, j)
                if words is not None:
                    found.append(words)
    return found


def _is_known(token: Token, frames: list[Frame]) -> bool:
    return any(span == token.span or (f.fragment and span.overlaps(token.span)) for f in frames for span in f.content)


def _within(sentence: Sentence, token: Token, holder: Frame) -> Frame | None:
    return None if holder.kind is Kind.ATTITUDE else nested_words(sentence, token, holder)


def _judgement(sentence: Sentence, j: int) -> Frame | None:
    """Short quoted words in a sentence whose subject can speak: X hält das für „wenig glaubwürdig“."""
    tokens = sentence.tokens
    if not 2 <= tokens[j].size <= LONGEST_JUDGEMENT or tokens[j - 1].is_capitalised:
        return None
    subject = for_whom(tokens) or main_subject(tokens)
    if subject is None or not can_speak(tokens, subject):
        return None
    return Frame("quote_words", sentence.number, (tokens[j].span,), Kind.DIRECT, source=sentence.span(*subject))
