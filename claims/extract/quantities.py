"""Numbers with a unit, a magnitude or a currency in a stretch of text, with the words that bound them."""

import re
from functools import cache

from claims.extract.attribution import Quantity
from claims.extract.lexicon_files import table
from claims.text import Span

NUMBER = {
    "de": r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,9})?|\d{1,15}(?:,\d{1,9})?",
    "en": r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?",
}
RANGE_WORDS = {"de": r"\s*(?:bis|–|-)\s*", "en": r"\s*(?:to|–|-)\s*"}
CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
COMPARATOR_REACH = 20  # characters before the number


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    units = "|".join(re.escape(u) for u in sorted(table(lang, "units"), key=len, reverse=True))
    magnitudes = "|".join(re.escape(m) for m in sorted(table(lang, "magnitudes"), key=len, reverse=True))
    number = NUMBER[lang]
    return re.compile(
        rf"(?<![\w.,])(?:(?P<from>{number}){RANGE_WORDS[lang]})?(?P<currency>[$€£¥]\s?)?(?P<number>{number})"
        rf"(?:[\s-]{{0,2}}(?P<magnitude>{magnitudes})(?!\w))?(?:[\s-]{{0,2}}(?P<unit>{units})(?!\w))?"
    )


@cache
def _comparators(lang: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(table(lang, "comparators").items(), key=lambda row: -len(row[0])))


def quantities_in(text: str, span: Span, lang: str) -> tuple[Quantity, ...]:
    return tuple(
        _quantity(text, span, match, lang)
        for match in _pattern(lang).finditer(text, span.start, span.end)
        if match["unit"] or match["currency"] or match["magnitude"]
    )


def _quantity(text: str, span: Span, match: re.Match[str], lang: str) -> Quantity:
    factor = float(table(lang, "magnitudes")[match["magnitude"]]) if match["magnitude"] else 1.0
    value = _number(match["number"], lang) * factor
    unit = (
        table(lang, "units")[match["unit"]] if match["unit"] else CURRENCIES.get((match["currency"] or "").strip(), "")
    )
    start = match.start()
    comparator, begins = _comparator(text, max(span.start, start - COMPARATOR_REACH), start, lang)
    raw = Span(begins, match.end())
    if match["from"]:
        return Quantity(raw, None, _number(match["from"], lang) * factor, value, unit, "range")
    low = None if comparator in ("<", "<=") else value
    high = None if comparator in (">", ">=") else value
    return Quantity(raw, value, low, high, unit, comparator)


def _number(written: str, lang: str) -> float:
    plain = written.replace(".", "").replace(",", ".") if lang == "de" else written.replace(",", "")
    return float(plain)


def _comparator(text: str, reach: int, start: int, lang: str) -> tuple[str, int]:
    before = text[reach:start].rstrip()
    lowered = before.lower()
    for words, sign in _comparators(lang):
        if lowered.endswith(words) and (len(lowered) == len(words) or not lowered[-len(words) - 1].isalnum()):
            return sign, reach + len(before) - len(words)
    return "=", start
