"""What a person types -> what is looked for: words that must all occur, "words in order", -words that must not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, product

from claims.fulltext.forms import LANGUAGES, WORD, tokens

PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]|(?P<word>\S+))')
MAX_READINGS = 32  # of one phrase in one language: each word may be a noun or none

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One thing that is looked for. A text has it if it has the tokens of one of the readings in a row."""

    readings: tuple[Tokens, ...]


@dataclass(frozen=True)
class Question:
    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]

    @property
    def asks(self) -> bool:
        return bool(self.wanted or self.unwanted)


NOTHING = Question((), ())


def read_question(typed: str) -> Question:
    """Whatever is typed is a question; where nothing in it is a word it asks for nothing."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in PART.finditer(typed):
        words = WORD.findall(part["phrase"] or part["word"] or "")
        readings = tuple(dict.fromkeys(filter(None, _readings(words))))
        if readings:
            (unwanted if part["minus"] else wanted).append(Term(readings))
    return Question(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def _readings(words: list[str]) -> Iterable[Tokens]:
    """As it would stand in a text of each language, with capitals or without: nobody knows how it is meant."""
    for lang in (*LANGUAGES, ""):
        spellings = ([tokens(each, lang) for each in (word, word.lower(), word.capitalize())] for word in words)
        for reading in islice(product(*(dict.fromkeys(each) for each in spellings)), MAX_READINGS):
            yield tuple(token for part in reading for token in part)
