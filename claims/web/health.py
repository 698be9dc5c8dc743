"""What needs attention, worst first, and what is to become of what was set aside."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation, pipeline
from claims.models import Article
from claims.queries.health import health, last_sign_of_life
from claims.web.access import CURATE, SUBMIT, Request, needs
from claims.web.feed_forms import SetAsideForm


@require_safe
def health_page(request: Request) -> HttpResponse:
    now = timezone.now()
    backlog = pipeline.backlog(now)
    last_sign = last_sign_of_life()
    shown = {
        "health": health(),
        "backlog": backlog,
        "work": pipeline.state_of_work(backlog, last_sign, now),
        "last_sign": last_sign,
        "next_at": min((step.next_at for step in backlog if step.next_at), default=None),
    }
    return render(request, "health/health.html", shown)


@require_POST
@needs(SUBMIT)
def retry_set_aside(request: Request) -> HttpResponse:
    form = SetAsideForm(request.POST)
    if form.is_valid():
        again = curation.retry_articles(request.user, _named_by(form), now=timezone.now())
        messages.success(request, str(again), extra_tags="retried-all")
    else:
        _refuse(request)
    return redirect("health")


@require_POST
@needs(CURATE)
def dismiss_set_aside(request: Request) -> HttpResponse:
    form = SetAsideForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        left = curation.dismiss_articles(request.user, _named_by(form), reason=reason, now=timezone.now())
        messages.success(request, str(left), extra_tags="dismissed-all")
    else:
        _refuse(request)
    return redirect("health")


def _named_by(form: SetAsideForm) -> QuerySet[Article]:
    named = form.cleaned_data
    if named["stage"]:
        return curation.failed_at(named["stage"])
    if named["wall"]:
        return curation.unread_behind_wall(named["site"], named["wall"])
    return curation.unread_of_outlet(named["outlet"], named["kind"])


def _refuse(request: Request) -> None:
    messages.error(request, "That names nothing that was set aside; the page may be old. Load it anew.")
