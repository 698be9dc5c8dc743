"""Any search of claims as an Atom feed, with the parameters of the list's page."""

import re

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import reverse

from claims.api import problems
from claims.api.access import SAFE_METHODS, Caller, SessionAuth, TokenAuth
from claims.api.addresses import absolute
from claims.api.filters import read_claim_filter
from claims.models import Resolution, StandingChange
from claims.queries.claims import filtered, lasting_order
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
        feed = _feed(request, _admit(request))
    except problems.Problem as problem:
        return problem.response()
    return HttpResponse(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", feed), content_type=MEDIA_TYPE)


def _admit(request: HttpRequest) -> Caller:
    caller = TokenAuth("read", challenge=CHALLENGE)(request) or SessionAuth("read")(request)
    if caller is None:
        raise problems.not_signed_in(CHALLENGE)
    return caller


def _feed(request: HttpRequest, caller: Caller) -> str:
    """An entry is new again when its standing changes or somebody sets a verdict."""
    wanted = read_claim_filter(request)
    claims = filtered(wanted, user_id=caller.user.pk)
    changes = StandingChange.objects.filter(claim=OuterRef("pk")).order_by("-at")
    verdicts = Resolution.objects.filter(claim=OuterRef("pk")).order_by("-at")
    changed = [Coalesce(Subquery(rows.values("at")[:1]), "opened_at") for rows in (changes, verdicts)]
    rows = list(claims.annotate(changed_at=Greatest("opened_at", *changed)).order_by(*lasting_order(wanted))[:ENTRIES])
    given = f"?{query}" if (query := wanted.to_query()) else ""
    return render_to_string(
        "claims/feed.atom",
        {
            "lines": claim_lines(rows),
            "given": wanted.given,
            "newest": max((row.changed_at for row in rows), default=None),
            "public_url": settings.PUBLIC_URL,
            "address": absolute(f"{request.path}{given}"),
            "page": absolute(f"{reverse('claims')}{given}"),
        },
    )
