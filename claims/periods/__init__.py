"""Days and stretches of days that a text names, in German and in English: "Q3 2026", "noch in diesem Jahr".

    find_periods(text, lang, published=...) -> list[Period]

One grammar for what a statement speaks of and for the day by which a claim is settled. Knows nothing of either.
"""

from claims.periods.find import Bound, Form, Period, find_periods, look_ahead, periods_in
from claims.periods.reading import code_periods, may_head_period
from claims.periods.resolve import AS_WRITTEN

__all__ = [
    "AS_WRITTEN",
    "Bound",
    "Form",
    "Period",
    "code_periods",
    "find_periods",
    "look_ahead",
    "may_head_period",
    "periods_in",
]
