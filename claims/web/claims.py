"""The list of claims, the page of one, and following it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation
from claims.models import Claim
from claims.queries.claims import claim_page, filter_choices
from claims.queries.one_claim import claim_view
from claims.queries.verdicts import verdicts_of
from claims.web.access import CURATE, Request
from claims.web.following import answer_follow, is_to_unfollow
from claims.web.forms import ClaimFilterForm


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
    view = claim_view(found, user_id=request.user.pk, today=timezone.localdate())
    shown = {"view": view, "verdicts": verdicts_of(found), "may_curate": request.user.has_perm(CURATE)}
    return render(request, "claims/claim.html", shown)


@require_POST
def follow_claim(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Claim, pk=pk)
    unfollow = is_to_unfollow(request)
    if unfollow:
        curation.unfollow(request.user, claim=found)
    else:
        curation.follow(request.user, claim=found, now=timezone.now())
    return answer_follow(request, "follow-claim", found, is_followed=not unfollow)
