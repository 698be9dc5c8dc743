"""The user's saved searches: keeping the filters of the list of claims, and coming back to them."""

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import curation
from claims.models import SavedSearch
from claims.queries.claims import read_claim_filter
from claims.queries.saved_searches import saved_searches
from claims.web.access import Request
from claims.web.following import is_to_unfollow
from claims.web.forms import SavedSearchForm, add_refusal


@require_http_methods(["GET", "POST"])
def search_list(request: Request) -> HttpResponse:
    if request.method != "POST":
        return render(request, "searches/list.html", {"searches": saved_searches(request.user.pk)})
    form = SavedSearchForm(request.POST)
    if form.is_valid():
        try:
            saved = curation.save_search(request.user, **form.cleaned_data, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, saved.name, extra_tags="search-saved")
            return redirect(_address_of(saved.query))
    shown = {"searches": saved_searches(request.user.pk), "saving": form}
    return render(request, "searches/list.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_safe
def open_search(request: Request, pk: int) -> HttpResponse:
    """Its claims; with `newest` in the order in which they came. What was new is so no more."""
    search = _own(request, pk)
    curation.look_at_search(search, now=timezone.now())
    wanted = read_claim_filter(search.query)
    if wanted is not None and "newest" in request.GET:
        return redirect(_address_of(replace(wanted, sort="opened").to_query()))
    return redirect(_address_of(search.query))


@require_POST
def rename_search(request: Request, pk: int) -> HttpResponse:
    try:
        curation.rename_search(_own(request, pk), name=request.POST.get("name", ""))
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    return redirect("searches")


@require_POST
def delete_search(request: Request, pk: int) -> HttpResponse:
    search = _own(request, pk)
    curation.delete_search(search)
    messages.success(request, search.name, extra_tags="search-deleted")
    return redirect("searches")


@require_POST
def follow_search(request: Request, pk: int) -> HttpResponse:
    search = _own(request, pk)
    unfollow = is_to_unfollow(request)
    if unfollow:
        curation.unfollow_search(search)
    else:
        curation.follow_search(search, now=timezone.now())
    messages.success(request, search.name, extra_tags="unfollowed" if unfollow else "followed")
    return redirect("searches")


def _own(request: Request, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.select_related("user"), pk=pk, user=request.user)


def _address_of(query: str) -> str:
    return f"{reverse('claims')}?{query}"
