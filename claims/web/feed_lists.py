"""Lists of feeds: taking one over, how the reading of its feeds goes, and handing all feeds on."""

from http import HTTPStatus
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from claims import curation, ingest
from claims.models import FeedImport
from claims.queries.feeds import import_progress, imported_rows, recent_imports
from claims.queries.paging import page_of
from claims.web.access import MANAGE_FEEDS, Request, needs
from claims.web.forms import FeedListForm, FilterForm, add_refusal

IMPORTED_SHOWN = 100
STARTER_LIST = Path(ingest.__file__).with_name("starter_feeds.opml")


@require_http_methods(["GET", "POST"])
@needs(MANAGE_FEEDS)
def import_feeds(request: Request) -> HttpResponse:
    form = FeedListForm(request.POST, request.FILES) if request.method == "POST" else FeedListForm()
    if form.is_valid():
        name, body = _list_to_import(form)
        try:
            return redirect(curation.import_feeds(request.user, body, name=name, now=timezone.now()))
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "feeds/import.html", {"form": form, "imports": recent_imports()}, status=status)


def _list_to_import(form: FeedListForm) -> tuple[str, bytes]:
    if form.cleaned_data["starter"]:
        return "the starter list", STARTER_LIST.read_bytes()
    file = form.cleaned_data["file"]
    return file.name, file.read()


@require_safe
def feed_import(request: Request, pk: int) -> HttpResponse:
    """Each row of a list and how its feed is now."""
    imported = get_object_or_404(FeedImport.objects.select_related("by"), pk=pk)
    rows = imported_rows(imported)
    counts = [(taken, sum(row.taken == taken for row in rows)) for taken in curation.Taken]
    page = page_of(rows, FilterForm(request.GET).page_number, size=IMPORTED_SHOWN)
    shown = {"imported": imported, "page": page, "counts": counts, "progress": import_progress(imported)}
    return render(request, "feeds/imported.html", shown)


@require_safe
def feed_import_progress(request: Request, pk: int) -> HttpResponse:
    """The progress alone, for a page to ask again and again; the page is loaded anew when all is done."""
    progress = import_progress(get_object_or_404(FeedImport, pk=pk))
    response = render(request, "feeds/_import_progress.html", {"progress": progress})
    if not progress.waiting:
        response["HX-Refresh"] = "true"
    return response


@require_safe
def export_feeds(_request: Request) -> HttpResponse:
    return HttpResponse(
        curation.export_feeds(timezone.now()),
        content_type="text/x-opml; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="feeds.opml"'},
    )
