"""The periods that a stretch of text names, with their days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from claims.periods import days as calendar_days
from claims.periods.days import Days
from claims.periods.grammar import AMOUNT_CODES, HEAD, PERIOD
from claims.periods.reading import code_periods
from claims.periods.resolve import AS_WRITTEN, UNDATED, Parts, Reader, parts_in, resolve, roll
from claims.periods.words import Coded, read_words
from claims.text import Span


class Bound(StrEnum):
    """How the period bounds what is said to happen."""

    WITHIN = "within"  # in it, or it as a whole
    UNTIL = "until"
    BEFORE = "before"
    FROM = "from"
    AFTER = "after"


class Form(StrEnum):
    DAYS = "days"  # a day or a stretch of days with a name: "3. Mai", "Q3 2026", "next year"
    WEEKDAY = "weekday"  # "am Dienstag", "gestern"
    AGO = "ago"  # "vor einem Jahr"
    SPAN = "span"  # counted from the article's day: "in den kommenden zwei Wochen", "seit zwei Jahren"


@dataclass(frozen=True)
class Period:
    """`first` and `last` are None where that end is open, both where only the article's day could tell.

    `named` are the days of what is named, where what is said reaches beyond them ("ab Mai": May 1 to 31) too.
    """

    span: Span
    first: date | None
    last: date | None
    named: Days | None
    bound: Bound
    form: Form
    has_year: bool  # its days do not depend on the article's
    why: str


BOUNDS = {"b": Bound.UNTIL, "v": Bound.BEFORE, "s": Bound.FROM, "f": Bound.FROM, "n": Bound.AFTER}
BEHIND_NUMBERS = frozenset("-%$€°")
CAPITAL_MONTHS = frozenset({"may", "march"})


def find_periods(text: str, lang: str, *, published: date | None) -> list[Period]:
    words = read_words(text, 0, len(text))
    return list(periods_in(code_periods(words, lang), text, lang, published=published))


def periods_in(
    coded: Coded,
    text: str,
    lang: str,
    *,
    published: date | None,
    ahead: bool | None = None,
    first: int = 0,
    last: int | None = None,
) -> Iterator[Period]:
    """Those named by the words from `first` to the one before `last`, in the order of the text.

    `ahead` says whether the words speak of the future, where the caller knows it; else the words are asked.
    """
    last = len(coded.codes) if last is None else last
    if not HEAD.search(coded.codes, first, last):
        return
    reader = Reader(published, look_ahead(coded.codes[first:last]) if ahead is None else ahead)
    for match in PERIOD.finditer(coded.codes, first, last):
        period = _read(match, coded, text, lang, reader)
        if period is not None:
            yield period


def look_ahead(codes: str) -> bool | None:
    """Whether words speak of the future or of the past; None where they do not tell."""
    if ">" in codes:
        return True
    if "<" in codes:
        return None if "?" in codes else False
    return True if "?" in codes else None


def _read(match: re.Match[str], coded: Coded, text: str, lang: str, reader: Reader) -> Period | None:
    groups = match.groupdict()
    for name in ("ago", "lasting", "within", "rolling", "point"):
        if groups[name] is not None:
            return _counted(name, match, coded, text, reader)
    if groups["range"] is not None:
        return _range(match, coded, lang, reader)
    if groups["days"] is not None:
        return _days(match, coded, lang, reader)
    return _named(match, coded, text, lang, reader)


def _named(match: re.Match[str], coded: Coded, text: str, lang: str, reader: Reader) -> Period | None:
    first, last = match.span("one")
    lead = match["lead"]
    if not _is_one(coded, first, last, lead, text, lang):
        return None
    parts = parts_in(coded, first, last)
    days, why = resolve(parts, lang, reader)
    if days is None and why != UNDATED:
        return None
    form = Form.WEEKDAY if (parts.weekday is not None and not parts.month) or parts.near is not None else Form.DAYS
    bound = next((BOUNDS[code] for code in lead if code in BOUNDS), Bound.WITHIN)
    begins = match.start("lead") if lead.strip("t") else first
    span = coded.span(begins, last)
    start, end = _bounded(days, bound, lead, parts, reader)
    has_year = why.startswith(AS_WRITTEN)
    return Period(span, start, end, days, bound, form, has_year, why)


def _is_one(coded: Coded, first: int, last: int, lead: str, text: str, lang: str) -> bool:
    codes = coded.codes[first:last]
    prepared = any(code in "bvsfni" for code in lead)
    head = text[coded.starts[first] : coded.ends[first]]
    if codes in ("M", "S"):
        return prepared and not (lang == "en" and codes == "M" and head.islower())
    if lang == "en" and "M" in codes:
        month = codes.index("M") + first
        word = text[coded.starts[month] : coded.ends[month]]
        return not (word.islower() and word in CAPITAL_MONTHS)
    if codes == "D" and head.count(".") == 2 and head.endswith("."):
        return prepared and lang == "de"
    if codes in ("d", "dd"):
        return not (lang == "de" and coded.values[first] == "1" and head[0].isupper())
    if codes == "Y":
        return prepared or _stands_alone(coded, first, text, lang)
    return codes not in ("p", "rr")


def _stands_alone(coded: Coded, at: int, text: str, lang: str) -> bool:
    """A bare year: not the number of a product ("Windows 2000") and not one of things ("2026 Kerne")."""
    before = text[coded.starts[at - 1] : coded.ends[at - 1]] if at else ""
    after = text[coded.starts[at + 1] : coded.ends[at + 1]] if at + 1 < len(coded.codes) else ""
    if before[:1].isupper() or not (before[-1:].isalpha() or before in ("", ",", "(")):
        return False
    if lang == "en":
        return before.lower() in ("the", "its", "their", "his", "her", "our")
    return not (after[:1].isupper() or after[:1] in BEHIND_NUMBERS)


def _bounded(
    days: Days | None, bound: Bound, lead: str, parts: Parts, reader: Reader
) -> tuple[date | None, date | None]:
    if days is None:
        return None, None
    first, last = days
    ends = parts.part == "end" or parts.noun.endswith(" end")
    if bound is Bound.UNTIL or (bound is Bound.BEFORE and ends):
        is_middle = parts.part == "middle" or parts.noun.endswith(" middle")
        return None, calendar_days.shift_days(first, ((last - first).days - 1) // 2) if is_middle else last
    if bound is Bound.BEFORE:
        return None, calendar_days.shift_days(first, -1)
    if bound is Bound.FROM:
        return first, None
    if bound is Bound.AFTER:
        return calendar_days.shift_days(last, 1), None
    if reader.published and first <= reader.published <= last and "l" in lead:
        return reader.published, last
    if reader.published and first <= reader.published <= last and "L" in lead:
        return first, reader.published
    return first, last


def _days(match: re.Match[str], coded: Coded, lang: str, reader: Reader) -> Period | None:
    """ "3. bis 5. Mai", "May 3-5"."""
    first, last = match.span("days")
    numbers = [i for i in range(first, last) if coded.codes[i] == "N"]
    parts = parts_in(coded, first, last)
    ends = []
    why = ""
    for number in numbers:
        parts.day = int(coded.values[number])
        days, why = resolve(parts, lang, reader)
        if days is None and why != UNDATED:
            return None
        ends.append(days)
    span = coded.span(match.start("lead") if match["lead"].strip("t") else first, last)
    return _stretch(span, ends[0], ends[1], why)


def _stretch(span: Span, low: Days | None, high: Days | None, why: str) -> Period | None:
    if low is None or high is None:
        return _unknown(span, Bound.WITHIN, Form.DAYS) if UNDATED in why else None
    if low[0] > high[1]:
        return None
    return Period(span, low[0], high[1], (low[0], high[1]), Bound.WITHIN, Form.DAYS, why.startswith(AS_WRITTEN), why)


def _unknown(span: Span, bound: Bound, form: Form) -> Period:
    return Period(span, None, None, None, bound, form, has_year=False, why=UNDATED)


def _range(match: re.Match[str], coded: Coded, lang: str, reader: Reader) -> Period | None:
    low, high = (match.span(name) for name in (("from", "to") if match["from"] else ("since", "till")))
    later = parts_in(coded, *high)
    earlier = parts_in(coded, *low)
    if earlier.year is None and earlier.year_offset is None:
        earlier.year, earlier.year_offset = later.year, later.year_offset
    end, why = resolve(later, lang, reader)
    start, _ = resolve(earlier, lang, reader)
    first, last = match.span("range")
    while coded.codes[first] == "t":
        first += 1
    return _stretch(coded.span(first, last), start, end, why)


def _counted(name: str, match: re.Match[str], coded: Coded, text: str, reader: Reader) -> Period | None:
    """So many units before or after the article's day."""
    first, last = match.start(), match.end(name)
    if name == "point" and (not reader.ahead or text[coded.starts[first] : coded.ends[first]].lower() != "in"):
        return None
    if name == "within" and reader.ahead is False:
        return None
    form = Form.AGO if name == "ago" else Form.SPAN
    bound = Bound.FROM if name == "lasting" else Bound.WITHIN
    begins = first
    if name == "rolling" and not match["lead"].strip("t"):
        begins = match.start("rolling")
    span = coded.span(begins, last)
    if reader.published is None:
        return _unknown(span, bound, form)
    unit = next(coded.values[i] for i in reversed(range(first, last)) if coded.codes[i] in "uUyQe")
    unit = unit.removeprefix("fiscal ")
    count = _count(coded, first, last)
    way = _direction(coded, first, last)
    start, end = _counted_days(name, coded.codes[first:last], unit, count, way, reader.published)
    if start is None and end is None:
        return None
    why = f"counted from the article's date, {reader.published.isoformat()}"
    named = (start, end) if start and end else None
    return Period(span, start, end, named, bound, form, has_year=False, why=why)


