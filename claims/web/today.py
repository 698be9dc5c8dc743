"""The first page: what changed since the last visit, and what is due, on what the user follows and on all else."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from claims import curation
from claims.models import Webhook
from claims.queries.digest import NewsKind, Period, digest, news_page, period_since, visit_period
from claims.web.access import Request
from claims.web.forms import FilterForm

PERIODS = {"day": timedelta(days=1), "week": timedelta(days=7)}
KINDS: dict[str, NewsKind] = {slugify(kind): kind for kind in NewsKind}


@require_safe
def front(request: Request) -> HttpResponse:
    """The list of claims stood here once, and addresses with its filters are kept and shared."""
    if query := request.GET.urlencode():
        return redirect(f"{reverse('claims')}?{query}")
    return redirect("today")


@require_safe
def today(request: Request) -> HttpResponse:
    if is_looked_at(request):
        curation.look_at_today(request.user, now=timezone.now())
    since, period = _period(request)
    view = digest(request.user.pk, period)
    shown = {"view": view, "since": since, "period": period, "stopped_hook": _stopped_hook(request)}
    return render(request, "today/today.html", shown)


@require_safe
def one_kind(request: Request, kind: str) -> HttpResponse:
    """All of one group; to read on is no visit."""
    if kind not in KINDS:
        raise Http404
    since, period = _period(request)
    is_followed = request.GET.get("followed") == "1"
    number = FilterForm(request.GET).page_number
    page = news_page(request.user.pk, period, KINDS[kind], is_followed=is_followed, number=number)
    shown = {"page": page, "kind": KINDS[kind], "since": since, "period": period, "is_followed": is_followed}
    return render(request, "today/kind.html", shown)


def is_looked_at(request: Request) -> bool:
    """A browser that loads a page ahead, or asks whether it is there, shows it to nobody."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purpose


def _period(request: Request) -> tuple[str, Period]:
    """The one that was asked for, by its name; at a first visit there is no last one, and a week is shown."""
    now = timezone.now()
    since = request.GET.get("since", "")
    if since == "webhook" and (hook := _stopped_hook(request)) is not None:
        return since, period_since(hook.told_until, now)
    if since not in PERIODS:
        if (period := visit_period(request.user.pk, now)) is not None:
            return "visit", period
        since = "week"
    return since, period_since(now - PERIODS[since], now)


def _stopped_hook(request: Request) -> Webhook | None:
    return Webhook.objects.filter(user=request.user, stopped_at__isnull=False).first()
