"""Denials: whoever denies, rejects, doubts or does not believe something does not assert it."""

import re
from collections.abc import Iterable
from functools import cache

from claims.extract.document import Document
from claims.extract.english.verbs import readings as english_readings
from claims.extract.frame import Frame
from claims.extract.german.verbs import readings as german_readings
from claims.extract.lexicon_files import entries
from claims.text import WORD, Span

NEGATIONS = frozenset("nicht nie niemals keineswegs not never didn't doesn't don't cannot didn’t doesn’t don’t".split())
NO_DOUBT = frozenset("no little without any kein keine keinen ohne".split())  # "no doubt that"
REACH = 120  # characters before a noun within which the verb that rejects it stands
CLAUSE_MARKS = ";:.!?"
SILENT_CUES = frozenset("comment respond answer elaborate discuss".split())
SILENT_BEFORE = re.compile(r"\b(?:declin|refus)\w{1,3}\s+(?:to\s+)?$", re.IGNORECASE)  # "declined to comment"


def settle_denials(document: Document, frames: Iterable[Frame], lang: str) -> list[Frame]:
    """Marks what is denied; of "rejected claims that ..." the rejection is kept and the "claims that ..." dropped."""
    kept: list[Frame] = []
    denials = [frame for frame in frames if frame.verb_class == "deny" and frame.rule != "attitude"]
    by_sentence: dict[int, list[Frame]] = {}
    for denial in denials:
        by_sentence.setdefault(denial.sentence, []).append(denial)
    for frame in frames:
        rejected = _is_noun(frame) and _is_rejected(frame, by_sentence.get(frame.sentence, ()))
        if rejected or _misread(document.text, frame, lang) or _says_nothing(document.text, frame):
            continue
        _settle(document, frame, lang)
        kept.append(frame)
    return kept


def _is_noun(frame: Frame) -> bool:
    return frame.rule.startswith("noun")


def _misread(text: str, frame: Frame, lang: str) -> bool:
    """ "Kestrel denies claims that ...": no "Kestrel denies" claims anything."""
    if lang != "en" or frame.source is None:
        return False
    last = frame.source.of(text).rsplit(None, 1)[-1].lower()
    return frame.source.end <= frame.cue[0].start and last in _deny_forms("en") if frame.cue else False


def _says_nothing(text: str, frame: Frame) -> bool:
    if not frame.cue or SILENT_CUES.isdisjoint(frame.cue[-1].of(text).lower().split()):
        return False
    return SILENT_BEFORE.search(text[max(0, frame.cue[0].start - 16) : frame.cue[0].start]) is not None


def _is_rejected(frame: Frame, denials: Iterable[Frame]) -> bool:
    return any(
        span.covers(cue) for denial in denials if denial is not frame for span in denial.content for cue in frame.cue
    )


def _settle(document: Document, frame: Frame, lang: str) -> None:
    text = document.text
    cue = {word for span in frame.cue for word in span.of(text).lower().split()}
    if frame.verb_class == "deny":
        frame.denies = True
    elif cue & entries(lang, "doubting_cues"):
        frame.denies = not _words(text[max(0, frame.cue[0].start - 8) : frame.cue[0].start]) & NO_DOUBT
    elif _is_noun(frame) and frame.cue:
        sentence = document.sentences[frame.sentence]
        frame.denies = frame.denies or _denied_before(text, Span(sentence.start, sentence.end), frame.cue[0], lang)
        return
    else:
        return
    if frame.denies and frame.cue and NEGATIONS & (cue | _words(_beside(text, frame, document))):
        # "did not deny that", "bestritt nicht, dass": neither denied nor asserted
        frame.denies, frame.negated = False, True


def _beside(text: str, frame: Frame, document: Document) -> str:
    """The cue's own clause behind its first word, up to what is said."""
    start = frame.cue[0].start
    following = [span.start for span in frame.content if span.start >= frame.cue[0].end]
    end = min([document.sentences[frame.sentence].end, *following])
    return text[start:end].split(",")[0]


def _denied_before(text: str, sentence: Span, noun: Span, lang: str) -> bool:
    """dementierte Berichte, dass; denied a report that; wies die Behauptung zurück, dass"""
    before = text[max(sentence.start, noun.start - REACH) : noun.start]
    cut = max(before.rfind(mark) for mark in CLAUSE_MARKS)
    found = _words(before[cut + 1 :])
    behind = _words(text[noun.end : sentence.end])
    return any(not particle or particle in behind for word in found for particle in _deny_forms(lang).get(word, ()))


@cache
def _deny_forms(lang: str) -> dict[str, tuple[str, ...]]:
    """Every form of the verbs that deny, with the particles that may have to follow ("wies ... zurück")."""
    if lang == "en":
        return {word: ("",) for word, reading in english_readings().items() if reading.verb.verb_class == "deny"}
    forms: dict[str, tuple[str, ...]] = {}
    for word, options in german_readings().items():
        particles = tuple({option.particle for option in options if option.verb.verb_class == "deny"})
        if particles:
            forms[word] = particles
    return forms


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}
