"""English words as the parts of a proposition are told by them: which may open a phrase, which close one."""

from functools import lru_cache

import simplemma

from claims.extract.english import phrases
from claims.extract.english.bare_clauses import PLURAL_VERBS
from claims.extract.english.phrases import ADVERBS, CONJUNCTIONS, DETERMINERS, SUBORDINATORS, is_adverb
from claims.extract.english.verbs import AUXILIARY
from claims.extract.lexicon_files import entries
from claims.extract.slots.parts import numerals
from claims.extract.tokens import Shape, Token

SIGNS = "$€£"
PREPOSITIONS = phrases.PREPOSITIONS | {"off", "ahead"}
RELATIVES = frozenset("who which that whose where".split())
BOUNDARIES = SUBORDINATORS | CONJUNCTIONS | RELATIVES
PARTICLES = frozenset("up down out off away back over on in through".split())
BASE_VERBS = entries("en", "action_verbs") | PLURAL_VERBS
NUMERALS = numerals("en")
OBJECT_PRONOUNS = frozenset("it us them him me you nothing anything something everything".split())
# What bounds a number belongs to its phrase: the word, and what may stand between it and the number.
BOUNDS = dict.fromkeys("about around over under nearly almost some roughly".split(), "") | {
    "up": "to",
    "more": "than",
    "less": "than",
    "fewer": "than",
}
# Participles that are like their verb.
UNCHANGED = frozenset("put cut set hit shut split spread let run come become read cost beat".split())


def opens_phrase(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.lower in PARTICLES | {"that", "too"}:
        return False
    if token.shape is Shape.NUMBER or token.lower in DETERMINERS or token.is_capitalised or token.text in SIGNS:
        return True
    return token.shape in (Shape.WORD, Shape.QUOTE) and token.lower not in AUXILIARY | PREPOSITIONS | BOUNDARIES


def closes_phrase(tokens: list[Token], at: int, end: int) -> bool:
    return at >= end or tokens[at].shape is Shape.PUNCT or tokens[at].lower in PREPOSITIONS | BOUNDARIES


def is_participle(token: Token) -> bool:
    """Of any verb, where an auxiliary stands before it."""
    lower = token.lower
    if token.shape is not Shape.WORD or token.is_capitalised or lower.endswith(("s", "er", "ing")) or lower in ADVERBS:
        return False
    return lower.endswith("ed") or (_lemma(lower) != lower) or lower in UNCHANGED


@lru_cache(maxsize=65_536)
def _lemma(word: str) -> str:
    return str(simplemma.lemmatize(word, lang="en"))


def is_aside(token: Token) -> bool:
    return is_adverb(token) and token.lower not in DETERMINERS


def behind_bound(tokens: list[Token], at: int, end: int) -> int:
    """Where the number is that is bounded here: "about 300", "up to 6", "at least 130"; `at` where none is."""
    lower = tokens[at].lower
    number = at
    if lower == "at" and at + 1 < end and tokens[at + 1].lower in ("least", "most"):
        number = at + 2
    elif lower in BOUNDS:
        number = at + 1 + (at + 1 < end and tokens[at + 1].lower == BOUNDS[lower])
    return number if at < number < end and _is_number(tokens[number]) else at


def _is_number(token: Token) -> bool:
    return token.shape is Shape.NUMBER or token.text in SIGNS or token.lower in NUMERALS
