"""What the user follows, and the answer to every follow button."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation
from claims.models import Claim, Entity, Outlet
from claims.queries import following as reads
from claims.web.access import Request
from claims.web.forms import FilterForm


@require_safe
def following(request: Request) -> HttpResponse:
    number = FilterForm(request.GET).page_number
    return render(request, "following.html", {"view": reads.following(request.user.pk, number=number)})


@require_POST
def read_alerts(request: Request) -> HttpResponse:
    curation.read_alerts(request.user, now=timezone.now())
    return redirect("following")


@require_POST
def follow_claim(request: Request, pk: int) -> HttpResponse:
    return _follow(request, "claim", get_object_or_404(Claim, pk=pk))


@require_POST
def follow_entity(request: Request, pk: int) -> HttpResponse:
    return _follow(request, "entity", get_object_or_404(Entity, pk=pk))


@require_POST
def follow_outlet(request: Request, pk: int) -> HttpResponse:
    return _follow(request, "outlet", get_object_or_404(Outlet, pk=pk))


def _follow(request: Request, kind: str, followed: Claim | Entity | Outlet) -> HttpResponse:
    watched: dict[str, Any] = {kind: followed}
    unfollow = is_to_unfollow(request)
    if unfollow:
        curation.unfollow(request.user, **watched)
    else:
        curation.follow(request.user, **watched, now=timezone.now())
    return answer_follow(request, f"follow-{kind}", followed, is_followed=not unfollow)


def is_to_unfollow(request: Request) -> bool:
    return request.POST.get("unfollow") == "1"


def answer_follow(request: Request, name: str, followed: Claim | Entity | Outlet, *, is_followed: bool) -> HttpResponse:
    """The button alone for htmx, else back to the page with a toast."""
    if request.htmx:
        shown = {"url": reverse(name, args=[followed.pk]), "is_followed": is_followed, "says_so": True}
        return render(request, "components/follow.html", shown)
    messages.success(request, str(followed), extra_tags="followed" if is_followed else "unfollowed")
    return redirect(followed)
