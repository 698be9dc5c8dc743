"""Calendar arithmetic: first and last day of a named stretch of days."""

import calendar
from datetime import date, timedelta

Days = tuple[date, date]

SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
# The usual reading of "early", "mid" and "late": the first quarter, the middle third and the last quarter of a year.
PARTS_OF_A_YEAR = {"start": (1, 3), "middle": (5, 8), "end": (10, 12)}


def months(year: int, month: int, count: int = 1) -> Days | None:
    """`count` whole months from the one given."""
    last_year, last_month = shift_month(year, month, count - 1)
    if not date.min.year <= year <= last_year <= date.max.year:
        return None
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    counted = year * 12 + month - 1 + by
    return counted // 12, counted % 12 + 1


def season(name: str, year: int) -> Days | None:
    """The winter of a year is the one that begins in its December."""
    return months(year, SEASON_STARTS[name], 3)


def unit_around(day: date, unit: str, offset: int) -> Days | None:
    """The calendar unit `offset` units away from the one that `day` lies in."""
    if unit in ("day", "week", "weekend"):
        shifted = shift_days(day, offset * (1 if unit == "day" else 7))
        if shifted is None or unit == "day":
            return (shifted, shifted) if shifted else None
        monday = shift_days(shifted, -shifted.weekday())
        return _stretch(monday, *((5, 6) if unit == "weekend" else (0, 6))) if monday else None
    length = MONTHS_IN[unit]
    if unit == "decade":
        return months((day.year // 10 + offset) * 10, 1, length)
    year, month = shift_month(day.year, (day.month - 1) // length * length + 1, offset * length)
    return months(year, month, length)


def shift(day: date, unit: str, count: float) -> date | None:
    """The same day `count` units on; the month's last day where that month is shorter."""
    if unit in ("day", "week", "weekend"):
        return shift_days(day, round(count * (1 if unit == "day" else 7)))
    year, month = shift_month(day.year, day.month, round(count * MONTHS_IN[unit]))
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift_days(day: date, by: int) -> date | None:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def part_of(days: Days, part: str) -> Days | None:
    """The beginning, the middle or the end of a stretch: of a year by custom, of anything else a third of it."""
    first, last = days
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count == 12:
        start, end = PARTS_OF_A_YEAR[part]
        return months(first.year, start, end - start + 1)
    third = ("start", "middle", "end").index(part)
    if count >= 3:
        length = count // 3
        return months(*shift_month(first.year, first.month, third * length), length)
    length = (last - first).days + 1
    ends = (0, length // 3, length - length // 3 - (length % 3 > 0), length)
    return _stretch(first, ends[third], max(ends[third + 1] - 1, ends[third]))


def _stretch(first: date, start: int, end: int) -> Days | None:
    begins, ends = shift_days(first, start), shift_days(first, end)
    return (begins, ends) if begins and ends else None


def weekday_near(day: date, weekday: int, *, ahead: bool, strictly: bool = False) -> date | None:
    """The last such day up to `day`, or the next one from it on."""
    if ahead:
        return shift_days(day, (weekday - day.weekday()) % 7 or (7 if strictly else 0))
    return shift_days(day, -((day.weekday() - weekday) % 7 or (7 if strictly else 0)))
