"""Adding a feed after a look at what it would bring, and changing one: its settings and its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from claims import curation, ingest, pipeline
from claims.ingest.http import FetchError
from claims.ingest.reading import TEXT_ROLES
from claims.models import Feed, Outlet
from claims.queries.feed_preview import FeedPreview, feed_preview
from claims.queries.feeds import folders, outlet_names
from claims.web.access import MANAGE_FEEDS, Request, needs
from claims.web.feed_forms import AddFeedForm, AddressForm, FeedSettingsForm, SampleForm
from claims.web.forms import add_refusal

# What was looked at is not fetched again to be added: the page carries it along, signed, for as long as it is fresh.
SALT = "a feed that was looked at"
FRESH = timedelta(hours=12)


@dataclass(frozen=True)
class Look:
    """What was found at an address: feeds to choose from, one that is here already, or one with its preview."""

    named: Sequence[str] = ()
    chosen: str = ""
    known: Feed | None = None
    preview: FeedPreview | None = None
    token: str = ""
    outlet: Outlet | None = None  # known by the feed's address


@require_http_methods(["GET", "POST"])
@needs(MANAGE_FEEDS)
def add_feed(request: Request) -> HttpResponse:
    if "token" in request.POST:
        return _add(request)
    form, look = _look_at(request)
    return _render(request, "feeds/add.html", form, {"look": look, "add_form": AddFeedForm(), "folders": folders()})


def _add(request: Request) -> HttpResponse:
    form = AddFeedForm(request.POST)
    address = AddressForm({"url": request.POST.get("url", "")})
    try:
        candidate = _looked_at(request)
        if form.is_valid():
            added = curation.add_feed(request.user, candidate, **form.cleaned_data, now=timezone.now())
            messages.success(request, str(added), extra_tags="feed-added")
            return redirect(added)
    except curation.CurationError as refusal:
        add_refusal(address, refusal)
    return _render(request, "feeds/add.html", address, {"look": Look(), "add_form": form, "folders": folders()})


@require_http_methods(["GET", "POST"])
@needs(MANAGE_FEEDS)
def feed_address(request: Request, pk: int) -> HttpResponse:
    """Another address for a feed: one that is known, or one that is looked for on the outlet's site."""
    feed = get_object_or_404(Feed.objects.select_related("outlet"), pk=pk)
    if "token" in request.POST:
        return _replace_address(request, feed)
    if "find" in request.POST:
        form, look = _look_for_successor(feed)
    else:
        form, look = _look_at(request)
    return _render(request, "feeds/address.html", form, {"look": look, "feed": feed})


def _replace_address(request: Request, feed: Feed) -> HttpResponse:
    form = AddressForm({"url": request.POST.get("url", "")})
    try:
        curation.replace_address(request.user, feed, _looked_at(request).url, now=timezone.now())
    except curation.CurationError as refusal:
        add_refusal(form, refusal)
        return _render(request, "feeds/address.html", form, {"look": Look(), "feed": feed})
    messages.success(request, str(feed), extra_tags="feed-address")
    return redirect(feed)


def _look_for_successor(feed: Feed) -> tuple[AddressForm, Look]:
    form = AddressForm({"url": feed.url})
    form.is_valid()
    try:
        return form, Look(named=curation.find_successors(feed, fetch=pipeline.fetcher()))
    except curation.CurationError as refusal:
        add_refusal(form, refusal)
        return form, Look()


def _look_at(request: Request) -> tuple[AddressForm, Look]:
    form = AddressForm(request.POST if request.method == "POST" else None)
    named = request.POST.getlist("named")
    if not form.is_valid():
        return form, Look(named)
    url = form.cleaned_data["chosen"] or form.cleaned_data["url"]
    try:
        return form, _look(url, named)
    except curation.CurationError as refusal:
        add_refusal(form, refusal)
        return form, Look(named, chosen=url)


def _look(url: str, named: Sequence[str]) -> Look:
    if known := curation.find_known(url):
        return Look(named, url, known)
    found = curation.look_up(url, fetch=pipeline.fetcher())
    if found.feed is None:
        return Look(found.named)
    if known := curation.find_known(found.feed.url):
        return Look(named, url, known)
    return Look(
        named,
        url,
        preview=feed_preview(found.feed.url, found.feed.parsed, found.feed.headers, now=timezone.now()),
        token=signing.dumps([found.feed.url, found.feed.parsed.title], salt=SALT),
        outlet=pipeline.find_outlet(found.feed.url),
    )


def _looked_at(request: Request) -> curation.FeedCandidate:
    try:
        url, title = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=FRESH)
    except signing.BadSignature as error:
        too_old = gettext("This preview is too old, or was changed on the way. Look at the address again.")
        raise curation.CurationError("url", too_old) from error
    return curation.FeedCandidate(url, title)


def _render(request: Request, template: str, form: AddressForm, shown: dict[str, object]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **shown}, status=status)


@require_POST
@needs(MANAGE_FEEDS)
def sample_page(request: Request) -> HttpResponse:
    """One entry's page as it would be read, or what stands in its way; a part of the preview that may take a while."""
    form = SampleForm(request.POST)
    if not form.is_valid():
        return HttpResponse(gettext("Name the page to be read."), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    url = form.cleaned_data["url"]
    shown: dict[str, object] = {"url": url}
    try:
        shown |= _read_sample(**form.cleaned_data)
    except (FetchError, pipeline.PermanentFailureError, pipeline.HostBusyError, ValueError) as error:
        shown |= {"refusal": str(error), "wall": pipeline.wall_of(error), "site": ingest.site_of(url)}
    return render(request, "feeds/_sample.html" if request.htmx else "feeds/sample.html", shown)


def _read_sample(url: str, lang: str) -> dict[str, object]:
    known = lang[:2].lower() if lang[:2].lower() in ("de", "en") else ""
    reading = pipeline.read_sample(url, lang=known, now=timezone.now(), fetch=pipeline.polite_fetcher(waits=True))
    return {
        "reading": reading,
        "kept": [block for block in reading.blocks if block.role in TEXT_ROLES],
        "aside": [block for block in reading.blocks if block.role not in TEXT_ROLES],
    }


@require_http_methods(["GET", "POST"])
@needs(MANAGE_FEEDS)
def feed_settings(request: Request, pk: int) -> HttpResponse:
    feed = get_object_or_404(Feed.objects.select_related("outlet"), pk=pk)
    form = FeedSettingsForm(request.POST if request.method == "POST" else None, initial=_settings_of(feed))
    if form.is_valid():
        try:
            taken = curation.change_settings(request.user, feed, **form.cleaned_data, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, str(taken), extra_tags="feed-changed")
            return redirect(feed)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"form": form, "feed": feed, "folders": folders(), "outlets": outlet_names()}
    return render(request, "feeds/settings.html", shown, status=status)


def _settings_of(feed: Feed) -> dict[str, object]:
    return {
        "title": feed.title,
        "outlet_name": feed.outlet.name,
        "folder": feed.folder,
        "takes_full_text": feed.takes_full_text,
        "ignores_cache": feed.ignores_cache,
    }
