"""The list of entities and the page of one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims import curation
from claims.models import Entity
from claims.queries.entities import entity_page, entity_view
from claims.queries.records import record_of_speaker, record_of_topic
from claims.web.access import Request
from claims.web.forms import EntityFilterForm


@require_safe
def entity_list(request: Request) -> HttpResponse:
    form = EntityFilterForm(request.GET)
    wanted = form.read()
    shown = {"form": form, "wanted": wanted, "page": entity_page(**wanted, number=form.page_number)}
    if request.htmx:
        return form.answer(request, "entities/_results.html", shown)
    return render(request, "entities/list.html", shown)


@require_safe
def entity(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Entity.objects.select_related("merged_into"), pk=pk)
    if found.merged_into is not None:
        return redirect(found.merged_into)
    shown = {
        "view": entity_view(found, user_id=request.user.pk),
        "undoable": curation.UNDO,
        "records": record_of_speaker(found),
        "topic_record": record_of_topic(found),
    }
    return render(request, "entities/entity.html", shown)
