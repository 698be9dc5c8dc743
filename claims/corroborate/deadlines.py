"""The day by which a plan or prediction is settled: "by the end of Q3 2026", "bis Mitte 2027".

Only stretches of days that name their year or end after the article's day are deadlines; a weekday or "a year ago"
says when something happened.
"""

from datetime import date

from claims.periods import Bound, Form, Period, find_periods
from claims.text import detect_language

LANGUAGES = ("de", "en")


def find_deadline(text: str, said_on: date | None) -> date | None:
    """The last day of the period that the text names, the most exact period first."""
    lang = detect_language(text).lang
    found = [
        period
        for each in ((lang,) if lang else LANGUAGES)
        for period in find_periods(text, each, published=said_on)
        if _settles(period, said_on) and (lang or not period.span.of(text).isdigit())
    ]
    if not found:
        return None
    return _due(min(found, key=_length))


def _length(period: Period) -> int:
    return (period.named[1] - period.named[0]).days if period.named else 0


def _settles(period: Period, said_on: date | None) -> bool:
    due = _due(period)
    if due is None or period.form in (Form.AGO, Form.WEEKDAY):
        return False
    return period.has_year or (said_on is not None and due >= said_on)


def _due(period: Period) -> date | None:
    if period.bound is Bound.AFTER or (period.bound is Bound.FROM and period.form is Form.SPAN):
        return None
    return period.last or (period.named[1] if period.named else None)
