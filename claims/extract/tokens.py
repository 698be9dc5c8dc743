"""A text as paragraphs and tokens, each with its place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from claims.text import Span

# A run of lines is one paragraph only where it was wrapped: the next line goes on in lower case.
LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
SENTENCE_MARKS = frozenset('.!?:…"“”»«')
TOKEN = re.compile(
    r"[A-Za-zÄÖÜäöüß]{2,}+(?![\w.'’\-\u2011/&\u00ad])"  # most words, told at the first try
    r"|(?:[^\W\d_]\.){2,}"  # U.S., z.B.
    r"|\d+(?:[.,:]\d+)*(?:[^\W_]+(?:[-/][^\W_]+)*)?"  # 1.000,5  910C  5-nm
    r"|[^\W_]+(?:(?:\.(?=[a-z\d])|['’\-\u2011/&\u00ad])[^\W_]+)*"  # Grace-Blackwell, nvidia.com, Intel’s
    r"|'(?=''(?!'))|''|``|[^\s\w]|_"  # three are one and two: ''He said 'no'''
)
LONGEST_WORD = 60  # beyond it a run of letters is no word of any lexicon, and lowering it would only cost
WORDS_KEPT = 65_536


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """No Enum: looking up a member of one costs many times as much, and every matcher asks each token for its shape."""

    name: str

    WORD: ClassVar["Shape"]
    NUMBER: ClassVar["Shape"]
    PUNCT: ClassVar["Shape"]
    QUOTE: ClassVar["Shape"]  # a whole quotation, marks included, as one opaque token
    PAREN: ClassVar["Shape"]  # a whole bracket as one opaque token


for _name in ("WORD", "NUMBER", "PUNCT", "QUOTE", "PAREN"):
    setattr(Shape, _name, Shape(_name))


@dataclass(slots=True)
class Token:
    start: int
    end: int
    text: str
    lower: str
    shape: Shape
    size: int = 1  # words inside, for quotations and brackets

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_capitalised(self) -> bool:
        return self.shape is Shape.WORD and self.text[:1].isupper()

    def is_mark(self, marks: str) -> bool:
        return self.shape is Shape.PUNCT and self.text in marks


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start, end, last = -1, -1, ""
    for line in LINE.finditer(text):
        shown = line.group().strip()
        if not shown:
            continue
        wrapped = (
            start >= 0
            and last not in SENTENCE_MARKS
            and shown[0].islower()
            and text.count("\n", end, line.start()) <= 1
        )
        if not wrapped:
            if start >= 0:
                yield start, end
            start = line.start()
        end, last = line.end(), shown[-1]
    if start >= 0:
        yield start, end


def tokenize(text: str, start: int, end: int) -> list[Token]:
    tokens = []
    at = start
    for word in TOKEN.findall(text, start, end):
        begin = text.find(word, at)  # nothing but space lies between them, so that each is the next of its kind
        at = begin + len(word)
        known, lower, shape = _read_word(word) if at - begin <= LONGEST_WORD else (word, "", _shape(word))
        tokens.append(Token(begin, at, known, lower, shape))
    return tokens


@lru_cache(maxsize=WORDS_KEPT)
def _read_word(word: str) -> tuple[str, str, Shape]:
    """The word too: one string for all its places, so that no lexicon has to hash it again."""
    return word, word.lower(), _shape(word)


def _shape(word: str) -> Shape:
    first = word[0]
    if first.isdigit():
        return Shape.NUMBER
    return Shape.WORD if first.isalnum() else Shape.PUNCT
