"""The list of articles, handing one in, reading one, and how far the work on it is."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import curation
from claims.models import Article
from claims.queries.articles import NoSuchRevisionError, article_page, feed_of, outlets_with_articles, reading
from claims.queries.progress import progress
from claims.web.access import CURATE, SUBMIT, Request, needs
from claims.web.forms import ArticleFilterForm, ReadingForm, SubmitForm, add_refusal
from claims.web.reading_page import paint

WAYS_IN = ("url", "text", "html")


@require_safe
def article_list(request: Request) -> HttpResponse:
    form = ArticleFilterForm(request.GET)
    wanted = form.wanted()
    page = article_page(wanted, number=form.page_number)
    shown = {"form": form, "wanted": wanted, "page": page, "sought": wanted.question}
    if request.htmx:
        return form.answer(request, "articles/_results.html", shown)
    return render(request, "articles/list.html", shown | {"outlets": outlets_with_articles()})


@require_http_methods(["GET", "POST"])
@needs(SUBMIT)
def submit(request: Request) -> HttpResponse:
    form = SubmitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            article = curation.submit_article(request.user, **form.cleaned_data, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "submitted", extra_tags="submitted")
            return redirect(article)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "articles/submit.html", {"form": form, "way": _way_in(request)}, status=status)


def _way_in(request: Request) -> str:
    """Which of the three forms is open: the one asked for, or the one that something was typed into."""
    asked = request.GET.get("as", "")
    typed = next((way for way in reversed(WAYS_IN) if request.POST.get(way)), "url")
    return asked if asked in WAYS_IN else typed


@require_safe
def article(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Article.objects.select_related("outlet", "submitted_by", "duplicate_of"), pk=pk)
    how = ReadingForm(request.GET).read()
    try:
        view = reading(found, number=how.get("revision"), with_low=how.get("low", False))
    except NoSuchRevisionError as error:
        raise Http404(f"revision {error} of article {pk}") from error
    shown = {"view": view, "blocks": paint(view), "progress": view.progress, **_opened_by(found)}
    return render(request, "articles/article.html", shown)


def _opened_by(article: Article) -> dict[str, object]:
    """The article and, where it stands behind a wall, the feed whose own text may stand in for the page."""
    return {"article": article, "feed": feed_of(article) if article.wall else None}


@require_safe
def article_progress(request: Request, pk: int) -> HttpResponse:
    """The progress alone, for a page to ask again and again; tells htmx to load the page anew once it can show more."""
    found = get_object_or_404(Article, pk=pk)
    now_at = progress(found)
    response = render(request, "articles/_progress.html", {"progress": now_at, **_opened_by(found)})
    shown_revision = ReadingForm(request.GET).read().get("revision", 0)
    if not now_at.is_working or now_at.revision != shown_revision:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@needs(SUBMIT)
def retry_article(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Article, pk=pk)
    try:
        curation.retry_article(request.user, found, now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "retried", extra_tags="retried")
    return redirect(found)


@require_POST
@needs(CURATE)
def dismiss_article(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Article, pk=pk)
    try:
        curation.dismiss_article(request.user, found, reason=request.POST.get("reason", "")[:2_000], now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "1", extra_tags="dismissed-all")
    return redirect(found)


@require_POST
@needs(CURATE)
def keep_apart(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Article.objects.select_related("duplicate_of"), pk=pk)
    try:
        curation.keep_apart(request.user, found, now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "kept-apart", extra_tags="kept-apart")
    return redirect(found)
