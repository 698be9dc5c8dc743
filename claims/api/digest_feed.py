"""A user's digest as an Atom feed: one entry for each day that is over and brought something."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils import timezone, translation

from claims import curation
from claims.api import problems
from claims.api.access import SAFE_METHODS
from claims.api.addresses import absolute
from claims.api.atom import ILLEGAL, MEDIA_TYPE
from claims.models import DigestFeed
from claims.queries.digest import daily_digests

DAYS = 7


def digest_atom(request: HttpRequest, secret: str) -> HttpResponse:
    """Feed readers know no sign-in: the secret in the address says whose it is."""
    if request.method not in SAFE_METHODS:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    feed = DigestFeed.objects.filter(digest=DigestFeed.digest_of(secret), user__is_active=True).first()
    if feed is None:
        raise Http404
    now = timezone.now()
    if seconds := curation.count_request(f"digest feed {feed.pk}", most=settings.API_RATE, now=now):
        return problems.too_many_requests(seconds, most=settings.API_RATE).response()
    days = daily_digests(feed.user_id, timezone.localdate(now), days=DAYS)
    shown = {"days": days, "feed": feed, "address": absolute(request.path), "public_url": settings.PUBLIC_URL}
    with translation.override(feed.lang):
        written = render_to_string("digest/feed.atom", shown)
    return HttpResponse(ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", written), content_type=MEDIA_TYPE)
