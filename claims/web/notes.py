"""Notes on a claim: writing one, hiding one, showing it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims import curation
from claims.models import Claim, Note
from claims.web.access import CURATE, NOTE, Request, needs
from claims.web.claims import claim_page
from claims.web.forms import NoteForm, add_refusal


@require_POST
@needs(NOTE)
def add_note(request: Request, pk: int) -> HttpResponse:
    claim = get_object_or_404(Claim, pk=pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            note = curation.add_note(request.user, claim, text=form.cleaned_data["text"], now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            return _to_note(request, note, "note-added")
    return claim_page(request, claim, note_form=form)


@require_POST
@needs(CURATE)
def hide_note(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Note.objects.select_related("claim"), pk=pk)
    try:
        curation.hide_note(request.user, note, reason=request.POST.get("reason", "")[:2_000], now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
        return redirect(note)
    return _to_note(request, note, "note-hidden")


@require_POST
@needs(CURATE)
def show_note(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Note.objects.select_related("claim"), pk=pk)
    try:
        curation.show_note(request.user, note, now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
        return redirect(note)
    return _to_note(request, note, "note-shown")


def _to_note(request: Request, note: Note, done: str) -> HttpResponse:
    messages.success(request, str(note.pk), extra_tags=done)
    return redirect(note)
