"""Who may do what on the pages. Signing in is asked for by the middleware; this asks for the role."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django_htmx.middleware import HtmxDetails

SUBMIT = "claims.submit_article"
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
