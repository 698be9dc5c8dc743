"""Who has the floor: the source that a sentence without a cue of its own goes on from."""

from dataclasses import dataclass

from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german.subjects import (
    agent_in,
    can_speak,
    document_in,
    is_passive,
    is_pronoun,
    is_reporting,
    main_clause,
)
from claims.extract.lexicon_files import entries
from claims.text import Span

FARTHEST = 2  # paragraphs that a statement may lie back
OWN = ("eigen", "seine", "ihre", "andere")  # "nach eigenen Angaben": whose, the sentence says elsewhere
BEFORE = "goes on from the statement before"
SUBJECT = "subject of the sentence before"


@dataclass(frozen=True, slots=True)
class Turn:
    sentence: int
    paragraph: int
    source: Span
    quoted: bool  # some of it in the source's own words


class Floor:
    """Goes through the sentences in order; `heard` after each one, `holder` before or within one."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.last: Turn | None = None

    def heard(self, sentence: Sentence, frames: list[Frame]) -> None:
        """The last statement of a sentence that is not told by another source in it keeps the floor."""
        told = [f for f in frames if f.source is not None and not f.inside]
        if not told:
            return
        frame = max(told, key=lambda f: (not f.fragment, f.content[-1].end))
        if frame.source is None:
            return
        source: Span | None = frame.source
        words = frame.source.of(self.document.text).lower()
        if words in entries("de", "attribution_adverbs"):
            source = self.last.source if self.last is not None else None
        elif words.startswith(OWN):
            source = _speaker_of(sentence)
        if source is not None:
            quoted = any(f.fragment for f in frames)
            self.last = Turn(sentence.number, sentence.paragraph, source, quoted)

    def holder(self, sentence: Sentence) -> tuple[Span | None, str]:
        """The source and why it is taken for this sentence's."""
        last = self.last
        if last is not None and last.sentence >= sentence.number - 1 and self._reaches(last, sentence):
            return last.source, BEFORE
        before = self.document.sentences[sentence.number - 1] if sentence.number else None
        near = before is not None and (before.paragraph == sentence.paragraph or before.tokens[-1].is_mark(":"))
        speaker = _speaker_of(before) if before is not None and near else None
        if speaker is not None:
            return speaker, SUBJECT
        if last is not None and self._reaches(last, sentence):
            return last.source, BEFORE
        return None, ""

    def hands_on_hearsay(self, sentence: Sentence) -> tuple[Span | None, str]:
        """ "Er soll ..." goes on from what was retold, not from quoted words: those need no "soll"."""
        last = self.last
        if last is not None and last.quoted and last.paragraph == sentence.paragraph:
            return None, ""
        if last is not None and last.paragraph == sentence.paragraph:
            return last.source, BEFORE
        return self.holder(sentence)

    def _reaches(self, last: Turn, sentence: Sentence) -> bool:
        return sentence.paragraph - last.paragraph <= FARTHEST


def _speaker_of(sentence: Sentence) -> Span | None:
    """Who acts in a sentence that says nothing itself, if that can be a speaker."""
    tokens = sentence.tokens
    document = document_in(tokens)
    if document is not None:
        return sentence.span(*document)
    clause = main_clause(tokens)
    if clause is None or is_reporting(tokens[clause.finite]):
        return None
    speaker = agent_in(tokens) if is_passive(tokens, clause) else clause.subject
    if speaker is None or is_pronoun(tokens, speaker) or not can_speak(tokens, speaker):
        return None
    return sentence.span(*speaker)
