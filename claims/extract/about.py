"""What a statement is about: the names in what is said, without the one who says it."""

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

import simplemma

from claims.extract.attribution import Speaker
from claims.extract.lexicon_files import entries
from claims.text import Span

NAME_RUN = re.compile(
    r"\b(?:[A-ZÄÖÜ][\w’'+\-]*|[a-z]{1,3}[A-Z][\w\-]*|\d+[A-Z][\w\-]*)"
    r"(?:\s(?:[A-ZÄÖÜ][\w+\-]*|\d{1,4}[A-Za-z]{0,3}\b(?![.,]?\d)))*"
)
GERMAN_NOUN_ENDINGS = (
    "ung",
    "ungen",
    "heit",
    "keit",
    "schaft",
    "tion",
    "tionen",
    "tät",
    "ismus",
    "chip",
    "chips",
    "karte",
    "karten",
    "markt",
    "systeme",
    "system",
    "systemen",
    "jahr",
    "jahre",
    "preis",
    "preise",
    "leistung",
    "geschäft",
    "technik",
)
LONGEST_NAME_RUN = 5  # words


def about_in(
    text: str, content: Iterable[Span], speaker: Speaker, taken: Collection[Span], lang: str
) -> tuple[Span, ...]:
    """Names in the content, each once, without the speaker's own and outside what is `taken` (source, quantities)."""
    own = set(speaker.name.lower().split())
    seen: set[str] = set()
    found = []
    for span in content:
        for match in NAME_RUN.finditer(text, span.start, span.end):
            place = _name_part(match, lang, opens=_opens_sentence(text, match.start(), span.start))
            if place is None or any(place.overlaps(other) for other in taken):
                continue
            name = place.of(text).lower()
            if name in seen or set(name.split()) <= own:
                continue
            seen.add(name)
            found.append(place)
    return tuple(found)


def _opens_sentence(text: str, start: int, content_start: int) -> bool:
    before = text[max(content_start, start - 3) : start].rstrip(' „“"»')
    return not before or before[-1:] in ".!?"


def _name_part(match: re.Match[str], lang: str, *, opens: bool) -> Span | None:
    words = match.group().split()
    if len(match.group()) < 2 or len(words) > LONGEST_NAME_RUN or not _is_cased(words[0]):
        return None
    if lang == "en":
        if words[0].lower() in _english_function_words():
            skipped = len(words[0]) + 1
            return Span(match.start() + skipped, match.end()) if len(words) > 1 else None
        common = opens and len(words) == 1 and words[0][1:].islower() and _is_common("en", words[0].lower())
        return None if common or words[0] == "I" else Span(match.start(), match.end())
    return _german_part(match)


@cache
def _english_function_words() -> frozenset[str]:
    lists = ("determiners", "pronouns", "subordinators", "prepositions", "adverbs", "time_words")
    return frozenset().union(*(entries("en", name) for name in lists))


def _german_part(match: re.Match[str]) -> Span | None:
    """The first stretch of a run in which every word is a name: "Huaweis KI-Infrastruktur" is Huaweis."""
    start = end = -1
    for word in re.finditer(r"\S+", match.group()):
        if _is_german_name(word.group()) or (end >= 0 and word.group()[0].isdigit()):
            start = word.start() if start < 0 else start
            end = word.end()
        elif end >= 0:
            break
    return Span(match.start() + start, match.start() + end) if end >= 0 else None


def _is_cased(word: str) -> bool:
    return any(c.isupper() for c in word)


@lru_cache(maxsize=65_536)
def _is_german_name(word: str) -> bool:
    """German writes every noun with a capital: a name has more of them, a digit, or is in no dictionary."""
    if len(word) > 40:
        return False
    letters = [c for c in word if c.isalpha()]
    if any(c.isdigit() for c in word) or (sum(c.isupper() for c in letters) >= 2 and "-" not in word):
        return True
    if "-" in word:
        return any(_is_german_name(part) for part in word.split("-") if len(part) > 3)
    if not word[0].isupper() or word.lower().endswith(GERMAN_NOUN_ENDINGS) or len(word) > 10:
        return False
    return not _is_common("de", word) and not _is_common("de", word.lower())


@lru_cache(maxsize=65_536)
def _is_common(lang: str, word: str) -> bool:
    return bool(simplemma.is_known(word, lang=lang))
