"""The day by which a plan or prediction is settled: "by the end of Q3 2026", "bis Mitte 2027".

Only stretches of days that name their year or end after the article's day are deadlines; a weekday or "a year ago"
says when something happened. A day passes with its last minute; whether it is near, or passed unanswered, is what
`judge_deadline` says.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from claims.periods import Bound, Form, Period, find_periods
from claims.text import detect_language

LANGUAGES = ("de", "en")
ONE_DAY = timedelta(days=1)
NEAR = timedelta(days=7)


@dataclass(frozen=True)
class Passing:
    """Whether a due date is over, and whether it passed unanswered; or whether it is near, and still unanswered."""

    is_over: bool
    unanswered: bool
    why: str
    is_near: bool = False


def judge_deadline(due_on: date, *, today: date, verdict: str) -> Passing:
    """`verdict` is the claim's own of today, one of models.Verdict.Value."""
    if today < first_day_after(due_on):
        is_near = today >= day_when_near(due_on) and verdict == "open"
        return Passing(is_over=False, unanswered=False, why=f"{due_on} is not over yet", is_near=is_near)
    if verdict != "open":
        return Passing(is_over=True, unanswered=False, why=f"it was settled before: {verdict}")
    return Passing(is_over=True, unanswered=True, why=f"{due_on} is over, and nobody has set a verdict")


def day_when_near(due_on: date) -> date:
    return due_on - NEAR


def first_day_after(due_on: date) -> date:
    return due_on + ONE_DAY


def find_deadline(text: str, said_on: date | None, lang: str = "") -> date | None:
    """The last day of the period that the text names, the most exact period first."""
    period = settling_period(text, said_on, lang)
    return due_day(period) if period else None


def settling_period(text: str, said_on: date | None, lang: str = "") -> Period | None:
    found = [period for period in periods_named(text, said_on, lang) if _settles(period, said_on)]
    return min(found, key=_length, default=None)


def periods_named(text: str, said_on: date | None, lang: str = "") -> list[Period]:
    """`lang` is "" where it is to be told from the text; of words that may be in either, a bare number is no year."""
    known = lang or detect_language(text).lang
    return [
        period
        for each in ((known,) if known in LANGUAGES else LANGUAGES)
        for period in find_periods(text, each, published=said_on)
        if known in LANGUAGES or not period.span.of(text).isdigit()
    ]


def _length(period: Period) -> int:
    return (period.named[1] - period.named[0]).days if period.named else 0


def _settles(period: Period, said_on: date | None) -> bool:
    due = due_day(period)
    if due is None or period.form in (Form.AGO, Form.WEEKDAY):
        return False
    return period.has_year or (said_on is not None and due >= said_on)


def due_day(period: Period) -> date | None:
    if period.bound is Bound.AFTER or (period.bound is Bound.FROM and period.form is Form.SPAN):
        return None
    return period.last or (period.named[1] if period.named else None)
