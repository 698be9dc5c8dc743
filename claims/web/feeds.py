"""The feeds: how each one is, adding one, and repairing one."""

from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import curation, ingest, pipeline
from claims.models import Feed
from claims.queries.feeds import feed_overview, feed_view
from claims.web.access import MANAGE_FEEDS, Request, needs
from claims.web.forms import FeedFilterForm, FeedForm, FeedListForm, add_refusal

STARTER_LIST = Path(ingest.__file__).with_name("starter_feeds.opml")


@require_safe
def feed_list(request: Request) -> HttpResponse:
    form = FeedFilterForm(request.GET)
    view = feed_overview(**form.read(), number=form.page_number)
    return render(request, "feeds/list.html", {"view": view, "page": view.page})


@require_safe
def feed(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Feed.objects.select_related("outlet", "added_by"), pk=pk)
    return render(request, "feeds/feed.html", {"view": feed_view(found)})


@require_http_methods(["GET", "POST"])
@needs(MANAGE_FEEDS)
def add_feed(request: Request) -> HttpResponse:
    """A page may name several feeds: then it is shown once more, with the choice."""
    form = FeedForm(request.POST if request.method == "POST" else None)
    candidates: Sequence[curation.FeedCandidate] = ()
    if form.is_valid():
        try:
            candidates = _candidates(form)
            if len(candidates) == 1:
                return _added(request, form, candidates[0].url)
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "feeds/add.html", {"form": form, "candidates": candidates}, status=status)


def _candidates(form: FeedForm) -> Sequence[curation.FeedCandidate]:
    chosen = form.cleaned_data["chosen"]
    if chosen:
        return [curation.FeedCandidate(url=chosen, title="")]
    return curation.find_feeds(form.cleaned_data["url"], fetch=pipeline.fetcher())


def _added(request: Request, form: FeedForm, url: str) -> HttpResponse:
    outlet_name = form.cleaned_data["outlet_name"]
    added = curation.add_feed(
        request.user, url=url, outlet_name=outlet_name, now=timezone.now(), fetch=pipeline.fetcher()
    )
    messages.success(request, str(added), extra_tags="feed-added")
    return redirect(added)


@require_POST
@needs(MANAGE_FEEDS)
def pause_feed(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Feed, pk=pk)
    curation.pause_feed(request.user, found, now=timezone.now())
    messages.success(request, str(found), extra_tags="feed-paused")
    return redirect(found)


@require_POST
@needs(MANAGE_FEEDS)
def resume_feed(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Feed, pk=pk)
    curation.resume_feed(request.user, found, now=timezone.now())
    messages.success(request, str(found), extra_tags="feed-resumed")
    return redirect(found)


@require_POST
@needs(MANAGE_FEEDS)
def poll_feed(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Feed, pk=pk)
    try:
        curation.poll_feed_now(request.user, found, now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, str(found), extra_tags="feed-polled")
    return redirect(found)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_FEEDS)
def import_feeds(request: Request) -> HttpResponse:
    """A list is taken over at once, and each of its rows is answered for."""
    form = FeedListForm(request.POST, request.FILES) if request.method == "POST" else FeedListForm()
    rows: Sequence[curation.TakenRow] = ()
    if form.is_valid():
        try:
            rows = curation.import_feeds(request.user, _list_to_import(form), now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    counts = [(taken, sum(row.taken == taken for row in rows)) for taken in curation.Taken]
    return render(request, "feeds/import.html", {"form": form, "rows": rows, "counts": counts}, status=status)


def _list_to_import(form: FeedListForm) -> bytes:
    if form.cleaned_data["starter"]:
        return STARTER_LIST.read_bytes()
    body: bytes = form.cleaned_data["file"].read()
    return body


@require_safe
def export_feeds(_request: Request) -> HttpResponse:
    return HttpResponse(
        curation.export_feeds(timezone.now()),
        content_type="text/x-opml; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="feeds.opml"'},
    )
