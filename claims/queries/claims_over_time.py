"""How many claims were opened in each of the last weeks, and how they stand now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from claims.queries.claim_filter import ClaimFilter
from claims.queries.claims import filtered
from claims.queries.moments import beginning_of, end_of
from claims.queries.stretches import WEEK, number_of, weeks_up_to

WEEKS = 26


@dataclass(frozen=True)
class Week:
    first_day: date
    claims: Mapping[str, int]  # by standing

    @property
    def last_day(self) -> date:
        return self.first_day + WEEK - date.resolution

    @property
    def total(self) -> int:
        return sum(self.claims.values())


def claims_by_week(wanted: ClaimFilter, *, user_id: int, today: date) -> list[Week]:
    """Half a year, up to today or to the last day that is asked for; the newest last."""
    last_day = min(today, wanted.seen_to or today)
    mondays = weeks_up_to(last_day, WEEKS)
    claims = filtered(wanted, user_id=user_id).filter(
        opened_at__gte=beginning_of(mondays[0]), opened_at__lt=end_of(last_day)
    )
    by_week: list[dict[str, int]] = [{} for _ in mondays]
    rows = claims.annotate(week=number_of("opened_at", mondays)).values_list("week", "standing")
    for week, standing, count in rows.annotate(claims=Count("pk")):
        by_week[week][standing] = count
    return [Week(monday, claims) for monday, claims in zip(mondays, by_week, strict=True)]
