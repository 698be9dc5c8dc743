"""What a statement is about, in terms that another statement, also one in the other language, can be compared by."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

import simplemma

from claims.text import STOPWORDS, fold

WORD = re.compile(r"[^\W\d_]{3,}")
# 1.200, 1,200, 40, 2.5 with an optional percent sign; a separator before exactly three digits groups thousands.
NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?)(?![\w]|[.,]\d)\s?(%|Prozent\b|per ?cent\b)?")
# Words of reporting itself; they say nothing about what is claimed.
EMPTY = frozenset("sagen say tell told mitteilen report berichten erklären company unternehmen konzern firm".split())
MAX_KEY_LENGTH = 80


@dataclass(frozen=True)
class Features:
    """`keys` are what claims are found by: "e:12" an entity, "n:40%" a number, "w:launch" a word in its basic form."""

    keys: frozenset[str]

    @property
    def entities(self) -> frozenset[str]:
        return frozenset(key for key in self.keys if key.startswith("e:"))

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(key for key in self.keys if key.startswith("n:"))


def describe(content: str, lang: str, entity_ids: Iterable[int], known_names: Iterable[str] = ()) -> Features:
    """`known_names` are the entities' words in the content, which are compared as entities and not as words too."""
    named = {word for name in known_names for word in WORD.findall(name.casefold())}
    keys = {f"e:{entity_id}" for entity_id in entity_ids}
    keys |= {f"n:{number}" for number in numbers(content)}
    keys |= {f"w:{word}"[:MAX_KEY_LENGTH] for word in content_words(content, lang) - {fold(name) for name in named}}
    return Features(frozenset(keys))


def numbers(text: str) -> set[str]:
    """Numbers in one spelling, percentages marked: "1.200", "40%", "2.5" -> "1200", "40%", "2.5"."""
    found = set()
    for digits, percent in NUMBER.findall(text):
        grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits)
        plain = re.sub(r"[.,]", "", digits) if grouped else digits.replace(",", ".")
        found.add(plain + ("%" if percent else ""))
    return found


def content_words(text: str, lang: str) -> set[str]:
    """Basic forms of the words that carry meaning; those of the glossary in their shared, English form."""
    glossary = load_glossary()
    found = set()
    for word in WORD.findall(text):
        if word.lower() in STOPWORDS.get(lang, frozenset()):
            continue
        lemma = fold(simplemma.lemmatize(word, lang=lang)) if lang else fold(word)
        if lemma in EMPTY:
            continue
        shared = glossary.get((lang, lemma), lemma)
        found.add(shared)
    return found


@functools.cache
def load_glossary() -> dict[tuple[str, str], str]:
    """(language, basic form) -> the form both languages share; one line of glossary.tsv is one meaning."""
    glossary = {}
    table = resources.files(__package__).joinpath("glossary.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line or line.startswith("#"):
            continue
        german, english = line.split("\t")
        shared = fold(english.split(",")[0])
        for lang, forms in (("de", german), ("en", english)):
            for form in forms.split(","):
                glossary[lang, fold(form)] = shared
    return glossary
