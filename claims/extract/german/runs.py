"""Sentences in the subjunctive behind a statement: reported speech that goes on without a cue."""

from claims.extract.attribution import Kind
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german.floor import Floor
from claims.extract.german.moods import has_reported_mood, reported_part
from claims.extract.german.subjects import RETELLING_ENDINGS, can_speak, for_whom, is_reporting, main_clause
from claims.extract.ranges import spans
from claims.text import Span

# Forms that retell where they follow reported speech; "könnte", "dürfte" and "sollte" may be the author's own.
RETELLING = frozenset("würde würden hätte hätten wäre wären bliebe ginge ließe hieße".split())


class Runs:
    """Those of one paragraph make one content."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.open: Frame | None = None
        self.last = -1  # number of the sentence that the open run has come to

    def next(self, sentence: Sentence, own: list[Frame], floor: Floor) -> Frame | None:
        if own or not (has_reported_mood(sentence) or self._goes_on(sentence, floor)):
            self.open = None
            return None
        content = spans(sentence, [reported_part(sentence)])
        if not content:
            return None
        speaker = _own_speaker(sentence)
        if speaker is None and self.open is not None and self._paragraph(self.open) == sentence.paragraph:
            self.open.content = (Span(self.open.content[0].start, content[0].end),)
            self.last = sentence.number
            return None
        source, why = speaker or floor.holder(sentence)
        self.last = sentence.number
        self.open = Frame(
            "subjunctive_run", sentence.number, content, Kind.FREE_INDIRECT, source=source, source_why=why
        )
        return self.open

    def _goes_on(self, sentence: Sentence, floor: Floor) -> bool:
        """ "Erste Geräte würden im Juni ausgeliefert": this form counts right behind reported speech alone."""
        before = floor.last
        running = self.open is not None and self.last == sentence.number - 1
        retold = before is not None and before.sentence == sentence.number - 1
        if not running and not retold:
            return False
        clause = main_clause(sentence.tokens)
        same = sentence.number > 0 and self.document.sentences[sentence.number - 1].paragraph == sentence.paragraph
        if not same or clause is None:
            return False
        verb = sentence.tokens[clause.finite].lower
        return verb in RETELLING or verb.endswith(RETELLING_ENDINGS)

    def _paragraph(self, frame: Frame) -> int:
        return self.document.sentences[frame.sentence].paragraph


def _own_speaker(sentence: Sentence) -> tuple[Span, str] | None:
    """Where the main clause is no reported speech itself, its subject is the one who thinks or says the rest."""
    judging = for_whom(sentence.tokens)
    if judging is not None:
        return sentence.span(*judging), "whose judgement it is"
    clause = main_clause(sentence.tokens)
    if clause is None or clause.subject is None or is_reporting(sentence.tokens[clause.finite]):
        return None
    if not can_speak(sentence.tokens, clause.subject):
        return None
    return sentence.span(*clause.subject), "subject of its main clause"
