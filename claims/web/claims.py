"""The list of claims, the page of one, and what people do there: follow it, set a verdict."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation
from claims.models import Claim
from claims.queries.claims import claim_page, filter_choices
from claims.queries.one_claim import claim_view
from claims.web.access import CURATE, Request, needs
from claims.web.following import answer_follow, is_to_unfollow
from claims.web.forms import AsOfForm, ClaimFilterForm, ResolutionForm, add_refusal


@require_safe
def claim_list(request: Request) -> HttpResponse:
    form = ClaimFilterForm(request.GET)
    wanted = form.wanted()
    page = claim_page(wanted, number=form.page_number)
    shown = {"form": form, "wanted": wanted, "page": page}
    if request.htmx:
        return form.answer(request, "claims/_results.html", shown)
    return render(request, "claims/list.html", shown | {"choices": filter_choices()})


@require_safe
def claim(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Claim, pk=pk)
    days = AsOfForm(request.GET, opened_on=timezone.localdate(found.opened_at), today=timezone.localdate())
    status = HTTPStatus.OK if days.is_valid() else HTTPStatus.BAD_REQUEST
    return _claim_page(request, found, ResolutionForm(), days, status)


def _claim_page(
    request: Request, found: Claim, form: ResolutionForm, days: AsOfForm | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    """A day that cannot be shown is refused at its field, above the claim as it is now."""
    today = timezone.localdate()
    as_of = days.cleaned_data.get("as_of") if days else None
    view = claim_view(found, user_id=request.user.pk, today=today, as_of=as_of)
    shown = {
        "view": view,
        "form": form,
        "days": days,
        "today": today,
        "opened_on": timezone.localdate(found.opened_at),
        "cited_as": request.build_absolute_uri(f"{found.get_absolute_url()}?as_of={(as_of or today).isoformat()}"),
        "may_curate": request.user.has_perm(CURATE) and as_of is None,  # people decide by what is known now
    }
    return render(request, "claims/claim.html", shown, status=status)


@require_POST
def follow_claim(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Claim, pk=pk)
    unfollow = is_to_unfollow(request)
    if unfollow:
        curation.unfollow(request.user, claim=found)
    else:
        curation.follow(request.user, claim=found, now=timezone.now())
    return answer_follow(request, "follow-claim", found, is_followed=not unfollow)


@require_POST
@needs(CURATE)
def resolve_claim(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Claim, pk=pk)
    form = ResolutionForm(request.POST)
    if form.is_valid():
        try:
            curation.resolve_claim(request.user, found, **form.cleaned_data, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "resolved", extra_tags="resolved")
            return redirect(found)
    return _claim_page(request, found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
