"""The names in a stretch of text: whole, with their numbers, without the words they are compounded with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.extract.dictionary import function_words, is_common, is_genitive, is_german_name, is_german_noun
from claims.extract.lexicon_files import entries
from claims.extract.people import given_gender
from claims.extract.places import is_place_word, origin_of, place_named
from claims.extract.roles import organisation_role, person_role
from claims.text import Span

# A run of words with capitals and numbers, as it stands in a line of text.
RUN = re.compile(
    r"(?<![\w@#/-])(?:(?:[A-Z]\.){2,}|[A-ZÄÖÜÉ][\w’'+\-‑]*|[a-z]{1,3}[A-Z][\w\-]*|\d+[A-Z][\w\-]*)"
    r"(?:[ \u00a0](?:(?:[A-Z]\.){2,}"
    r"|[A-ZÄÖÜÉ][\w’'+\-‑]*|[a-z]{1,3}[A-Z][\w\-]*|\d{1,4}[A-Za-z]{0,3}\b(?![.,]?\d|-\w)))*"
)
WORD_OF_RUN = re.compile(r"[^ \u00a0]+")
POSSESSIVES = ("'s", "’s", "s'", "s’")
MODEL = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w\-]{2,}$|\d{1,4}$")
MEASURE = re.compile(r"\d+(?:[A-Za-z]{1,2}|Bit|bit|fach|er|nm|GHz|MHz|FPS)$")
YEAR = re.compile(r"(?:19|20)\d\d$")
LONGEST_HEADLINE = 5  # words with capitals in a row; more of them are a headline
# Nouns that a number follows without making a name of them.
COUNTED = frozenset(
    "modell version generation ende anfang mitte seite kapitel artikel absatz platz nummer stufe jahr sommer winter"
    " patent herbst frühjahr quartal samt paragraf phase klasse teil runde serie tag uhr"
    " section page chapter article step part level phase day round gen number figure table title rule stage".split()
)


@dataclass(slots=True)
class Word:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Which words with capitals are names in this article."""

    text: str
    lang: str
    known: frozenset[str]  # the words of the people and organisations that the article names
    pairs: frozenset[tuple[str, str]]  # German: words with capitals that stand side by side more than once
    inside: frozenset[str]  # English: words that have a capital where no sentence begins

    def names_in(self, span: Span) -> Iterator[Span]:
        for run in RUN.finditer(self.text, span.start, span.end):
            words = [Word(w.group(), run.start() + w.start()) for w in WORD_OF_RUN.finditer(run.group())]
            opens = self._opens_sentence(run.start(), span.start)
            if self.lang == "de":
                yield from self._german(words, opens=opens)
            else:
                yield from self._english(words, opens=opens)

    def _opens_sentence(self, start: int, content_start: int) -> bool:
        before = self.text[max(content_start, start - 3) : start].rstrip(' „“"”‘»«')
        return not before or before[-1:] in ".!?:…\n"

    def _english(self, words: list[Word], *, opens: bool) -> Iterator[Span]:
        headline = len(words) > LONGEST_HEADLINE
        name: list[Word] = []
        for i, word in enumerate(words):
            bare = _without_possessive(word.text)
            if name and given_gender(bare) and bare in self.known and all(is_common(w.text, "en") for w in name):
                name = []  # General Letitia James
            if i + 1 < len(words) and is_place_word(f"{bare} {_without_possessive(words[i + 1].text)}", "en"):
                name.append(word)  # New York
                continue
            if "-" in bare and bare.rsplit("-", 1)[1].islower():
                bare = bare.split("-", 1)[0]  # AI-powered
                word = Word(bare, word.start)
            if opens and i == 0 and len(words) > 1 and self._only_opens(bare, words[1].text):
                continue
            if self._is_english_part(bare, name, opens=opens and i == 0 and len(words) == 1, headline=headline):
                name.append(word)
                if bare == word.text:
                    continue
            yield from _closed(name)
            name = []
        yield from _closed(name)

    def _only_opens(self, bare: str, following: str) -> bool:
        """Generative AI: an everyday word with the capital of its sentence before a word that is no name."""
        generic = following.lower() in entries("en", "generic_names")
        return generic and bare not in self.inside and is_common(bare.lower(), "en")

    def _is_english_part(self, bare: str, name: list[Word], *, opens: bool, headline: bool) -> bool:
        lower = bare.lower()
        if bare[0].isdigit():
            return bool(name) or (not bare.isdigit() and bool(MODEL.match(bare)) and not MEASURE.match(bare))
        if lower in function_words("en") or lower in entries("en", "time_nouns") or bare in entries("en", "time_nouns"):
            return False
        if bare in self.known or (name and bare in entries("any", "name_parts")):
            return True
        if lower in entries("en", "generic_names") or (person_role(lower, "en") and not name):
            return False
        if place_named(bare, "en"):
            return True
        if origin_of(bare, "en") and not name:
            return False
        if headline or opens:
            return len(bare) > 1 and (bare in self.inside or not is_common(lower, "en"))
        return len(bare) > 1 or bool(name)

    def _german(self, words: list[Word], *, opens: bool) -> Iterator[Span]:
        name: list[Word] = []
        for i, word in enumerate(words):
            following = words[i + 1].text if i + 1 < len(words) else ""
            part = self._german_part(word, name, following, opens=opens and i == 0)
            if part is None:
                yield from _closed(name)
                name = []
                continue
            name.append(part)
            if part.end < word.end or self._is_genitive(word.text, following):
                yield from _closed(name)
                name = []
        yield from _closed(name)

    def _german_part(self, word: Word, name: list[Word], following: str, *, opens: bool) -> Word | None:
        """The word, or the part of a compound, that belongs to a name."""
        text = _without_possessive(word.text)
        if text[0].isdigit():
            belongs = bool(name) and not (YEAR.match(text) and not name[-1].text.isupper())
            return Word(text, word.start) if belongs or self._is_model(text) else None
        if name and text in entries("any", "name_parts"):
            return Word(text, word.start)
        if text.lower() in entries("de", "generic_names") or len(text) < 2:
            return Word(text, word.start) if name and len(text) == 1 else None
        if "-" in text:
            return self._leading_part(word)
        if self._is_name(text) or (name and self._stands_twice(name[-1].text, text)):
            return Word(text, word.start)
        if following and MODEL.match(following) and not YEAR.match(following) and text.lower() not in COUNTED:
            counted = is_german_noun(text) and (following.isdigit() and self._is_counted(text))
            is_function_word = opens and text.lower() in function_words("de")
            return None if is_function_word or counted else Word(text, word.start)
        return None

    def _is_counted(self, text: str) -> bool:
        return bool(person_role(text.lower(), "de") or organisation_role(text.lower(), "de")) or len(text) > 9

    def _is_model(self, text: str) -> bool:
        if "-" in text and any(c.islower() for c in text):
            return False  # 4G-fähigen
        return not text.isdigit() and bool(MODEL.match(text)) and not MEASURE.match(text) and len(text) > 2

    def _is_name(self, text: str) -> bool:
        stem = text[:-1] if text.endswith("s") else text
        if text in entries("de", "time_nouns") or text.lower() in function_words("de"):
            return False
        if text in self.known or stem in self.known or place_named(text, "de"):
            return True
        return not is_place_word(text, "de") and (is_german_name(text) or bool(given_gender(text)))

    def _stands_twice(self, before: str, text: str) -> bool:
        """Two words that the article puts side by side again are one name: Deutsche Bank, Tarn Werke."""
        return (before, text) in self.pairs and not person_role(text.lower(), "de")

    def _is_genitive(self, text: str, following: str) -> bool:
        """Huaweis CloudMatrix are two names, Los Angeles is one."""
        if not text.endswith("s") or not following or following[0].isdigit():
            return False
        stem = text[:-1]
        if is_genitive(text, following) and text not in self.known and not place_named(text, "de"):
            return True
        return stem in self.known or stem in entries("de", "names_in_dictionaries") or bool(place_named(stem, "de"))

    def _leading_part(self, word: Word) -> Word | None:
        """NVIDIA-Chef -> NVIDIA, QSE-5-Zellen -> QSE-5, Face-ID whole, KI-Chip nothing."""
        parts = word.text.split("-")
        taken = 0
        while taken < len(parts) and self._is_compound_part(parts[taken], taken):
            taken += 1
        text = "-".join(parts[:taken])
        if not text or text.lower() in entries("de", "generic_names") or origin_of(text, "de") or text in ("US", "EU"):
            last = parts[-1]
            is_name = taken < len(parts) and any(c.isupper() for c in last[1:]) and not last.isupper()
            return Word(last, word.end - len(last)) if is_name else None
        return Word(text, word.start)

    def _is_compound_part(self, part: str, taken: int) -> bool:
        if not part:
            return False
        if part.isdigit() or (taken and part.isupper()):
            return taken > 0
        return part.lower() not in entries("de", "generic_names") and self._is_name(part)


def _without_possessive(word: str) -> str:
    return next((word[:-2] + ("s" if e[0] == "s" else "") for e in POSSESSIVES if word.endswith(e)), word)


def _closed(name: list[Word]) -> Iterator[Span]:
    if name:
        last = _without_possessive(name[-1].text).rstrip("-’'+" if not name[-1].text.endswith("++") else "-’'")
        end = name[-1].start + len(last)
        if end > name[0].start:
            yield Span(name[0].start, end)
