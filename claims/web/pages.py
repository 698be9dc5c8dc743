"""The pages around the work: search, the legend, the theme, and the health check."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.corroborate import Fate
from claims.models import Resolution
from claims.models.ledger import Standing
from claims.queries.search import find
from claims.queries.timeline import EventKind
from claims.web.access import Request, page_before

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
ONE_YEAR = 365 * 24 * 3600


@require_safe
def search(request: Request) -> HttpResponse:
    question = request.GET.get("q", "").replace("\x00", "").strip()[:300]
    found = find(question) if question else None
    shown = {"question": question, "found": found, "sought": found.question if found else None}
    return render(request, "search.html", shown)


def sign_in_provider() -> str:
    """By whom one may sign in beside a password; "" where none is set."""
    return str(settings.OIDC_NAME) if settings.OIDC_ISSUER else ""


@require_safe
def legend(request: Request) -> HttpResponse:
    shown = {
        "standings": Standing.values,
        "verdicts": Resolution.Value.values,
        "fates": [fate.value for fate in Fate],
        "events": [kind.value for kind in EventKind],
    }
    return render(request, "legend.html", shown)


@require_POST
@login_not_required
def set_theme(request: HttpRequest) -> HttpResponse:
    """Kept in a cookie, so that the server sends the right page and nothing flashes."""
    theme = request.POST.get("theme", "")
    response = redirect(page_before(request, "/"))
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view
    """Answers only while the database does: an error here is a 500, which is what a health check wants."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
