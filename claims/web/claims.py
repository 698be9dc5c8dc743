"""The list of claims, the page of one, and following it."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation
from claims.models import Claim
from claims.queries.claim_review import claim_review
from claims.queries.claims import claim_page, filter_choices
from claims.queries.one_claim import claim_view
from claims.queries.slots import slots_of
from claims.queries.verdicts import verdicts_of
from claims.web.access import CURATE, Request
from claims.web.following import answer_follow, is_to_unfollow
from claims.web.forms import AsOfForm, ClaimFilterForm
from claims.web.slots import marked_words


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
        "review": claim_review(view, settings.PUBLIC_URL),
        "days": days,
        "today": today,
        "opened_on": opened_on,
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
