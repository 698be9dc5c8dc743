"""Claims over time, drawn and as CSV."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.models.ledger import Standing
from claims.queries.claims import ClaimFilterForm
from claims.queries.claims_over_time import Week, claims_by_week
from claims.queries.saved_searches import describe
from claims.spreadsheet import Columns
from claims.web.access import Request
from claims.web.charts import bar_chart
from claims.web.csv_answers import csv_answer

# What stands on what: the better founded, the nearer to the ground, where heights can be compared.
STACKED = (
    Standing.CORROBORATED,
    Standing.ECHOED,
    Standing.SINGLE_ORIGIN,
    Standing.UNSOURCED,
    Standing.CONTESTED,
    Standing.DENIED,
)


def _with(standing: str) -> Callable[[Week], int]:
    return lambda week: week.claims.get(standing, 0)


COLUMNS: Columns[Week] = {
    "week_from": lambda week: week.first_day,
    "week_to": lambda week: week.last_day,
    **{standing.replace(" ", "_"): _with(standing) for standing in STACKED},
    "claims": lambda week: week.total,
}


@require_safe
def claims_over_time(request: Request) -> HttpResponse:
    wanted = ClaimFilterForm(request.GET).wanted()
    if wanted is None:
        # The list has the fields, and says at each what is wrong with it.
        return redirect(f"{reverse('claims')}?{request.GET.urlencode()}")
    weeks = claims_by_week(wanted, user_id=request.user.pk, today=timezone.localdate())
    (given,) = describe([wanted])
    shown = {
        "given": given,
        "query": wanted.to_query(),
        "weeks": weeks,
        "standings": STACKED,
        "chart": bar_chart([(week, week.claims) for week in weeks], STACKED),
    }
    return render(request, "charts/claims.html", shown)


@require_safe
def claims_over_time_csv(request: Request) -> HttpResponse:
    wanted = ClaimFilterForm(request.GET).wanted()
    if wanted is None:
        raise BadRequest("filters that cannot be read")
    weeks = claims_by_week(wanted, user_id=request.user.pk, today=timezone.localdate())
    return csv_answer("claims-over-time", weeks, COLUMNS)
