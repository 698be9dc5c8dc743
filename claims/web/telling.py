"""How the user is told of changes: the digest by mail, as a feed, and by webhook."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import curation, pipeline
from claims.curation import CurationError
from claims.models import DigestFeed, DigestMail, Told, Webhook
from claims.web import labels
from claims.web.access import Request
from claims.web.forms import add_refusal


class MailForm(forms.Form):
    frequency = forms.ChoiceField(choices=labels.choices("frequency"))
    hour = forms.TypedChoiceField(choices=[(hour, f"{hour:02}:00") for hour in range(24)], coerce=int)
    weekday = forms.TypedChoiceField(choices=list(WEEKDAYS.items()), coerce=int)
    threshold = forms.ChoiceField(choices=Told.Threshold.choices)


class WebhookForm(forms.Form):
    """What is wrong with the address is told by curation."""

    url = forms.CharField(required=False, max_length=2000)
    threshold = forms.ChoiceField(choices=Told.Threshold.choices)


@require_safe
def telling(request: Request) -> HttpResponse:
    return _page(request)


@require_POST
def set_mail(request: Request) -> HttpResponse:
    form = MailForm(request.POST)
    if form.is_valid():
        given = curation.GivenDigest(**form.cleaned_data)
        try:
            curation.set_digest(request.user, given, lang=get_language() or "", now=timezone.now())
        except CurationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "", extra_tags="digest-set")
            return redirect("telling")
    return _page(request, mail_form=form)


@never_cache
@require_POST
def set_feed(request: Request) -> HttpResponse:
    """Its address stands in the answer and nowhere else, so it is not sent on to another page."""
    if request.POST.get("do") == "close":
        curation.close_digest_feed(request.user)
        messages.success(request, "", extra_tags="digest-feed-closed")
        return redirect("telling")
    secret = curation.renew_digest_feed(request.user, lang=get_language() or "", now=timezone.now())
    return _page(request, feed_address=f"{settings.PUBLIC_URL}{reverse('digest-feed', args=[secret])}")


@never_cache
@require_POST
def set_webhook(request: Request) -> HttpResponse:
    """A new secret stands in the answer and nowhere else."""
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _page(request, webhook_form=form)
    try:
        secret = curation.set_webhook(request.user, **form.cleaned_data, lang=get_language() or "", now=timezone.now())
    except CurationError as refusal:
        add_refusal(form, refusal)
        return _page(request, webhook_form=form)
    if secret:
        return _page(request, secret=secret)
    messages.success(request, "", extra_tags="webhook-set")
    return redirect("telling")


@never_cache
@require_POST
def change_webhook(request: Request) -> HttpResponse:
    hook = Webhook.objects.filter(user=request.user).first()
    if hook is None:
        return redirect("telling")
    match request.POST.get("do"):
        case "renew":
            return _page(request, secret=curation.renew_webhook_secret(hook))
        case "delete":
            curation.delete_webhook(hook)
            messages.success(request, "", extra_tags="webhook-deleted")
        case "resume":
            curation.resume_webhook(hook, now=timezone.now())
            messages.success(request, "", extra_tags="webhook-resumed")
        case "try":
            curation.try_webhook(hook, fetch=pipeline.fetcher(), now=timezone.now())
    return redirect(f"{reverse('telling')}#webhook")


@csrf_exempt  # a mail program posts here of its own accord (RFC 8058); the signature is what counts
@login_not_required
@require_http_methods(["GET", "POST"])
def stop_digest(request: HttpRequest, signed: str) -> HttpResponse:
    """Opening the address changes nothing: programs that check mail for dangers open every one."""
    mail = pipeline.mail_of(signed)
    if mail is None:
        raise Http404
    if request.method == "POST":
        curation.stop_digest(mail)
    return render(request, "digest/stop.html", {"is_stopped": request.method == "POST"})


def _page(request: Request, **shown: Any) -> HttpResponse:
    mail = DigestMail.objects.filter(user=request.user).first()
    hook = Webhook.objects.filter(user=request.user).first()
    of_mail: dict[str, Any] = {"frequency": "off", "hour": 7, "weekday": 0, "threshold": Told.Threshold.EVERYTHING}
    if mail is not None:
        of_mail = {name: getattr(mail, name) for name in of_mail}
    of_hook = {"url": hook.url, "threshold": hook.threshold} if hook else {"threshold": Told.Threshold.EVERYTHING}
    page = {
        "mail": mail,
        "hook": hook,
        "calls": hook.calls.all()[:5] if hook else (),
        "feed": DigestFeed.objects.filter(user=request.user).first(),
        "mail_form": MailForm(initial=of_mail),
        "webhook_form": WebhookForm(initial=of_hook),
        "can_mail": settings.CAN_MAIL,
        **shown,
    }
    refused = any(form.errors for form in (page["mail_form"], page["webhook_form"]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "telling/telling.html", page, status=status)
