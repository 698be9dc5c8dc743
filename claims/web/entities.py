"""The list of entities and the page of one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims import curation
from claims.models import Entity
from claims.queries.entities import entity_page, entity_view
from claims.queries.network import Network, Tie, has_network, network_of
from claims.queries.records import record_of_speaker, record_of_topic
from claims.spreadsheet import Columns
from claims.web.access import Request
from claims.web.charts import NetworkPicture, draw_network
from claims.web.csv_answers import csv_answer
from claims.web.forms import EntityFilterForm

TIES: Columns[Tie] = {
    "speaker": lambda tie: tie.speaker.name,
    "about": lambda tie: tie.about.name,
    "claims": lambda tie: tie.claims,
}


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
        "has_network": has_network(found),
        "view": entity_view(found, user_id=request.user.pk),
        "undoable": curation.UNDO,
        "records": record_of_speaker(found),
        "topic_record": record_of_topic(found),
    }
    return render(request, "entities/entity.html", shown)


@require_safe
def network(request: Request, pk: int) -> HttpResponse:
    """A page of its own, or what the entity's page fetches of it as soon as somebody scrolls there."""
    found = get_object_or_404(Entity.objects.select_related("merged_into"), pk=pk)
    if found.merged_into is not None:
        return redirect("entity-network", found.merged_into.pk)
    around = network_of(found)
    shown = {"entity": found, "network": around, "picture": None if around.is_empty else picture_of(around)}
    return render(request, "entities/_network.html" if request.htmx else "entities/network.html", shown)


@require_safe
def network_csv(request: Request, pk: int) -> HttpResponse:  # noqa: ARG001 - a view
    return csv_answer("network", network_of(get_object_or_404(Entity, pk=pk)).ties, TIES)


def picture_of(network: Network) -> NetworkPicture[Entity]:
    ties = {(tie.speaker, tie.about): tie.claims for tie in network.ties}
    return draw_network(network.entity, network.speakers, network.topics, ties)
