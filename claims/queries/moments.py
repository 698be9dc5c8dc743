"""What was known at a moment: the rows that were there by then."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


def beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The first moment that is no longer in the day, in the zone in which times are shown."""
    return beginning_of(day + timedelta(days=1))


def known_by(field: str, before: datetime | None) -> Q:
    """Every row, or with a moment only those that the field puts before it."""
    return Q(**{f"{field}__lt": before}) if before else Q()
