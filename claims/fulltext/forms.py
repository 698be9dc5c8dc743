"""A word -> the tokens it is indexed by: its basic form, of a German compound those of its parts."""

import functools
import re
from collections.abc import Iterable
from hashlib import sha256
from itertools import islice

import simplemma

from claims.corroborate.vocabulary import german_words, parts_of_compound
from claims.text import fold

# Numbers fall apart at their separators: "4,5" and "4.5" are two tokens in a row, and so are "GPT-5" and "GPT 5".
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
TOKEN = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"['’]s$")
APOSTROPHE = re.compile(r"['’]")
LONGEST_WORD = 40  # beyond it a run of letters is no word, and is cut off
MAX_WORDS = 15_000  # of one text: PostgreSQL knows no places beyond 16,383
LANGUAGES = ("de", "en")

# Stands between two texts that are kept as one, so that no phrase reaches from the one into the other.
BREAK = "xxbreakxx"

# What was kept by another lemmatiser or other compounds is made anew: see pipeline.searchable.
_WORDS_KNOWN = sha256(" ".join(sorted(german_words())).encode()).hexdigest()[:10]
VERSION = f"1 {simplemma.__version__} {_WORDS_KNOWN}"


def basic_forms(texts: Iterable[tuple[str, str]]) -> str:
    """Of (text, language) pairs, as one line of tokens."""
    return f" {BREAK} ".join(filter(None, (_forms_of(text, lang) for text, lang in texts)))


def _forms_of(text: str, lang: str) -> str:
    words = islice(WORD.finditer(text), MAX_WORDS)
    return " ".join(token for word in words for token in tokens(word[0], lang))


@functools.lru_cache(maxsize=100_000)
def tokens(word: str, lang: str) -> tuple[str, ...]:
    """As it stands in a text of that language; in neither German nor English the word itself."""
    bare = APOSTROPHE.sub("", POSSESSIVE.sub("", word))[:LONGEST_WORD]
    lemma = fold(_lemma(bare, lang)) if lang in LANGUAGES else fold(bare)
    parts = parts_of_compound(lemma) if lang == "de" else ()
    ends = _without_s if lang in LANGUAGES else str
    # Folding may leave a capital ("№"), and takes some letters apart ("½").
    return tuple(_for_every_engine(ends(each)) for part in parts or (lemma,) for each in TOKEN.findall(part.lower()))


def _lemma(word: str, lang: str) -> str:
    lemma: str = simplemma.lemmatize(word, lang=lang)
    # The dative plural of a compound that no dictionary has: "Speicherpreisen".
    if lang == "de" and lemma == word and word.endswith("n") and simplemma.is_known(word[:-1], lang=lang):
        return str(simplemma.lemmatize(word[:-1], lang=lang))
    return lemma


def _without_s(token: str) -> str:
    """Names stand in no dictionary, so their genitive ("Nvidias") and plural ("GPUs") end as they are written.

    That "Preis" loses its s, too, does no harm: it does so wherever it stands.
    """
    if not token.endswith("s") or token.endswith("ss") or len(token) < 4:
        return token
    is_short_word = len(token) == 4 and any(simplemma.is_known(token, lang=lang) for lang in LANGUAGES)
    return token if is_short_word else token[:-1]


def _for_every_engine(token: str) -> str:
    """PostgreSQL takes "9e1b" for the number 9e1 and a b."""
    return f"x{token}" if token[0].isdigit() and not token.isdigit() else token
