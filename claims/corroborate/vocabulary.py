"""Words that say nothing, words that mean the same, and the parts of German compounds. All are data."""

import functools
from importlib import resources

import simplemma

from claims.text import fold

SHORTEST_PART = 4
PARTICLES = frozenset("ab an auf aus bei durch ein her hin los mit nach um vor weg weiter zu zurück zusammen".split())
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


@functools.cache
def german_words() -> frozenset[str]:
    """Those that a compound can be taken apart into."""
    alike = (fold(word) for line in read_lines("compound_parts.de.txt") for word in line.split())
    return frozenset(form for lang, form in load_glossary() if lang == "de") | frozenset(alike)


@functools.lru_cache(maxsize=50_000)
def parts_of_compound(lemma: str) -> tuple[str, ...]:
    """The two known words that a German compound is made of; () where it is none, or has a meaning of its own."""
    known = german_words()
    if lemma in known:
        return ()
    for at in range(SHORTEST_PART, len(lemma) - SHORTEST_PART + 1):  # the longest last part first
        last = fold(simplemma.lemmatize(lemma[at:], lang="de"))
        if last in known:
            for link in LINKING:
                first = lemma[:at].removesuffix(link)
                if lemma[:at].endswith(link) and len(first) >= SHORTEST_PART and first in known:
                    return first, last
    return ()


def particle_verb(lemma: str, particle: str) -> str:
    """ "stellt den Verkauf ein" is of "einstellen", where the glossary knows that; "" where it does not."""
    joined = particle + lemma
    return joined if particle in PARTICLES and ("de", joined) in load_glossary() else ""
