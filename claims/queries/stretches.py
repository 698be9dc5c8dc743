"""Stretches of time, in the zone in which times are shown, and in which of them a row falls, for the database."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Case, IntegerField, Value, When
from django.db.models.expressions import Combinable

from claims.queries.moments import beginning_of

WEEK = timedelta(days=7)


def weeks_up_to(day: date, count: int) -> list[date]:
    """The Mondays of so many weeks, the last of them the week of the day."""
    last = day - timedelta(days=day.weekday())
    return [last - WEEK * back for back in reversed(range(count))]


def months_up_to(day: date, count: int) -> list[date]:
    """The first days of so many months, the last of them the month of the day."""
    last = day.year * 12 + day.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - count + 1, last + 1)]


def number_of(field: str, first_days: Sequence[date], number: int = 0) -> Combinable:
    """Which of the stretches the field's moment falls in: halving takes few comparisons for each row.

    What is before the first counts as in it, what is after the last as in that: the rows are chosen before.
    """
    if len(first_days) == 1:
        return Value(number, output_field=IntegerField())
    half = len(first_days) // 2
    earlier = When(**{f"{field}__lt": beginning_of(first_days[half])}, then=number_of(field, first_days[:half], number))
    return Case(earlier, default=number_of(field, first_days[half:], number + half))
