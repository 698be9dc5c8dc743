"""A stretch of text as words in code: one letter for each word says what it may be part of.

A grammar is then a regular expression over the letters, the same for every language, and the words of a language are
data: a lexicon gives each its letter and its value.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claims.text import Span

WORD = re.compile(
    r"[A-Za-zÄÖÜäöüß]++(?![\w.'’])"  # most words, told at the first try
    r"|\d{4}-\d\d-\d\d(?!\d)"  # 2027-05-03
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}(?!\d)|\d\d(?!\d))?(?=\D|$)"  # 03.05.2027, 3.5.
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)"
    r"|\d{1,3}(?:['’\u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?(?!\d)"  # 1'000, 1 000 with a space that does not break
    r"|\d{1,3}(?: \d{3}){0,4} 000(?![\d.,])"  # "20 000"; any other three digits may be a number of their own
    r"|(?:19|20)?\d0(?:er|s)\b"  # 2020er, 1990s
    r"|\d+(?:\.\d{3})*,[-–]{1,2}(?!\w)"  # 49,- Euro
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]{1,12}+\d[^\W_]*"  # H200, Q3
    r"|(?i:mio|mrd|tsd|bio|ca|jan|feb|mar|apr|jun|jul|aug|sept?|o[ck]t|nov|de[cz]|approx)\."
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\S"
)
LONGEST_WORD = 40  # beyond it a run of letters is in no lexicon
OTHER = "x"
WORDS_KEPT = 65_536  # whose entries are remembered

Entry = tuple[str, str]  # code, value
Run = tuple[tuple[str, ...], Entry]  # the words of one entry


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch as written, and where each begins."""

    texts: list[str]
    starts: list[int]


@dataclass(frozen=True, slots=True)
class Found:
    """What a lexicon says of one word: its own entry, and the longer ones that begin with it by their second word."""

    code: str
    value: str
    runs: Mapping[str, Sequence[Run]] = field(default_factory=dict)


UNKNOWN = Found(OTHER, "")
Lookup = Callable[[str], Found]


@dataclass(frozen=True, slots=True)
class Coded:
    """`codes[i]` is the letter of the i-th item, `values[i]` its value, `starts[i]` and `ends[i]` its place."""

    codes: str
    values: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, first: int, last: int) -> Span:
        """From the item `first` to the item before `last`."""
        return Span(self.starts[first], self.ends[last - 1])


EMPTY = Coded("", (), (), ())


def read_words(text: str, start: int, end: int) -> Words:
    texts = WORD.findall(text, start, end)
    starts = []
    at = start
    for word in texts:  # nothing but space lies between them, so that each is the next of its kind
        at = text.find(word, at)
        starts.append(at)
        at += len(word)
    return Words(texts, starts)


def build_lookup(
    entries: Iterable[tuple[str, str, str]], code_form: Callable[[str], Found], *, strict: Iterable[str] = ()
) -> Lookup:
    """`entries` are words as written, their code and their value.

    A word is looked for as written and, but for the `strict` ones, in lower case too; `code_form` is asked about what
    begins or ends with a digit.
    """
    single: dict[str, Entry] = {}
    several: dict[str, dict[str, list[Run]]] = {}
    for written, code, value in entries:
        parts = tuple(WORD.findall(written))
        if len(parts) == 1:
            single[parts[0]] = (code, value)
        else:
            several.setdefault(parts[0], {}).setdefault(parts[1], []).append((parts, (code, value)))
    for by_second in several.values():
        for runs in by_second.values():
            runs.sort(key=lambda run: -len(run[0]))
    exact_only = frozenset(strict)

    @lru_cache(maxsize=WORDS_KEPT)
    def look_up(word: str) -> Found:
        lower = word.lower() if len(word) <= LONGEST_WORD else word
        entry = single.get(word) or (single.get(lower) if lower not in exact_only else None)
        runs = several.get(word) or several.get(lower) or {}
        if entry is None and (word[0].isdigit() or word[-1].isdigit()):
            return code_form(word)
        if entry is None and not runs:
            return UNKNOWN
        return Found(*(entry or (OTHER, "")), runs)

    return look_up


def code_words(words: Words, look_up: Lookup) -> Coded:
    """Each word, or each run of words that is one entry, with its code."""
    texts, starts = words.texts, words.starts
    found = [look_up(word) for word in texts]
    codes = [each.code for each in found]
    values = [each.value for each in found]
    ends = [start + len(word) for start, word in zip(starts, texts, strict=True)]
    merged: list[tuple[int, int]] = []
    for i, each in enumerate(found):
        if each.runs and i + 1 < len(texts) and (not merged or i >= merged[-1][1]):
            second = texts[i + 1]
            for parts, entry in each.runs.get(second) or each.runs.get(second.lower()) or ():
                if _stands(texts, i, parts):
                    merged.append((i, i + len(parts)))
                    codes[i], values[i] = entry
                    ends[i] = ends[i + len(parts) - 1]
                    break
    if merged:
        starts = list(starts)
        for first, last in reversed(merged):
            for items in (codes, values, starts, ends):
                del items[first + 1 : last]
    return Coded("".join(codes), values, starts, ends)


def _stands(texts: Sequence[str], at: int, parts: tuple[str, ...]) -> bool:
    if at + len(parts) > len(texts):
        return False
    for k in range(2, len(parts)):
        word = texts[at + k]
        if parts[k] != word and parts[k] != word.lower():
            return False
    return True
