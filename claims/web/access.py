"""Who may do what on the pages, and where they came from. The middleware asks for sign-in; this asks for the role."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

SUBMIT = "claims.submit_article"
NOTE = "claims.add_note"
MANAGE_FEEDS = "claims.manage_feeds"
CURATE = "claims.curate"

Arguments = ParamSpec("Arguments")


class Request(HttpRequest):
    """A request as the middleware leaves it for a page that asks for sign-in."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[Request, Arguments], HttpResponse]


def needs(permission: str) -> Callable[[View[Arguments]], View[Arguments]]:
    """Refuse with the permission's name, from which the 403 page says which role it takes and whom to ask."""

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def checked(request: Request, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        return checked

    return decorate


def page_before(request: HttpRequest, otherwise: str) -> str:
    """Where a form was opened from, as its `next` says; only ever a page of ours."""
    back = request.POST.get("next", request.GET.get("next", ""))
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}) else otherwise
