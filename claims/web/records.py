"""The page of an outlet, and the claims behind each number of a track record."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.corroborate import Outcome
from claims.models import Entity, Link, Outlet, Watch
from claims.queries.outlets import outlet_view
from claims.queries.records import claims_behind, reported_by, said_about, said_by
from claims.web.access import Request
from claims.web.verdict_forms import RecordForm


@require_safe
def outlet(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Outlet, pk=pk)
    is_followed = Watch.objects.filter(user=request.user, outlet=found).exists()
    return render(request, "outlet.html", {"view": outlet_view(found), "is_followed": is_followed})


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


def _record_page(request: Request, form: RecordForm, owner: Entity | Outlet, stands: QuerySet[Link]) -> HttpResponse:
    asked = form.read()
    outcome = Outcome(asked.get("outcome", Outcome.RIGHT))
    topic = Entity.objects.filter(pk=asked["topic"]).first() if "topic" in asked else None
    page = claims_behind(stands, outcome, topic=asked.get("topic"), number=form.page_number)
    shown: dict[str, Any] = {"owner": owner, "page": page, "outcome": outcome, "topic": topic}
    return render(request, "records/claims.html", shown | {"is_about": asked.get("about", False)})
