"""The feeds: their list, one of them, and what is done with those that are there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation
from claims.models import Feed
from claims.queries.feeds import feed_overview, feed_view, folders, unfinished_import
from claims.web.access import MANAGE_FEEDS, Request, needs
from claims.web.feed_forms import ChosenFeedsForm
from claims.web.forms import FeedFilterForm


@require_safe
def feed_list(request: Request) -> HttpResponse:
    form = FeedFilterForm(request.GET)
    view = feed_overview(**form.read(), number=form.page_number)
    shown = {"view": view, "page": view.page, "folders": folders(), "importing": unfinished_import()}
    return render(request, "feeds/list.html", shown)


@require_safe
def feed(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Feed.objects.select_related("outlet", "added_by"), pk=pk)
    return render(request, "feeds/feed.html", {"view": feed_view(found, timezone.now())})


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
    curation.poll_feed_now(request.user, found, now=timezone.now())
    messages.success(request, str(found), extra_tags="feed-polled")
    return redirect(found)


@dataclass(frozen=True)
class Action:
    """What can be done with several feeds at once, in the words of the toast that tells of it."""

    change: Callable[..., int]
    done: str
    left_out: str


ACTIONS = {
    "pause": Action(curation.pause_feeds, "paused", "paused already"),
    "resume": Action(curation.resume_feeds, "resumed", "being read already"),
    "poll": Action(curation.poll_feeds_now, "read within a minute", "not read while paused or gone"),
    "move": Action(curation.move_feeds, "moved", "in that folder already"),
}


@require_POST
@needs(MANAGE_FEEDS)
def change_feeds(request: Request) -> HttpResponse:
    """One action for all feeds that were ticked; the list comes back as it was narrowed."""
    form = ChosenFeedsForm(request.POST)
    if form.is_valid():
        chosen = list(form.cleaned_data["feed"])
        name = form.cleaned_data["action"]
        folder = {"folder": form.cleaned_data["folder"]} if name == "move" else {}
        changed = ACTIONS[name].change(request.user, chosen, now=timezone.now(), **folder)
        messages.success(request, _told(ACTIONS[name], changed, len(chosen)))
    else:
        messages.error(request, "Nothing was done: tick the feeds first, then choose what to do with them.")
    query = request.GET.urlencode()
    return redirect(f"{reverse('feeds')}?{query}" if query else "feeds")


def _told(action: Action, changed: int, chosen: int) -> str:
    left = chosen - changed
    parts = [f"{_feeds(changed)} {action.done}" if changed else "", f"{_feeds(left)} {action.left_out}" if left else ""]
    return "; ".join(filter(None, parts)).capitalize() + "."


def _feeds(count: int) -> str:
    return "1 feed is" if count == 1 else f"{count} feeds are"
