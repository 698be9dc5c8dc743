"""Dates as feeds and pages write them, German ones included, as aware moments."""

import re
from calendar import timegm
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import struct_time

EARLIEST_YEAR = 1990  # a feed's date before the web is a mistake ("0200-…" for a two-digit year)
LATEST_YEAR = 2100

GERMAN_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar jän jänner",
            "feb februar",
            "mär mrz märz maerz",
            "apr april",
            "mai",
            "jun juni",
            "jul juli",
            "aug august",
            "sep sept september",
            "okt oktober",
            "nov november",
            "dez dezember",
        ),
        start=1,
    )
    for name in names.split()
}
ENGLISH_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
WEEKDAY = re.compile(r"^\s*[^\W\d_]+\.?,?\s+(?=\d)")  # "Mo, ", "Montag, ", "Tue "
DAY_MONTH = re.compile(r"^(\d{1,2})\.?\s+([^\W\d_]+)\.?\s+(\d{4})\b")
NUMERIC = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
CLOCK = re.compile(r"\b(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:Uhr)?\s*([+-]\d{2}:?\d{2}|[A-Z]{1,4})?")


def from_struct(parsed: struct_time | None) -> datetime | None:
    """feedparser's UTC tuple."""
    if parsed is None:
        return None
    return _plausible(lambda: datetime.fromtimestamp(timegm(parsed), UTC))


def parse_date(text: str) -> datetime | None:
    """An ISO, e-mail or German date ("Mo, 25 Jun 2018 14:00 +0200", "25. März 2018", "25.06.2018"), else UTC."""
    text = text.strip()
    if not text:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        moment = _plausible(lambda read=read: read(text))  # type: ignore[misc]
        if moment:
            return moment
    return _plausible(lambda: _german(text))


def _german(text: str) -> datetime:
    """Rewritten as an e-mail date, whose zones the standard library knows."""
    text = WEEKDAY.sub("", text)
    if found := DAY_MONTH.match(text):
        day, month, year = int(found[1]), GERMAN_MONTHS.get(found[2].lower(), 0), int(found[3])
    elif found := NUMERIC.match(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    else:
        raise ValueError(f"no date: {text!r}")
    if not 1 <= month <= 12:
        raise ValueError(f"no month: {text!r}")
    clock = CLOCK.search(text, found.end())
    time, zone = ("00:00:00", "")
    if clock:
        time, zone = f"{clock[1]}:{clock[2]}:{clock[3] or '00'}", _zone(clock[4] or "")
    return parsedate_to_datetime(f"{day} {ENGLISH_MONTHS[month - 1]} {year} {time} {zone or '+0000'}")


GERMAN_ZONES = {"MEZ": "+0100", "MESZ": "+0200", "CET": "+0100", "CEST": "+0200", "UHR": ""}


def _zone(zone: str) -> str:
    return GERMAN_ZONES.get(zone.upper(), zone.replace(":", ""))


def _plausible(read: Callable[[], datetime]) -> datetime | None:
    try:
        moment = read()
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware if EARLIEST_YEAR <= aware.astimezone(UTC).year <= LATEST_YEAR else None
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
