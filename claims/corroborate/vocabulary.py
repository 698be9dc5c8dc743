"""Words that say nothing, words that mean the same, and the parts of German compounds. All are data."""

import functools
from importlib import resources

from claims.text import fold

SHORTEST_PART = 4
LINKING = ("", "s", "es", "n", "en", "er", "e")  # between the parts of a compound: "Arbeit-s-platz"


def read_lines(name: str) -> list[str]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@functools.cache
def empty_words(lang: str) -> frozenset[str]:
    return frozenset(fold(word) for line in read_lines(f"empty.{lang}.txt") for word in line.split())


def is_empty(word: str, lang: str) -> bool:
    """Articles, auxiliaries, words of reporting: they say nothing about what is claimed. In either language if `lang`
    is neither."""
    folded = fold(word)
    return any(folded in empty_words(each) for each in ((lang,) if lang in ("de", "en") else ("de", "en")))


@functools.cache
def load_glossary() -> dict[tuple[str, str], str]:
    """(language, basic form) -> the form both languages share; one line of glossary.tsv is one meaning."""
    glossary = {}
    for line in read_lines("glossary.tsv"):
        german, english = line.split("\t")
        shared = fold(english.split(",")[0])
        for lang, forms in (("de", german), ("en", english)):
            for form in forms.split(","):
                glossary[lang, fold(form)] = shared
    return glossary


def shared_word(lemma: str, lang: str) -> str:
    return load_glossary().get((lang, lemma), lemma)


@functools.lru_cache(maxsize=50_000)
def parts_of_compound(lemma: str) -> tuple[str, ...]:
    """The two words of the glossary that a German compound is made of; () where it is none, or a meaning of its own."""
    glossary = load_glossary()
    if ("de", lemma) in glossary or len(lemma) < 2 * SHORTEST_PART:
        return ()
    for at in range(len(lemma) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        head = lemma[at:]
        if ("de", head) not in glossary:
            continue
        for link in LINKING:
            first = lemma[:at].removesuffix(link)
            if lemma[:at].endswith(link) and len(first) >= SHORTEST_PART and ("de", first) in glossary:
                return first, head
    return ()
