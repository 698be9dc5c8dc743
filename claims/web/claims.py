"""The list of claims, the page of one, and following it."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from claims.models import Claim
from claims.queries import claims as reads
from claims.queries.claim_review import claim_review
from claims.queries.notes import notes_of
from claims.queries.one_claim import claim_view
from claims.queries.related import related_claims
from claims.queries.saved_searches import describe, saved_searches
from claims.queries.slots import slots_of
from claims.queries.verdicts import verdicts_of
from claims.web.access import CURATE, NOTE, Request
from claims.web.claim_filters import choices_of
from claims.web.forms import AsOfForm, FilterForm, NoteForm
from claims.web.slots import marked_words


@require_safe
def claim_list(request: Request) -> HttpResponse:
    form = reads.ClaimFilterForm(request.GET)
    wanted = form.wanted()
    shown = {"form": form, "wanted": wanted, **_narrowed(request, wanted)}
    shown["offered"] = choices_of(form, shown.get("counts"))
    if request.htmx:
        # What cannot be read is told in the results, which htmx shows only with a status of success.
        response = render(request, "claims/_narrowed.html", shown)
        query = wanted.to_query() if wanted else request.GET.urlencode()
        return push_url(response, f"{request.path}?{query}" if query else request.path)
    shown |= {"names": reads.filter_choices(), "searches": saved_searches(request.user.pk, counts=False)}
    return render(request, "claims/list.html", shown, status=HTTPStatus.OK if wanted else HTTPStatus.BAD_REQUEST)


def _narrowed(request: Request, wanted: reads.ClaimFilter | None) -> dict[str, Any]:
    """The claims that fit; nothing where the address cannot be read: the whole list would look like an answer."""
    if wanted is None:
        return {}
    found = reads.claim_list(wanted, user_id=request.user.pk, number=FilterForm(request.GET).page_number)
    (given,) = describe([wanted])
    return {"page": found.page, "counts": found.counts, "given": given, "sought": wanted.question}


@require_safe
def claim(request: Request, pk: int) -> HttpResponse:
    return claim_page(request, get_object_or_404(Claim, pk=pk))


def claim_page(request: Request, found: Claim, *, note_form: NoteForm | None = None) -> HttpResponse:
    """With a form: one that could not be taken, with what was typed."""
    today = timezone.localdate()
    opened_on = timezone.localdate(found.opened_at)
    days = AsOfForm(request.GET, opened_on=opened_on, today=today)
    # A day that cannot be shown is refused at its field, above the claim as it is now.
    status = HTTPStatus.OK if days.is_valid() else HTTPStatus.BAD_REQUEST
    as_of = days.cleaned_data.get("as_of")
    slots = slots_of(found)
    view = claim_view(found, user_id=request.user.pk, today=today, as_of=as_of)
    shown = {
        "view": view,
        "slots": slots,
        "marked_words": marked_words(found, slots),
        "verdicts": verdicts_of(found, as_of),
        "notes": notes_of(found, as_of),
        "note_form": note_form or NoteForm(),
        "review": claim_review(view, settings.PUBLIC_URL),
        "days": days,
        "today": today,
        "opened_on": opened_on,
        "beside": related_claims(found) if as_of is None else None,
        "cited_on": as_of or today,
        "cited_as": request.build_absolute_uri(f"{found.get_absolute_url()}?as_of={(as_of or today).isoformat()}"),
        "may_curate": request.user.has_perm(CURATE) and as_of is None,  # people decide by what is known now
        "may_note": request.user.has_perm(NOTE) and as_of is None,
    }
    if note_form:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "claims/claim.html", shown, status=status)
