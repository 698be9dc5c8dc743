"""What a statement says of time: the dates in it, when it was said, and whether it was held once and no longer."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial

from claims.extract.amounts import can_be_amount, code_amounts, hint_of
from claims.extract.attribution import DateMention, Quantity
from claims.extract.document import Document
from claims.extract.frame import Frame
from claims.extract.lexicon_files import table
from claims.extract.quantities import find_quantities
from claims.periods import AS_WRITTEN, Bound, Form, Period, code_periods, may_head_period, periods_in
from claims.periods.words import EMPTY, WORD, WORDS_KEPT, Coded, read_words
from claims.text import Span

REACH = 80  # characters between a cue and the day beside it
# What stands beside "ursprünglich" or "vor zwei Jahren" where a view of the past is told, and not only a past event.
PLUPERFECT = {"de": re.compile(r"\b(?:hatten?|waren?)\b"), "en": re.compile(r"\b(?:had|’d)\b")}
VIEW = {
    "de": re.compile(
        r"\b(?:hatten?|waren?|galt(?:en)?|hieß|glaubten?|dachten?|hielt(?:en)?|behaupteten?|betonten?|beteuerten?|gingen?)\b"
    ),
    "en": re.compile(
        r"\b(?:had|was|were|believed|thought|considered|assumed|held|saw|seen|expected|viewed|regarded)\b"
    ),
}
# Beside the flags of amounts: a word that can name a period, one that can mark a view of the past.
PERIOD, PAST = 64, 128
LONGEST_CHUNK = 60  # characters without a space; what is known of a longer one is not kept
CLAUSE_MARKS = ",;:"
STILL = {"de": re.compile(r"\b[Nn]och\b"), "en": re.compile(r"\b(?:[Aa]s recently as|still)\b")}


@dataclass(frozen=True)
class Stated:
    """`past` says which words mark the statement as a view of the past; "" where none do."""

    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    said: DateMention | None
    past: str

    @property
    def spans(self) -> tuple[Span, ...]:
        return (*(quantity.span for quantity in self.quantities), *(named.span for named in self.dates))

    @property
    def why(self) -> str:
        said = f"said: {self.said.why}" if self.said and self.said.why != AS_WRITTEN else ""
        past = f"a view of the past: “{self.past}”" if self.past else ""
        return "; ".join(filter(None, (said, past)))


NOTHING = Stated((), (), None, "")


@dataclass(frozen=True)
class _Read:
    span: Span
    periods: Coded
    amounts: Coded
    may_be_past: bool  # a word in it may mark a view of the past

    @property
    def is_plain(self) -> bool:
        return not (self.periods.codes or self.amounts.codes or self.may_be_past)


class StatedReader:
    """Reads each sentence's words once, however many statements stand in it."""

    def __init__(self, document: Document, frames: Iterable[Frame], lang: str, published: date | None) -> None:
        self.text = document.text
        self.lang = lang
        self.published = published
        self._sentences = document.sentences
        self._contents: dict[int, list[Span]] = {}
        self._last: _Read | None = None
        for frame in frames:
            self._contents.setdefault(frame.sentence, []).extend(frame.content)

    def read(self, frame: Frame) -> Stated:
        sentence = self._sentences[frame.sentence]
        read = self._words(_covering([Span(sentence.start, sentence.end), *frame.content, *frame.cue]))
        if read.is_plain:
            return NOTHING
        named = [period for span in frame.content for period in self._periods(read.periods, span)]
        taken = [period.span for period in named]
        quantities = tuple(
            quantity
            for span in (frame.content if read.amounts.codes else ())
            for quantity in find_quantities(self.text, read.amounts, self.lang, *_within(read.amounts, span))
            if not any(quantity.span.overlaps(other) for other in taken)
        )
        told = frame.cue and (read.periods.codes or read.may_be_past)
        said, past = self._beside_cue(frame, read) if told else (None, "")
        return Stated(quantities, tuple(_mention(period) for period in named), said, past)

    def _words(self, span: Span) -> _Read:
        if self._last is None or self._last.span != span:
            self._last = self._read_words(span)
        return self._last

    def _read_words(self, span: Span) -> _Read:
        hints = 0
        hints_of = _hints(self.lang)
        for chunk in self.text[span.start : span.end].split():
            hints |= hints_of(chunk) if len(chunk) <= LONGEST_CHUNK else _hints_in(chunk, self.lang)
        has_amount, has_period, may_be_past = can_be_amount(hints), bool(hints & PERIOD), bool(hints & PAST)
        if not has_period and not has_amount:
            return _Read(span, EMPTY, EMPTY, may_be_past)
        words = read_words(self.text, span.start, span.end)
        periods = code_periods(words, self.lang) if has_period else EMPTY
        amounts = code_amounts(words, self.lang) if has_amount else EMPTY
        return _Read(span, periods, amounts, may_be_past)

    def _periods(self, coded: Coded, span: Span, *, ahead: bool | None = None) -> list[Period]:
        if not coded.codes:
            return []
        first, last = _within(coded, span)
        return list(
            periods_in(coded, self.text, self.lang, published=self.published, ahead=ahead, first=first, last=last)
        )

    def _beside_cue(self, frame: Frame, read: _Read) -> tuple[DateMention | None, str]:
        cue = _covering(frame.cue)
        clause = _clause_of(cue, read.span, [span for span in self._contents[frame.sentence] if not span.covers(cue)])
        periods = self._periods(read.periods, clause, ahead=False)
        if frame.source is not None:
            periods = [period for period in periods if not _is_inside(period.span, frame.source)]
        beside = [period for period in periods if self._is_beside(period, cue, clause)]
        said = min(beside, key=lambda period: _distance(period.span, cue), default=None)
        past = self._past(clause, cue, beside) if beside or read.may_be_past else ""
        return _mention(said) if said else None, past

    def _is_beside(self, period: Period, cue: Span, clause: Span) -> bool:
        """Not ahead of the article, and not in a clause of its own: "X, who came in 2019, said"."""
        if period.bound is not Bound.WITHIN or _distance(period.span, cue) > REACH:
            return False
        if self.published and period.first and period.first > self.published:
            return False
        between = self.text[min(period.span.end, cue.end) : max(period.span.start, cue.start)]
        return period.form is Form.WEEKDAY or period.span.start == clause.start or "," not in between

    def _past(self, clause: Span, cue: Span, beside: Iterable[Period]) -> str:
        close = self._between_commas(clause, cue)
        words = close.of(self.text)
        for period in beside:
            if not self._bears_on(period.span, clause, close):
                continue
            named = period.span.of(self.text)
            over = period.last is None or self.published is None or period.last < self.published
            still = STILL[self.lang].match(named) or (period.form is Form.AGO and STILL[self.lang].search(words))
            if (still and over) or (period.form is Form.AGO and VIEW[self.lang].search(words)):
                return named
        for match in _past_markers(self.lang).finditer(self.text, clause.start, clause.end):
            marker = Span(*match.span())
            if self._bears_on(marker, clause, close) and self._holds(marker, words, cue):
                return match.group()
        return ""

    def _between_commas(self, clause: Span, cue: Span) -> Span:
        before, behind = self.text[clause.start : cue.start], self.text[cue.end : clause.end]
        start = max(before.rfind(mark) for mark in CLAUSE_MARKS) + 1
        ends = [at for mark in CLAUSE_MARKS if (at := behind.find(mark)) >= 0]
        return Span(clause.start + start, cue.end + min(ends, default=len(behind)))

    def _bears_on(self, words: Span, clause: Span, close: Span) -> bool:
        """In the cue's own clause, or opening the sentence: "Until recently, analysts believed"."""
        opens = not self.text[clause.start : words.start].strip() and self.text[words.end : words.end + 1] == ","
        return close.covers(words) or opens

    def _holds(self, marker: Span, words: str, cue: Span) -> bool:
        condition = _conditions(self.lang)[marker.of(self.text).lower()]
        if condition == "pluperfect":
            return PLUPERFECT[self.lang].search(words) is not None
        if condition == "view":
            return VIEW[self.lang].search(words) is not None
        if condition == "within":
            return cue.covers(marker)
        return condition == "always" or self.text[marker.end : cue.start].isspace()


