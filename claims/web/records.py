"""The page of an outlet, and the claims behind each number of a track record."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.corroborate import Outcome, TrackRecord
from claims.models import Entity, Link, Outlet, Watch
from claims.queries.outlet_reports import Month, newest_claims, reports_by_month, sources_of
from claims.queries.outlets import outlet_view
from claims.queries.records import (
    claims_behind,
    record_of_outlet,
    record_of_speaker,
    record_of_topic,
    reported_by,
    said_about,
    said_by,
)
from claims.spreadsheet import Columns
from claims.web.access import Request
from claims.web.charts import Column, Length, lead_chart, share_chart
from claims.web.csv_answers import csv_answer
from claims.web.verdict_forms import RecordForm

MONTHS: Columns[Month] = {
    "month": lambda month: month.first_day,
    "alone": lambda month: month.alone,
    "first": lambda month: month.first,
    "after_another": lambda month: month.echo,
    "first_share_from": lambda month: month.interval and round(month.interval.low, 3),
    "first_share_to": lambda month: month.interval and round(month.interval.high, 3),
}

LEADS: Columns[Column[Length]] = {
    "days_from": lambda column: column.place.low,
    "days_to": lambda column: column.place.high,
    "claims": lambda column: column.total,
}


@require_safe
def outlet(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Outlet, pk=pk)
    months = reports_by_month(found, today=timezone.localdate())
    shown = {
        "view": outlet_view(found),
        "is_followed": Watch.objects.filter(user=request.user, outlet=found).exists(),
        "newest": newest_claims(found),
        "months": months,
        "chart": share_chart([(month, month.first, month.shared, month.interval) for month in months]),
        "sources": sources_of(found),
    }
    return render(request, "outlet.html", shown)


@require_safe
def first_reports_csv(request: Request, pk: int) -> HttpResponse:  # noqa: ARG001 - a view
    months = reports_by_month(get_object_or_404(Outlet, pk=pk), today=timezone.localdate())
    return csv_answer("first-reports", months, MONTHS)


@require_safe
def entity_record(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Entity, pk=pk)
    form = RecordForm(request.GET)
    is_topic = form.read().get("about", False)
    return _record_page(request, form, found, said_about(found) if is_topic else said_by(found))


@require_safe
def outlet_record(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Outlet, pk=pk)
    return _record_page(request, RecordForm(request.GET), found, reported_by(found))


@require_safe
def entity_leads_csv(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Entity, pk=pk)
    is_topic = RecordForm(request.GET).read().get("about", False)
    return _leads_csv(record_of_topic(found) if is_topic else record_of_speaker(found).whole)


@require_safe
def outlet_leads_csv(request: Request, pk: int) -> HttpResponse:  # noqa: ARG001 - a view
    return _leads_csv(record_of_outlet(get_object_or_404(Outlet, pk=pk)).whole)


def _leads_csv(record: TrackRecord) -> HttpResponse:
    return csv_answer("lead-times", lead_chart(record.leads).columns, LEADS)


def _record_page(request: Request, form: RecordForm, owner: Entity | Outlet, stands: QuerySet[Link]) -> HttpResponse:
    asked = form.read()
    outcome = Outcome(asked.get("outcome", Outcome.RIGHT))
    topic = Entity.objects.filter(pk=asked["topic"]).first() if "topic" in asked else None
    page = claims_behind(stands, outcome, topic=asked.get("topic"), number=form.page_number)
    shown: dict[str, Any] = {"owner": owner, "page": page, "outcome": outcome, "topic": topic}
    return render(request, "records/claims.html", shown | {"is_about": asked.get("about", False)})
