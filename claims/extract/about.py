"""What a statement is about: the names in what is said, without the one who says it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from claims.extract.attribution import Speaker
from claims.extract.document import Document
from claims.extract.frame import Frame
from claims.extract.name_words import NameFinder
from claims.extract.names import Names
from claims.extract.people import bare_forms
from claims.text import Span

# What a statement may begin with before its subject.
OPENING = re.compile(
    r"[\s„“\"”‚‘»«(]*(?:(?:dass|daß|that|if|whether|ob)\s+)?(?:(?:the|der|die|das|dem|den)\s+)?$", re.IGNORECASE
)
POINTING = {
    "de": re.compile(r"(?:\W*(?:dass\s+)?(?:\w+\s+){0,2})\b(dessen|deren)\b"),
    "en": re.compile(r"\W*(?:that\s+)?(?:\w+\s+)?\b(its|it)\b", re.IGNORECASE),
}
# These look back only from a capital: asking what stands before each letter of a text would take long.
CAPITAL_PAIR = re.compile(r"([A-ZÄÖÜ](?<!\w[A-ZÄÖÜ])\w+)(?= ([A-ZÄÖÜ]\w+))")
CAPITAL_INSIDE = re.compile(r"[A-Z](?<=[a-z,] [A-Z])\w+")
REACH = 300  # characters back to the name that a pronoun points to


@dataclass(frozen=True, slots=True)
class AboutReader:
    document: Document
    names: Names
    finder: NameFinder
    starts: tuple[int, ...]

    def read(self, frame: Frame, speaker: Speaker, taken: Collection[Span]) -> tuple[Span, ...]:
        """Names in the content, each once, outside of what is `taken` (source, quantities, dates)."""
        text = self.document.text
        own = {form for word in speaker.name.split() for form in bare_forms(word, self.names.lang)}
        found: list[Span] = []
        seen: set[str] = set()
        for span in frame.content:
            for place in self.finder.names_in(span):
                name = place.of(text)
                forms = {form for word in name.split() for form in bare_forms(word, self.names.lang)}
                is_speaker = bool(own) and all(bare_forms(w, self.names.lang) & own for w in name.split())
                if any(place.overlaps(other) for other in taken) or name.lower() in seen or forms & seen == forms:
                    continue
                if is_speaker and not OPENING.match(text[span.start : place.start]):
                    continue
                seen |= {name.lower()} | forms
                found.append(place)
        antecedent = self._pointed_at(frame, own)
        return (antecedent, *found) if antecedent is not None else tuple(found)

    def _pointed_at(self, frame: Frame, own: set[str]) -> Span | None:
        """dessen, its: the name right before, where only one can be meant."""
        text = self.document.text
        content = frame.content[0]
        match = POINTING[self.names.lang].match(text, content.start, content.end)
        if match is None:
            return None
        number = max(0, bisect_right(self.starts, content.start) - 1)
        begin = max(self.starts[max(0, number - 1)], content.start - REACH)
        if begin >= content.start:
            return None
        taken = [frame.source] if frame.source is not None else []
        before = [
            place
            for place in self.finder.names_in(Span(begin, content.start))
            if not any(place.overlaps(span) for span in taken) and not self._is_own(place, own)
        ]
        plain = before and (match.group(1).lower() in ("dessen", "deren") or len(before) == 1)
        return before[-1] if plain else None

    def _is_own(self, place: Span, own: set[str]) -> bool:
        return all(bare_forms(w, self.names.lang) & own for w in place.of(self.document.text).split())


def about_reader(document: Document, names: Names) -> AboutReader:
    pairs: frozenset[tuple[str, str]] = frozenset()
    inside: frozenset[str] = frozenset()
    if names.lang == "en":
        inside = frozenset(CAPITAL_INSIDE.findall(document.text))
    else:
        pairs = frozenset(p for p, times in Counter(CAPITAL_PAIR.findall(document.text)).items() if times > 1)
    finder = NameFinder(document.text, names.lang, names.words, pairs, inside)
    return AboutReader(document, names, finder, tuple(sentence.start for sentence in document.sentences))
