"""Which capitalised words are everyday words and which are names: German writes every noun with a capital."""

from functools import cache, lru_cache

import simplemma

from claims.extract.lexicon_files import entries
from claims.text import STOPWORDS

LONGEST_WORD = 40  # beyond it a run of letters is neither
NOUN_ENDINGS = (
    *("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tät", "täten"),
    *("ismus", "chip", "chips", "karte", "karten", "markt", "system", "systeme", "systemen", "jahr", "jahre", "preis"),
    *("preise", "leistung", "geschäft", "technik", "nutzer", "modell", "modelle", "gerät", "geräte", "geräten"),
)
# Second parts of compounds that are as short as parts of made-up names ("Quantum-cape", "Snap-chat") but everyday.
SHORT_PARTS = frozenset(
    "app code deal kopf kurs mail maus ort pack pass pool rad ring satz shop spur stil team tor ware zoll zone zug"
    " amt art bau bild chip form geld haus jahr kern kette land last lauf netz plan rate rat raum spiel tag takt teil"
    " test ton typ weg welt werk wert zahl zeit".split()
)
LONGEST_NAME = 14  # letters; a longer word that no dictionary has is a compound
LINKS = ("s", "es", "n", "en", "er", "e", "")


@lru_cache(maxsize=65_536)
def is_common(word: str, lang: str) -> bool:
    """The word stands in the dictionary, as written or in lower case."""
    return bool(simplemma.is_known(word, lang=lang) or simplemma.is_known(word.lower(), lang=lang))


@lru_cache(maxsize=65_536)
def is_german_noun(word: str) -> bool:
    """An everyday word or a compound of two of them."""
    if word in entries("de", "names_in_dictionaries"):
        return False
    if len(word) > LONGEST_WORD or is_common(word, "de") or word.lower().endswith(NOUN_ENDINGS):
        return True
    return any(_is_second_part(word[i:]) and _is_first_part(word[:i]) for i in range(3, len(word) - 2))


def _is_second_part(word: str) -> bool:
    return (len(word) > 4 and is_common(word.capitalize(), "de")) or word in SHORT_PARTS


def _is_first_part(word: str) -> bool:
    return any(
        len(stem := word.removesuffix(link)) >= 3 and word.endswith(link) and is_common(stem, "de") for link in LINKS
    )


@lru_cache(maxsize=65_536)
def is_german_name(word: str) -> bool:
    """A name has capitals or digits inside, or is in no dictionary."""
    if len(word) > LONGEST_WORD or not word:
        return False
    letters = [c for c in word if c.isalpha()]
    if any(c.isupper() for c in letters[1:]) and "-" not in word:
        return True
    if letters and (any(c.isdigit() for c in word) or "." in word):
        return True
    if not word[0].isupper():
        return False
    stem = word[:-1] if word.endswith("s") and len(word) > 4 else word
    if word in entries("de", "names_in_dictionaries") or stem in entries("de", "names_in_dictionaries"):
        return True
    return len(word) <= LONGEST_NAME and not is_german_noun(word) and (stem == word or not is_german_noun(stem))


def is_genitive(word: str, following: str) -> bool:
    """Huaweis CloudMatrix are two names; Siemens Energy, Halden Systems Europe are one."""
    if not word.endswith("s") or len(word) < 6 or not following[:1].isupper():
        return False
    return word not in entries("de", "names_in_dictionaries") and following not in entries("any", "name_parts")


@cache
def function_words(lang: str) -> frozenset[str]:
    """What may stand with a capital at the start of a sentence and is no name."""
    lists = {
        "de": ("determiners", "pronouns", "adverbs", "hedges"),
        "en": ("determiners", "pronouns", "adverbs", "hedges", "subordinators", "prepositions", "time_words"),
    }
    extra = {
        "de": "dass laut wie als nachdem während obwohl zudem auch gemäß beim vom am im mit trotz statt neben".split(),
        "en": "mr mrs ms former ousted meanwhile however yet still also even new".split(),
    }
    return frozenset().union(*(entries(lang, name) for name in lists[lang]), STOPWORDS[lang], extra[lang])
