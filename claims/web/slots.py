"""Correcting the slots of a claim, and taking a correction back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from claims import curation
from claims.models import Claim, Decision
from claims.queries.slots import ClaimSlots, slots_of
from claims.text import Span
from claims.web.access import CURATE, Request, needs
from claims.web.forms import add_refusal
from claims.web.highlight import Mark, Piece, cut
from claims.web.slot_forms import SlotsForm, as_typed
from claims.web.verdicts import form_page


def marked_words(claim: Claim, slots: ClaimSlots) -> list[Piece]:
    """The claim's words, cut where a slot begins or ends."""
    marks = [Mark(span, role, statement=0) for span, role in slots.places]
    return cut(claim.headline, Span(0, len(claim.headline)), marks)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(CURATE)
def correct_slots(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Claim, pk=pk)
    form = SlotsForm(request.POST if request.method == "POST" else None, initial=as_typed(slots_of(found)))
    if form.is_bound and form.is_valid():
        given, reason = form.given(), form.cleaned_data["reason"]
        try:
            decision = curation.correct_slots(request.user, found, given, reason=reason, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, str(decision.pk), extra_tags="slots-corrected")
            return redirect(found)
    return form_page(request, "claims/slots.html", found, form, {})


@require_POST
@needs(CURATE)
def undo_slots(request: Request, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision, pk=pk, object_type="claim")
    claim = get_object_or_404(Claim, pk=decision.object_id)
    try:
        curation.undo_slots(request.user, decision, now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "undone", extra_tags="slots-undone")
    return redirect(claim)