def _count(coded: Coded, first: int, last: int) -> float | None:
    """None for "einigen", "few" and for no number at all."""
    found = [i for i in range(first, last) if coded.codes[i] in AMOUNT_CODES]
    if not found or any(coded.codes[i] == "V" for i in found):
        return None
    count = 1.0
    for i in found:
        code, value = coded.codes[i], coded.values[i]
        count = 0.5 if code in "HZ" else float(value) if code in "Nc" else count
    return count


def _direction(coded: Coded, first: int, last: int) -> int:
    value = next((coded.values[i] for i in range(first, last) if coded.codes[i] == "r"), "1")
    return -1 if value in ("past", "-1", "-2") else 1


def _counted_days(
    name: str, codes: str, unit: str, count: float | None, way: int, published: date
) -> tuple[date | None, date | None]:
    if name in ("ago", "point"):
        if count is None:
            return (None, published) if name == "ago" else (published, None)
        day = calendar_days.shift(published, unit, -count if name == "ago" else count)
        around = calendar_days.unit_around(day, _grain(unit, count), 0) if day else None
        return around or (None, None)
    if name == "lasting":
        return (calendar_days.shift(published, unit, -count) if count else None), None
    if count is None and "U" not in codes and "V" not in codes:
        count = 1.0
        if name == "within" and "r" not in codes:
            whole = calendar_days.unit_around(published, unit, 0)
            return (published, whole[1]) if whole else (None, None)
    if count is None:
        return (published, None) if way > 0 else (None, published)
    return roll(published, unit, way * count) or (None, None)


def _grain(unit: str, count: float) -> str:
    """How exactly "three years ago" is meant: to the year; "half a year ago": to the month."""
    if unit in ("decade", "year"):
        return "month" if count < 1 else "year"
    return "month" if unit in ("quarter", "half") else unit
