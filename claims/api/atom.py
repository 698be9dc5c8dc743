"""Any search of claims as an Atom feed, with the parameters of the list's page."""

import re
from typing import Any

import pydantic
from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import reverse

from claims.api import problems
from claims.api.access import SAFE_METHODS, Caller, SessionAuth, TokenAuth
from claims.api.addresses import absolute
from claims.api.claims import ordered
from claims.api.filters import ClaimQuery
from claims.models import Resolution, StandingChange
from claims.queries.lines import claim_lines

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
ENTRIES = 50
# Feed readers know no bearer tokens: they ask for a name and a password, and the token is the password.
CHALLENGE = 'Basic realm="Claim Tracker", charset="UTF-8"'
# What XML cannot hold even when it is escaped.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def claims_atom(request: HttpRequest) -> HttpResponse:
    if request.method not in SAFE_METHODS:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        _admit(request)
        query = ClaimQuery.model_validate(request.GET.dict())
    except problems.Problem as problem:
        return problem.response()
    except pydantic.ValidationError as error:
        return problems.invalid_fields(error.errors()).response()
    return HttpResponse(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", _feed(request, query)), content_type=MEDIA_TYPE)


def _admit(request: HttpRequest) -> Caller:
    caller = TokenAuth("read", challenge=CHALLENGE)(request) or SessionAuth("read")(request)
    if caller is None:
        raise problems.not_signed_in(CHALLENGE)
    return caller


def _feed(request: HttpRequest, query: Any) -> str:
    """An entry is new again when its standing changes or somebody sets a verdict."""
    claims, order = ordered(query.wanted())
    changes = StandingChange.objects.filter(claim=OuterRef("pk")).order_by("-at")
    verdicts = Resolution.objects.filter(claim=OuterRef("pk")).order_by("-at")
    changed = [Coalesce(Subquery(rows.values("at")[:1]), "opened_at") for rows in (changes, verdicts)]
    rows = list(claims.annotate(changed_at=Greatest("opened_at", *changed)).order_by(*order)[:ENTRIES])
    given = request.GET.urlencode()
    return render_to_string(
        "claims/feed.atom",
        {
            "lines": claim_lines(rows),
            "wanted": query.given(),
            "newest": max((row.changed_at for row in rows), default=None),
            "public_url": settings.PUBLIC_URL,
            "address": absolute(f"{request.path}?{given}" if given else request.path),
            "page": absolute(f"{reverse('claims')}?{given}" if given else reverse("claims")),
        },
    )
