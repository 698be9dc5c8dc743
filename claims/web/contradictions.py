"""The queue of possible contradictions: one statement beside its claim, a decision, the next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation
from claims.models import Decision, Link
from claims.queries.contradictions import contradiction_queue as read_queue
from claims.web.access import CURATE, Request, needs
from claims.web.verdict_forms import AfterForm


@require_safe
@needs(CURATE)
def contradiction_queue(request: Request) -> HttpResponse:
    queue = read_queue(**AfterForm(request.GET).read())
    return render(request, "claims/contradictions.html", {"queue": queue, "relations": Link.Relation.values})


@require_POST
@needs(CURATE)
def decide_link(request: Request, pk: int) -> HttpResponse:
    """Confirm with the part that was chosen, or reject; then the next one."""
    link = get_object_or_404(Link, pk=pk)
    try:
        if "reject" in request.POST:
            decision = curation.reject_link(request.user, link, now=timezone.now())
        else:
            relation = request.POST.get("relation", "")
            decision = curation.confirm_link(request.user, link, relation=relation, now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, str(decision.pk), extra_tags="link-decided")
    return redirect(f"{reverse('contradictions')}?after={pk}")


@require_POST
@needs(CURATE)
def undo_link(request: Request, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision, pk=pk, object_type="link")
    try:
        curation.undo_link(request.user, decision, now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
        return redirect("contradictions")
    messages.success(request, "undone", extra_tags="link-undone")
    return redirect(f"{reverse('contradictions')}?after={decision.object_id - 1}")
