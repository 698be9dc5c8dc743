"""Which days the words of a period mean, by the day of the article and by whether the words look ahead or back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claims.periods import days as calendar_days
from claims.periods.days import Days
from claims.periods.words import Coded

AS_WRITTEN = "as written"
FISCAL = "fiscal year, read as the calendar year"
UNDATED = "relative to the article's date, which is not known"
ROLLING_BACK = "past"


@dataclass(frozen=True)
class Reader:
    """What a period is read by: the article's day, and the way the words around it look (None: they do not tell)."""

    published: date | None
    ahead: bool | None


@dataclass
class Parts:
    """What the words of one period name."""

    exact: str = ""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    year_offset: int | None = None  # "of the year" 0, "nächsten Jahres" 1
    ordinal: int | None = None
    unit: str = ""
    offset: int | None = None  # "next" 1, "this" 0
    rolling: bool = False  # "the past year"
    season: str = ""
    weekday: int | None = None
    noun: str = ""
    near: int | None = None  # "yesterday" -1
    decade: int | None = None
    part: str = ""
    fiscal: bool = False


def parts_in(coded: Coded, first: int, last: int) -> Parts:
    """The words from `first` to the one before `last`; prepositions and marks say nothing here."""
    parts = Parts()
    codes = coded.codes
    for i in range(first, last):
        code, value = codes[i], coded.values[i]
        if code == "N":
            following = codes[i + 1 : i + 3].lstrip("o")
            if following[:1] in ("Q", "Z"):
                parts.ordinal = int(value)
            else:
                parts.day = int(value)
        elif code in "YG":
            parts.year = int(value) if len(value) == 4 else 2000 + int(value)
            parts.fiscal = parts.fiscal or code == "G"
        elif code == "r":
            _read_relative(parts, value, codes[i + 1 : i + 2])
        elif code in "yF":
            parts.fiscal = parts.fiscal or code == "F"
            if code == "y" and codes[i - 1 : i] != "r":
                parts.year_offset = 0
            elif codes[i - 1 : i] == "r" and parts.year_offset is None:
                parts.unit = "year"
        elif code in "QZuU":
            parts.fiscal = parts.fiscal or value.startswith("fiscal ")
            parts.unit = value.removeprefix("fiscal ")
        elif code in "qa":
            parts.ordinal, parts.unit = int(value), "quarter" if code == "q" else "half"
        else:
            _read_word(parts, code, value)
    return parts


def _read_relative(parts: Parts, value: str, following: str) -> None:
    parts.rolling = value == ROLLING_BACK
    offset = -1 if parts.rolling else int(value)
    named = parts.month or parts.season or parts.ordinal or parts.part or parts.noun
    if following in ("y", "F") and named:
        parts.year_offset = offset
    else:
        parts.offset = offset


def _read_word(parts: Parts, code: str, value: str) -> None:
    if code == "D":
        parts.exact = value
    elif code in "Mm":
        parts.month = int(value)
    elif code == "O":
        parts.ordinal = int(value)
    elif code == "S":
        parts.season = value
    elif code == "W":
        parts.weekday = int(value)
    elif code == "e":
        parts.noun = value
    elif code == "d" and parts.near is None:
        parts.near = int(value)
    elif code == "E":
        parts.decade = int(value)
    elif code == "p":
        parts.part = value


def resolve(parts: Parts, lang: str, reader: Reader) -> tuple[Days | None, str]:
    """The days and how they were told; None with a reason where they cannot be told."""
    days, why = _whole(parts, lang, reader)
    if days and parts.part:
        days = calendar_days.part_of(days, parts.part)
    return days, f"{why}; {FISCAL}" if parts.fiscal else why


def _whole(parts: Parts, lang: str, reader: Reader) -> tuple[Days | None, str]:
    if parts.exact:
        return _exact(parts.exact, lang, reader)
    if parts.month:
        return _in_year(parts, reader, lambda year: _month_or_day(year, parts))
    if parts.ordinal and parts.unit in ("quarter", "half"):
        return _in_year(parts, reader, lambda year: _ordinal_part(year, parts))
    if parts.season:
        return _in_year(parts, reader, lambda year: calendar_days.season(parts.season, year))
    if parts.noun:
        return _noun(parts, reader)
    if parts.decade is not None:
        return calendar_days.months(parts.decade, 1, 120), AS_WRITTEN
    if parts.year is not None:
        return calendar_days.months(parts.year, 1, 12), AS_WRITTEN
    return _by_published(parts, reader)


def _by_published(parts: Parts, reader: Reader) -> tuple[Days | None, str]:
    published = reader.published
    if published is None:
        return None, UNDATED
    why = f"counted from the article's date, {published.isoformat()}"
    if parts.weekday is not None:
        return _weekday(published, parts, reader)
    if parts.near is not None:
        return calendar_days.unit_around(published, "day", parts.near), why
    unit, offset = (parts.unit or "year"), (parts.offset or parts.year_offset or 0)
    if parts.rolling:
        return roll(published, unit, -1), why
    return calendar_days.unit_around(published, unit, offset), why


