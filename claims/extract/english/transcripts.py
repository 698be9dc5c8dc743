"""Transcripts: a paragraph that opens with its speaker and a colon ("HUANG: ...", "Jensen Huang: ...")."""

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.english.phrases import DETERMINERS
from claims.extract.frame import Frame
from claims.extract.tokens import Shape
from claims.text import Span

LONGEST_NAME = 6  # tokens before the colon, itself included
SHORTEST_TITLE = 3  # tokens behind the colon of a headline
REPORTS = frozenset("report reports poll survey study analyst analysts sources leak rumor rumour insider".split())
SHORTEST_TURN = 20  # characters; "Votes: 1,501." is a table


def match_turns(document: Document, speakers: frozenset[str]) -> list[Frame]:
    """`speakers`: last words of the names that speak elsewhere in the article."""
    last = {sentence.paragraph: sentence for sentence in document.sentences}
    frames = []
    seen = set()
    for sentence in document.sentences:
        if sentence.paragraph in seen:
            continue
        seen.add(sentence.paragraph)
        is_title = sentence.paragraph == 0 or sentence.paragraph in document.headings
        colon = _colon_of_title(sentence, speakers) if is_title else _colon_behind_name(sentence)
        if not colon and is_title and sentence.tokens[0].text.isupper():  # a transcript without a title
            is_title, colon = False, _colon_behind_name(sentence)
        if not colon:
            continue
        if all(t.text.isupper() for t in sentence.tokens if t.shape is Shape.WORD):
            continue  # a headline in capitals
        content = Span(sentence.tokens[colon + 1].start, last[sentence.paragraph].end)
        if content.end - content.start >= SHORTEST_TURN:
            cue = (sentence.tokens[colon].span,)
            rule, kind = ("headline", Kind.INDIRECT) if is_title else ("colon", Kind.DIRECT)
            frames.append(Frame(rule, sentence.number, (content,), kind, cue, sentence.span(0, colon), "say"))
    return frames


def _colon_of_title(sentence: Sentence, speakers: frozenset[str]) -> int:
    """ "Friis: The chip is late", where Friis speaks in the article too; "Report: Kestrel cuts prices"."""
    tokens = sentence.tokens
    colon = next((j for j, t in enumerate(tokens[:LONGEST_NAME]) if t.is_mark(":")), 0)
    if not colon or colon + SHORTEST_TITLE >= len(tokens) or not all(t.is_capitalised for t in tokens[:colon]):
        return 0
    named = tokens[colon - 1].text in speakers
    return colon if named or (colon == 1 and tokens[0].lower in REPORTS) else 0


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
