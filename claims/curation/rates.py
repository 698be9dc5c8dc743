"""How often a caller may ask. Counted in the database, which all processes share in both ways to run."""

from datetime import datetime, timedelta
from math import ceil

from django.db.models import F

from claims.models import RateWindow

WINDOW = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(hours=1)


def count_request(caller: str, *, most: int, now: datetime) -> int:
    """Count one more; the seconds to wait where it is one too many in its minute, else 0.

    One write as a rule. Each of the three steps is compare-and-swap; whoever loses one to another process finds the
    other's window on the second round.
    """
    window = RateWindow.objects.filter(caller=caller)
    for _ in range(2):
        if window.filter(started_at__gt=now - WINDOW, requests__lt=most).update(requests=F("requests") + 1):
            return 0
        if window.filter(started_at__lte=now - WINDOW).update(started_at=now, requests=1):
            return 0
        if RateWindow.objects.get_or_create(caller=caller, defaults={"started_at": now})[1]:
            RateWindow.objects.filter(started_at__lt=now - FORGOTTEN_AFTER).delete()
            return 0
    started_at = window.values_list("started_at", flat=True).get()
    return max(1, ceil((started_at + WINDOW - now).total_seconds()))
