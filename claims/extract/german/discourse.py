"""What goes on after a German statement: quotations on their own, quoted words inside contents, subjunctive runs."""

from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.extract.german.floor import Floor
from claims.extract.german.headings import sole_speaker
from claims.extract.german.lone_quotes import lone_quotes
from claims.extract.german.runs import Runs
from claims.extract.german.subjects import is_reporting, main_clause

GOING_ON = frozenset("weiter weiterhin begründung ferner außerdem zudem zunächst insbesondere dazu so".split())


def continue_statements(document: Document, accepted: list[Frame]) -> list[Frame]:
    by_sentence: dict[int, list[Frame]] = {}
    for frame in accepted:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    floor = Floor(document)
    runs = Runs(document)
    sole = sole_speaker(document, accepted)
    found: list[Frame] = []
    for sentence in document.sentences:
        own = by_sentence.get(sentence.number, [])
        _hand_on(floor, sentence, own)
        going_on = lone_quotes(document, sentence, own, sole, floor)
        run = runs.next(sentence, own, floor)
        if run is not None:
            going_on.append(run)
        found.extend(going_on)
        floor.heard(sentence, own + going_on)
    return found


def _hand_on(floor: Floor, sentence: Sentence, own: list[Frame]) -> None:
    for frame in own:
        if frame.rule == "hearsay":
            frame.source, frame.source_why = floor.hands_on_hearsay(sentence)
        elif frame.rule.startswith("noun") and not _follows_cue(frame) and _is_retold(sentence):
            source, why = floor.holder(sentence)
            if source is not None:
                frame.source, frame.source_why = source, why
        elif frame.source is None and frame.cue and any(t.lower in GOING_ON for t in sentence.tokens[:6]):
            frame.source, frame.source_why = floor.holder(sentence)


def _follows_cue(frame: Frame) -> bool:
    """der Vorwurf der Behörde: named right behind the noun."""
    return frame.source is not None and 0 <= frame.source.start - frame.cue[0].end <= 1


def _is_retold(sentence: Sentence) -> bool:
    """Its main clause stands in the subjunctive: what its subject claims, somebody else says."""
    clause = main_clause(sentence.tokens)
    return clause is not None and is_reporting(sentence.tokens[clause.finite])