def roll(published: date, unit: str, count: float) -> Days | None:
    """The stretch that reaches `count` units on, or back, from the article's day."""
    other = calendar_days.shift(published, unit, count)
    if other is None:
        return None
    return (published, other) if count > 0 else (other, published)


def _exact(written: str, lang: str, reader: Reader) -> tuple[Days | None, str]:
    if "-" in written:
        year, month, day = (int(number) for number in written.split("-"))
        return _day(year, month, day), AS_WRITTEN
    numbers = [int(number) for number in written.replace("/", ".").split(".") if number]
    day, month = (numbers[1], numbers[0]) if "/" in written and lang == "en" else (numbers[0], numbers[1])
    if len(numbers) == 3:
        year = numbers[2] if numbers[2] > 99 else 2000 + numbers[2]
        return _day(year, month, day), AS_WRITTEN
    return _in_year(Parts(month=month, day=day), reader, lambda year: _day(year, month, day))


def _day(year: int, month: int, day: int) -> Days | None:
    try:
        named = date(year, month, day)
    except ValueError:
        return None
    return named, named


def _month_or_day(year: int, parts: Parts) -> Days | None:
    month = parts.month or 1
    return _day(year, month, parts.day) if parts.day else calendar_days.months(year, month)


def _ordinal_part(year: int, parts: Parts) -> Days | None:
    length = calendar_days.MONTHS_IN[parts.unit]
    nth = parts.ordinal or 1
    return calendar_days.months(year, (nth - 1) * length + 1, length) if nth * length <= 12 else None


def _noun(parts: Parts, reader: Reader) -> tuple[Days | None, str]:
    unit, _, position = parts.noun.partition(" ")
    if unit == "christmas":
        return _in_year(parts, reader, lambda year: (date(year, 12, 24), date(year, 12, 26)))
    if parts.year is not None or parts.year_offset is not None:
        base, why = _in_year(parts, reader, lambda year: calendar_days.months(year, 1, 12))
    elif reader.published is None:
        return None, UNDATED
    else:
        offset = int(position) if position.lstrip("-").isdigit() else 0
        base = calendar_days.unit_around(reader.published, unit, offset)
        why = f"counted from the article's date, {reader.published.isoformat()}"
    if base and position in ("start", "middle", "end"):
        base = calendar_days.part_of(base, position)
    return base, why


def _in_year(parts: Parts, reader: Reader, make: Callable[[int], Days | None]) -> tuple[Days | None, str]:
    """`make(year)` of the year that is named, or else of the one that the words look to."""
    published = reader.published
    if parts.year is not None:
        return make(parts.year), AS_WRITTEN
    if published is None:
        return None, UNDATED
    if parts.year_offset is not None:
        return make(published.year + parts.year_offset), f"counted from the article's date, {published.isoformat()}"
    years = range(max(published.year - 1, 1), min(published.year + 1, 9999) + 1)
    made = [days for year in years if (days := make(year))]
    if not made:
        return None, "no such day"
    if parts.offset == 0:
        days = min(made, key=lambda each: _distance(each, published))
        return days, f"the nearest to the article's date, {published.isoformat()}"
    if parts.offset is not None:
        return _beyond(made, published, parts.offset)
    return _toward(made, published, reader.ahead)


def _beyond(made: list[Days], published: date, offset: int) -> tuple[Days | None, str]:
    if offset > 0:
        later = [days for days in made if days[0] > published]
        return (later[0] if later else None), f"the next after the article's date, {published.isoformat()}"
    earlier = [days for days in made if days[1] < published]
    return (earlier[-1] if earlier else None), f"the last before the article's date, {published.isoformat()}"


def _toward(made: list[Days], published: date, ahead: bool | None) -> tuple[Days | None, str]:  # noqa: FBT001
    if ahead is True:
        return next((days for days in made if days[1] >= published), None), "the next one, as the words look ahead"
    if ahead is False:
        earlier = [days for days in made if days[0] <= published]
        return (earlier[-1] if earlier else None), "the last one, as the words look back"
    return min(made, key=lambda days: _distance(days, published)), "the nearest to the article's date"


def _distance(days: Days, published: date) -> int:
    first, last = days
    if first <= published <= last:
        return 0
    return (first - published).days if first > published else (published - last).days


def _weekday(published: date, parts: Parts, reader: Reader) -> tuple[Days | None, str]:
    weekday = parts.weekday or 0
    ahead = parts.offset > 0 if parts.offset else bool(reader.ahead)
    found = calendar_days.weekday_near(published, weekday, ahead=ahead, strictly=bool(parts.offset))
    why = f"the {'next' if ahead else 'last'} such day by the article's date, {published.isoformat()}"
    return ((found, found) if found else None), why
