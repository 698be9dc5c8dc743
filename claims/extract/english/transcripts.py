"""Transcripts: a paragraph that opens with its speaker and a colon ("HUANG: ...", "Jensen Huang: ...")."""

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.english.phrases import DETERMINERS
from claims.extract.frame import Frame
from claims.extract.tokens import Shape
from claims.text import Span

LONGEST_NAME = 6  # tokens before the colon, itself included
SHORTEST_TURN = 20  # characters; "Votes: 1,501." is a table


def match_turns(document: Document) -> list[Frame]:
    last = {sentence.paragraph: sentence for sentence in document.sentences}
    frames = []
    seen = {0}  # the first paragraph is a title, and titles have colons
    for sentence in document.sentences:
        if sentence.paragraph in seen or sentence.paragraph in document.headings:
            continue
        seen.add(sentence.paragraph)
        colon = _colon_behind_name(sentence)
        if not colon:
            continue
        content = Span(sentence.tokens[colon + 1].start, last[sentence.paragraph].end)
        if content.end - content.start >= SHORTEST_TURN:
            cue = (sentence.tokens[colon].span,)
            frames.append(Frame("colon", sentence.number, (content,), Kind.DIRECT, cue, sentence.span(0, colon), "say"))
    return frames


def _colon_behind_name(sentence: Sentence) -> int:
    tokens = sentence.tokens
    colon = next((j for j, t in enumerate(tokens[:LONGEST_NAME]) if t.is_mark(":")), 0)
    if not colon or colon + 1 >= len(tokens) or tokens[colon + 1].shape is Shape.QUOTE:
        return 0
    name = tokens[:colon]
    if not all(t.is_capitalised or t.shape is Shape.PAREN for t in name) or name[0].lower in DETERMINERS:
        return 0
    shouted = name[0].text.isupper() and len(name[0].text) > 3
    return colon if len(name) >= 2 or shouted else 0
