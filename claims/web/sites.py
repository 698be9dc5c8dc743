"""The sites: which have rules, the rules of one, and changing them with a look at what they would do."""

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import curation, pipeline
from claims.models import Article, SiteRules
from claims.queries.sites import pages_to_try, rereading, site_overview, site_view
from claims.web.access import MANAGE_FEEDS, Request, needs
from claims.web.forms import ReadingForm, SiteFilterForm, SiteRulesForm, add_refusal


@require_safe
def site_list(request: Request) -> HttpResponse:
    """With ?site= it leads to the site that the address or name given there belongs to."""
    form = SiteFilterForm(request.GET)
    given = form.read().get("site")
    if given:
        try:
            return redirect("site", curation.find_site(given))
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if given else HTTPStatus.OK
    view = site_overview(number=form.page_number)
    return render(request, "sites/list.html", {"view": view, "page": view.page, "form": form}, status=status)


@require_safe
def site(request: Request, site: str) -> HttpResponse:
    view = site_view(_known(site), shows_secrets=request.user.has_perm(MANAGE_FEEDS))
    return render(request, "sites/site.html", {"view": view, "site": site, "rereading": view.rereading})


@require_safe
def site_progress(request: Request, site: str) -> HttpResponse:
    """How far re-reading is, for the page to ask again and again; tells htmx to load the page anew at its end."""
    found = rereading(_known(site))
    response = render(request, "sites/_progress.html", {"site": site, "rereading": found})
    if not found or not found.waiting:
        response["HX-Refresh"] = "true"
    return response


@require_http_methods(["GET", "POST"])
@needs(MANAGE_FEEDS)
def site_rules(request: Request, site: str) -> HttpResponse:
    """Shows what the rules in the form would do; saves them if that is the button that was pressed."""
    pages = pages_to_try(_known(site))
    form = _filled_form(request, site)
    form.fields["article"].choices = [(str(article.pk), str(article)) for article in pages]  # type: ignore[attr-defined]
    preview = None
    if form.is_valid():
        try:
            if request.POST.get("do") == "save":
                return _saved(request, site, form)
            preview = _preview(site, form, pages)
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"site": site, "form": form, "pages": pages, "preview": preview}
    return render(request, "sites/rules.html", shown, status=status)


def _filled_form(request: Request, site: str) -> SiteRulesForm:
    """What was sent; else the newest version, or an older one that is gone back to."""
    if request.method == "POST":
        return SiteRulesForm(request.POST)
    newest = curation.newest_rules(site)
    asked = ReadingForm(request.GET).read().get("revision")
    start = SiteRules.objects.filter(site=site, version=asked).first() if asked else newest
    if asked and start is None:
        raise Http404(f"{site} has no version {asked}")
    return SiteRulesForm(
        {
            "remove": "\n".join(start.remove) if start else "",
            "keep": start.keep if start else "",
            "headers": "\n".join(f"{name}: {value}" for name, value in start.headers) if start else "",
            "reason": gettext("Back to version %(version)s") % {"version": asked} if asked else "",
            "based_on": newest.version if newest else 0,
        }
    )


def _preview(site: str, form: SiteRulesForm, pages: Sequence[Article]) -> pipeline.Preview | None:
    rules = curation.check_rules(site, form.given())
    chosen = form.cleaned_data["article"]
    article = next((article for article in pages if str(article.pk) == chosen), pages[0] if pages else None)
    return pipeline.preview_rules(article, rules) if article else None


def _saved(request: Request, site: str, form: SiteRulesForm) -> HttpResponse:
    row = curation.set_site_rules(
        request.user,
        site,
        form.given(),
        reason=form.cleaned_data["reason"],
        based_on=form.cleaned_data["based_on"],
        now=timezone.now(),
    )
    messages.success(request, str(row), extra_tags="site-rules-saved")
    return redirect(row)


@require_POST
@needs(MANAGE_FEEDS)
def reread_site(request: Request, site: str) -> HttpResponse:
    try:
        curation.reread_site(request.user, _known(site), now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, site, extra_tags="site-reread")
    return redirect("site", site)


def _known(site: str) -> str:
    """The name as sites are known by it; any other address is none."""
    try:
        if curation.find_site(site) == site:
            return site
    except curation.CurationError:
        pass
    raise Http404(f"{site} is no site")
