"""A user's own API tokens: made, shown once, and revoked."""

from datetime import timedelta
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims import curation, roles
from claims.models import ApiToken
from claims.queries.tokens import tokens_of
from claims.web.access import Request
from claims.web.forms import add_refusal

LIVES = (30, 90, 365)  # days


class TokenForm(forms.Form):
    """What is missing is told by curation, which says what to do about it."""

    name = forms.CharField(required=False, max_length=100)
    scopes = forms.MultipleChoiceField(required=False, choices=[(scope, scope) for scope in roles.SCOPES])
    days = forms.TypedChoiceField(choices=[(days, days) for days in LIVES], coerce=int, initial=LIVES[1])


@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: Request) -> HttpResponse:
    """A new token's secret stands in the answer to the form and nowhere else, so it is not sent on to another page."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    shown: dict[str, object] = {"form": form, "may_give": roles.scopes_of(request.user), "lives": LIVES}
    now = timezone.now()
    if form.is_valid():
        given = form.cleaned_data
        try:
            made, secret = curation.make_token(
                request.user,
                name=given["name"],
                scopes=given["scopes"],
                expires_at=now + timedelta(days=given["days"]),
                now=now,
            )
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            shown |= {"form": TokenForm(), "made": made, "secret": secret, "public_url": settings.PUBLIC_URL}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "tokens/list.html", shown | {"lines": tokens_of(request.user, now)}, status=status)


@require_POST
def revoke_token(request: Request, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken, pk=pk, user=request.user)
    curation.revoke_token(request.user, token, now=timezone.now())
    messages.success(request, str(token), extra_tags="token-revoked")
    return redirect("tokens")