def _hints_in(chunk: str, lang: str) -> int:
    """What the words of a chunk can be: flags of amounts, PERIOD and PAST."""
    hints = 0
    for word in WORD.findall(chunk):
        hints |= hint_of(word, lang)
        hints |= PERIOD if may_head_period(word, lang) else 0
        hints |= PAST if word.lower() in _past_words(lang) else 0
    return hints


@cache
def _hints(lang: str) -> Callable[[str], int]:
    return lru_cache(maxsize=WORDS_KEPT)(partial(_hints_in, lang=lang))


@cache
def _past_words(lang: str) -> frozenset[str]:
    """The longest word of each marker: "used" of "used to"."""
    return frozenset(max(words.lower().split(), key=len) for words in table(lang, "past_markers"))


@cache
def _past_markers(lang: str) -> re.Pattern[str]:
    words = sorted(table(lang, "past_markers"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


@cache
def _conditions(lang: str) -> dict[str, str]:
    return {words.lower(): condition for words, condition in table(lang, "past_markers").items()}


def _clause_of(cue: Span, around: Span, contents: Iterable[Span]) -> Span:
    """The stretch around the cue, up to what is said on either side."""
    start, end = around.start, around.end
    for span in contents:
        if span.end <= cue.start:
            start = max(start, span.end)
        elif span.start >= cue.end:
            end = min(end, span.start)
    return Span(start, end)


def _covering(spans: Sequence[Span]) -> Span:
    if len(spans) == 1:
        return spans[0]
    return Span(min([span.start for span in spans]), max([span.end for span in spans]))


def _within(coded: Coded, span: Span) -> tuple[int, int]:
    """The items that lie in the span as a whole."""
    first = bisect_left(coded.starts, span.start)
    return first, max(first, bisect_right(coded.ends, span.end))


def _is_inside(words: Span, source: Span) -> bool:
    """A day within a source belongs to it ("the report of May 3"); one that leads it was only taken along."""
    return source.covers(words) and words.start != source.start


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _mention(period: Period) -> DateMention:
    return DateMention(period.span, period.first, period.last, period.why)
