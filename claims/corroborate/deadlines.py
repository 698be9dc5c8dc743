"""The day by which a plan or prediction is settled: "by the end of Q3 2026", "bis Mitte 2027".

Only deadlines that name their year or are plain relative to the article's date are read; anything vaguer gives none.
"""

import calendar
import re
from datetime import date

ORDINALS = {"erst": 1, "first": 1, "1": 1, "zweit": 2, "second": 2, "2": 2, "dritt": 3, "third": 3, "3": 3,
            "viert": 4, "fourth": 4, "4": 4}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        "januar january,februar february,märz march,april,mai may,juni june,juli july,august,september,oktober october,"
        "november,dezember december".split(","),
        start=1,
    )
    for name in names.split()
}
SEASONS = {"frühjahr": 5, "frühling": 5, "spring": 5, "sommer": 8, "summer": 8, "herbst": 11, "autumn": 11, "fall": 11,
           "jahresende": 12, "jahresmitte": 6}  # fmt: skip
_ORDINAL = r"(?P<nth>erst|zweit|dritt|viert|first|second|third|fourth|[1-4])(?:e[nrs]?|st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>20\d\d)"
QUARTER = re.compile(
    rf"(?:\bQ(?P<q>[1-4])|\b{_ORDINAL}\s+(?:Quartals?|quarter))(?:\s+(?:of|des\s+Jahres))?,?\s+{_YEAR}", re.I
)
HALF = re.compile(
    rf"\b{_ORDINAL}\s+(?:Halbjahrs?|Halbjahres|Jahreshälfte|half)(?:\s+(?:of|des\s+Jahres))?,?\s+{_YEAR}", re.I
)
MONTH = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\s+{_YEAR}", re.I)
SEASON = re.compile(rf"\b(?P<season>{'|'.join(SEASONS)})\s+(?:of\s+|des\s+Jahres\s+)?{_YEAR}", re.I)
MIDDLE = re.compile(rf"\b(?:mitte|mid-?|the middle of)\s*{_YEAR}", re.I)
BY_YEAR = re.compile(
    rf"\b(?:bis|ende|until|by|before|vor|(?:the\s+)?end\s+of|noch|im\s+jahre?|in)\s+"
    rf"(?:ende\s+|zum\s+ende\s+|des\s+jahres\s+)?{_YEAR}\b",
    re.I,
)
THIS_YEAR = re.compile(
    r"\b(?:noch in diesem jahr|bis jahresende|by the end of (?:the|this) year|later this year)\b", re.I
)
NEXT_YEAR = re.compile(r"\b(?:im (?:nächsten|kommenden) jahr|next year)\b", re.I)


def find_deadline(text: str, said_on: date | None) -> date | None:
    """The last day of the period that the text names, the most exact period first."""
    if match := QUARTER.search(text):
        nth = int(match["q"]) if match["q"] else ORDINALS[match["nth"].lower()]
        return end_of_month(int(match["year"]), nth * 3)
    if (match := HALF.search(text)) and ORDINALS[match["nth"].lower()] <= 2:
        return end_of_month(int(match["year"]), ORDINALS[match["nth"].lower()] * 6)
    if match := MONTH.search(text):
        return end_of_month(int(match["year"]), MONTHS[match["month"].lower()])
    if match := SEASON.search(text):
        return end_of_month(int(match["year"]), SEASONS[match["season"].lower()])
    if match := MIDDLE.search(text):
        return end_of_month(int(match["year"]), 6)
    if match := BY_YEAR.search(text):
        return date(int(match["year"]), 12, 31)
    if said_on and THIS_YEAR.search(text):
        return date(said_on.year, 12, 31)
    if said_on and NEXT_YEAR.search(text):
        return date(said_on.year + 1, 12, 31)
    return None


def end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
