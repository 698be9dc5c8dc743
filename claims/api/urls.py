"""The addresses of the API and of the feed of claims. None of them sends to the page for signing in."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from claims.api import problems
from claims.api.api import api
from claims.api.atom import claims_atom
from claims.api.digest_feed import digest_atom

View = Callable[..., HttpResponseBase]


def for_programs(view: View) -> View:
    """With an ETag, for nobody's eyes but the caller's, and with a problem where Django would answer with a page.

    CSRF is asked for where it matters: by `access.SessionAuth`.
    """

    @csrf_exempt
    @login_not_required
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = problems.not_found().response()
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = problems.method_not_allowed(response["Allow"]).response()
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ("Authorization", "Cookie"))
        return response

    return answer


def in_english(view: View) -> View:
    """Whatever language the caller's browser asks for: programs read the refusals, and so do those who write them."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(settings.LANGUAGE_CODE):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = settings.LANGUAGE_CODE
        return response

    return answer


def nothing_here(_request: HttpRequest) -> HttpResponse:
    return problems.not_found().response()


def _addresses() -> Any:
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = for_programs(in_english(pattern.callback))
    return patterns, app_name, namespace


urlpatterns: list[Any] = [
    path("claims.atom", for_programs(claims_atom), name="claims-atom"),
    path("digest/<str:secret>.atom", for_programs(digest_atom), name="digest-feed"),
    path("api/v1/", _addresses()),
    re_path(r"^api/", for_programs(nothing_here)),
]
