"""From the words of a stretch of text to the letters that the grammar of periods is written in."""

import re
from functools import cache
from importlib import resources

from claims.periods.words import OTHER, UNKNOWN, Coded, Found, Lookup, Words, build_lookup, code_words

CODES = {
    "month": "M",
    "short month": "m",
    "weekday": "W",
    "season": "S",
    "year": "y",
    "quarter": "Q",
    "half": "Z",
    "unit": "u",
    "units": "U",
    "relative": "r",
    "noun of a period": "e",
    "part": "p",
    "day": "d",
    "by": "b",
    "before": "v",
    "since": "s",
    "from": "f",
    "after": "n",
    "at": "i",
    "article": "t",
    "filler": "k",
    "within": "w",
    "ago": "g",
    "number": "c",
    "one": "A",
    "half amount": "H",
    "vague": "V",
    "ordinal": "O",
    "suffix": "h",
    "fiscal": "F",
    "between": "B",
    "and": "&",
    "to": "T",
    "later": "l",
    "earlier": "L",
    "about": "K",
    "ahead": ">",
    "perhaps ahead": "?",
    "name": OTHER,
    "past": "<",
}
MARKS = ((".", "o"), (",", "j"), ("/", "j"), ("-", "z"), ("\u2011", "z"))
# What is told by its form: day and year numbers, whole dates, Q3, H2, FY27, the 2020s.
FORMS = (
    (re.compile(r"(?:19|20)\d\d"), "Y"),
    (re.compile(r"[1-9]|[12]\d|3[01]"), "N"),
    (re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.(?:\d\d(?:\d\d)?)?|\d{1,2}/\d{1,2}/\d\d(?:\d\d)?"), "D"),
    (re.compile(r"[Qq]([1-4])"), "q"),
    (re.compile(r"[Hh]([12])"), "a"),
    (re.compile(r"FY'?((?:20)?\d\d)", re.IGNORECASE), "G"),
    (re.compile(r"((?:19|20)\d0)(?:er|s)"), "E"),
)


HEADS = frozenset("MmWSyQZuUeYDqaGEd")  # no period without one of these letters


def code_periods(words: Words, lang: str) -> Coded:
    return code_words(words, _lookup(lang))


def may_head_period(word: str, lang: str) -> bool:
    """Whether a period can be named by this word; where no word of a stretch can, none is named in it."""
    found = _lookup(lang)(word)
    if found.code in HEADS:
        return not (lang == "en" and found.code == "M" and word.islower())
    return False


@cache
def _lookup(lang: str) -> Lookup:
    table = (resources.files("claims.periods") / "lexicon" / f"{lang}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    entries = [(written, CODES[kind], value) for written, kind, value in lines]
    return build_lookup([*entries, *((mark, code, "") for mark, code in MARKS)], _code_form)


def _code_form(word: str) -> Found:
    for form, code in FORMS:
        if match := form.fullmatch(word):
            return Found(code, match[1] if match.lastindex else match[0])
    return UNKNOWN
