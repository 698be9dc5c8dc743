"""What needs attention, worst first, and trying again what was set aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation, pipeline
from claims.queries.health import health, last_sign_of_life
from claims.web.access import SUBMIT, Request, needs
from claims.web.feed_forms import RetryForm


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
    """All that RetryForm names."""
    form = RetryForm(request.POST)
    if form.is_valid():
        wanted, now = form.cleaned_data, timezone.now()
        if wanted["stage"]:
            again = curation.retry_revisions(request.user, stage=wanted["stage"], now=now)
        elif wanted["wall"]:
            again = curation.retry_behind_wall(request.user, site=wanted["site"], wall=wanted["wall"], now=now)
        else:
            again = curation.retry_articles(request.user, outlet_id=wanted["outlet"], kind=wanted["kind"], now=now)
        messages.success(request, str(again), extra_tags="retried-all")
    else:
        messages.error(request, "That names nothing that was set aside; the page may be old. Load it anew.")
    return redirect("health")
