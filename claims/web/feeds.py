"""The feeds: their list, one of them, and what is done with those that are there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy
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
    """What can be done with several feeds at once; how many were changed, and how many needed it not, for the toast."""

    change: Callable[..., int]
    done: Promise
    left_out: Promise


ACTIONS = {
    "pause": Action(
        curation.pause_feeds,
        ngettext_lazy("%(feeds)d feed is paused", "%(feeds)d feeds are paused", "feeds"),
        ngettext_lazy("%(feeds)d feed is paused already", "%(feeds)d feeds are paused already", "feeds"),
    ),
    "resume": Action(
        curation.resume_feeds,
        ngettext_lazy("%(feeds)d feed is resumed", "%(feeds)d feeds are resumed", "feeds"),
        ngettext_lazy("%(feeds)d feed is being read already", "%(feeds)d feeds are being read already", "feeds"),
    ),
    "poll": Action(
        curation.poll_feeds_now,
        ngettext_lazy("%(feeds)d feed is read within a minute", "%(feeds)d feeds are read within a minute", "feeds"),
        ngettext_lazy(
            "%(feeds)d feed is not read while paused or gone",
            "%(feeds)d feeds are not read while paused or gone",
            "feeds",
        ),
    ),
    "move": Action(
        curation.move_feeds,
        ngettext_lazy("%(feeds)d feed is moved", "%(feeds)d feeds are moved", "feeds"),
        ngettext_lazy(
            "%(feeds)d feed is in that folder already", "%(feeds)d feeds are in that folder already", "feeds"
        ),
    ),
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
        messages.error(request, gettext("Nothing was done: tick the feeds first, then choose what to do with them."))
    query = request.GET.urlencode()
    return redirect(f"{reverse('feeds')}?{query}" if query else "feeds")


def _told(action: Action, changed: int, chosen: int) -> str:
    counted = ((action.done, changed), (action.left_out, chosen - changed))
    return "; ".join(str(text % {"feeds": feeds}) for text, feeds in counted if feeds) + "."
