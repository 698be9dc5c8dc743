"""English closed word classes, and what a single token can be."""

import re

from claims.extract.english.verbs import FINITE
from claims.extract.lexicon_files import entries
from claims.extract.tokens import Shape, Token

DETERMINERS = entries("en", "determiners")
PRONOUNS = entries("en", "pronouns")
SUBJECT_PRONOUNS = frozenset("i he she it we they you".split())
SUBORDINATORS = entries("en", "subordinators")
PREPOSITIONS = entries("en", "prepositions")
TIME_WORDS = entries("en", "time_words")
ADVERBS = entries("en", "adverbs")
PEOPLE = entries("en", "people") | entries("en", "person_roles")
PERSONAL = frozenset("i he she we they who everyone everybody someone somebody many most others".split())
CONJUNCTIONS = frozenset("and but or nor yet so".split())
NOT_ADVERBS = frozenset("family only early daily weekly monthly july italy ally rally reply supply assembly".split())


def is_adverb(token: Token) -> bool:
    lower = token.lower
    if lower in ADVERBS:
        return True
    return lower.endswith("ly") and len(lower) > 4 and lower not in NOT_ADVERBS and not token.is_capitalised


def pronoun_of(token: Token) -> str:
    """The subject pronoun of "he" and "he's", "" for any other word."""
    stem = re.split("['’]", token.lower, maxsplit=1)[0]
    return stem if stem in SUBJECT_PRONOUNS else ""


def is_name_quote(token: Token) -> bool:
    if token.shape is not Shape.QUOTE or token.size > 5:
        return False
    inner = token.text.strip("“”\"'`‘’ ")
    words = [word for word in inner.split() if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words) and inner[-1:] not in ".!?,"


def is_quotation(token: Token) -> bool:
    return token.shape is Shape.QUOTE and not is_name_quote(token)


def looks_finite(token: Token) -> bool:
    lower = token.lower
    return lower in FINITE or (lower.endswith("ed") and len(lower) > 4 and not token.is_capitalised)
