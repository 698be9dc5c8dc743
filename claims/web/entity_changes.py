"""What curators do about entities: say what a recurring name is, add, merge, split, and undo."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import curation
from claims.models import Decision, Entity
from claims.queries.entities import aliases_in_use, choice_of_entities
from claims.queries.unlinked import guess_aliases, guess_kind, suggestions
from claims.web.access import CURATE, Request, needs
from claims.web.entity_forms import AliasForm, ChoiceOfEntityForm, EntityForm, MergeForm, SplitForm
from claims.web.forms import add_refusal


@require_safe
@needs(CURATE)
def unlinked_names(request: Request) -> HttpResponse:
    return render(request, "entities/names.html", {"view": suggestions()})


@require_POST
@needs(CURATE)
def dismiss_name(request: Request) -> HttpResponse:
    try:
        decision = curation.dismiss_name(request.user, request.POST.get("text", ""), now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    else:
        _say_decided(request, decision)
    return redirect("unlinked-names")


@require_http_methods(["GET", "POST"])
@needs(CURATE)
def add_entity(request: Request) -> HttpResponse:
    """With ?name= the form is filled for a recurring name."""
    name = request.GET.get("name", "")
    kind = guess_kind(name)
    guessed = {"name": name, "kind": kind, "aliases": "\n".join(guess_aliases(name, kind))}
    form = EntityForm(request.POST if request.method == "POST" else None, initial=guessed)
    if form.is_valid():
        try:
            decision = curation.add_entity(request.user, **form.cleaned_data, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            return _done(request, decision, Entity.objects.get(pk=decision.object_id))
    return _render(request, "entities/add.html", form, {})


@require_safe
@needs(CURATE)
def choose_owner(request: Request) -> HttpResponse:
    """Whose alias a recurring name is."""
    given = ChoiceOfEntityForm(request.GET).read()
    text = given.get("text", "")
    shown = {"text": text, "q": given.get("q", ""), "found": choice_of_entities(given.get("q") or text)}
    return render(request, "entities/choose_owner.html", shown)


@require_http_methods(["GET", "POST"])
@needs(CURATE)
def add_alias(request: Request, pk: int) -> HttpResponse:
    entity = get_object_or_404(Entity.objects.select_related("merged_into"), pk=pk)
    form = AliasForm(request.POST if request.method == "POST" else None, initial={"text": request.GET.get("text", "")})
    if form.is_valid():
        try:
            decision = curation.add_alias(request.user, entity, **form.cleaned_data, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            return _done(request, decision, entity)
    return _render(request, "entities/alias.html", form, {"entity": entity})


@require_http_methods(["GET", "POST"])
@needs(CURATE)
def merge(request: Request, pk: int) -> HttpResponse:
    """First what to merge into is chosen, then what would move is shown; only then it is done."""
    entity = get_object_or_404(Entity.objects.select_related("merged_into"), pk=pk)
    given = ChoiceOfEntityForm(request.GET).read()
    if "into" not in given:
        shown = {"entity": entity, "q": given.get("q", "")}
        found = choice_of_entities(given.get("q") or entity.name, without=entity)
        return render(request, "entities/choose_merge.html", shown | {"found": found})
    into = get_object_or_404(Entity.objects.select_related("merged_into"), pk=given["into"])
    form = MergeForm(request.POST if request.method == "POST" else None)
    try:
        moving = curation.look_at_merge(entity, into)
        if form.is_valid():
            decision = curation.merge_entities(request.user, entity, into, **form.cleaned_data, now=timezone.now())
            return _done(request, decision, into)
    except curation.CurationError as refusal:
        if refusal.field not in form.fields:
            messages.error(request, refusal.message)
            return redirect(entity)
        add_refusal(form, refusal)
    return _render(request, "entities/merge.html", form, {"entity": entity, "into": into, "moving": moving})


@require_http_methods(["GET", "POST"])
@needs(CURATE)
def split(request: Request, pk: int) -> HttpResponse:
    entity = get_object_or_404(Entity.objects.select_related("merged_into"), pk=pk)
    aliases = aliases_in_use(entity)
    form = SplitForm(request.POST if request.method == "POST" else None, initial={"kind": entity.kind}, aliases=aliases)
    if form.is_valid():
        given = form.cleaned_data
        alias_ids = [int(pk) for pk in given.pop("aliases")]
        try:
            decision = curation.split_entity(request.user, entity, alias_ids=alias_ids, **given, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            return _done(request, decision, entity)
    return _render(request, "entities/split.html", form, {"entity": entity, "aliases": aliases})


@require_POST
@needs(CURATE)
def undo(request: Request, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision, pk=pk)
    try:
        curation.undo_entity_decision(request.user, decision, now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, decision.action, extra_tags="entity-undone")
    entity = Entity.objects.filter(pk=decision.object_id).first() if decision.object_type == "entity" else None
    return redirect(entity or "unlinked-names")


def _done(request: Request, decision: Decision, entity: Entity) -> HttpResponse:
    _say_decided(request, decision)
    return redirect(entity)


def _say_decided(request: Request, decision: Decision) -> None:
    """The toast has a button that undoes it."""
    messages.success(request, str(decision.pk), extra_tags="entity-decided")


def _render(request: Request, template: str, form: forms.Form, shown: dict[str, Any]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **shown}, status=status)
