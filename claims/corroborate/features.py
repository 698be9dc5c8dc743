"""What a statement is about, in terms that another statement, also one in the other language, can be compared by."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import resources

import simplemma

from claims.corroborate.deadlines import find_deadline
from claims.text import STOPWORDS, fold

WORD = re.compile(r"[^\W\d_]{3,}")
# 1.200, 1,200, 40, 2.5 with an optional percent sign; a separator before exactly three digits groups thousands.
NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?)(?![\w]|[.,]\d)\s?(%|Prozent\b|per ?cent\b)?")
# A year places a claim in time; it is no value that two statements could differ in.
YEAR = re.compile(r"(?:19|20)\d\d")
# Words of reporting itself; they say nothing about what is claimed.
EMPTY = frozenset("sagen say tell told mitteilen report berichten erklären company unternehmen konzern firm".split())
MAX_KEY_LENGTH = 80
CONTEXT = "cs"


@dataclass(frozen=True)
class Features:
    """What is compared, and where it was said.

    `keys` are what claims are found by: "e:12" an entity, "n:40%" a number, "d:2026-09-30" a deadline, "w:launch" a
    word in its basic form. `context` is whom the article is mainly about ("c:12") and who spoke ("s:7"): it makes a
    match surer and never makes one.
    """

    keys: frozenset[str]
    context: frozenset[str] = frozenset()

    @classmethod
    def of(cls, stored: Iterable[str]) -> "Features":
        """The features that were kept as one set of keys."""
        known = frozenset(stored)
        context = frozenset(key for key in known if key[0] in CONTEXT)
        return cls(known - context, context)

    @property
    def stored(self) -> frozenset[str]:
        return self.keys | self.context

    def keys_of(self, kind: str) -> frozenset[str]:
        return frozenset(key for key in self.keys if key[0] == kind)


def describe(
    content: str,
    lang: str,
    entity_ids: Iterable[int],
    *,
    known_names: Iterable[str] = (),
    said_on: date | None = None,
    main_ids: Iterable[int] = (),
    speaker_id: int | None = None,
) -> Features:
    """`known_names` are the entities' words in the content, which are compared as entities and not as words too."""
    named = {fold(word) for name in known_names for word in WORD.findall(name)}
    deadline = find_deadline(content, said_on)
    keys = {f"e:{entity_id}" for entity_id in entity_ids}
    keys |= {f"w:{number}" if YEAR.fullmatch(number) else f"n:{number}" for number in numbers(content)}
    keys = {key for key in keys if len(key) <= MAX_KEY_LENGTH}
    keys |= {f"d:{deadline}"} if deadline else set()
    keys |= {f"w:{word}"[:MAX_KEY_LENGTH] for word in content_words(content, lang) - named}
    context = {f"c:{entity_id}" for entity_id in main_ids} | ({f"s:{speaker_id}"} if speaker_id else set())
    return Features(frozenset(keys), frozenset(context))


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
