"""How a user is told of what changed: by mail, feed and webhook. It changes nothing for anybody else: no Decisions."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from claims import ingest, pipeline
from claims.curation.decisions import CurationError
from claims.ingest.http import Fetch
from claims.models import DigestFeed, DigestMail, Webhook


@dataclass(frozen=True)
class GivenDigest:
    frequency: str
    hour: int
    weekday: int
    threshold: str


def set_digest(user: User, given: GivenDigest, *, lang: str, now: datetime) -> DigestMail:
    """In the language in which it was asked for. Whoever turns it on is told of what happens from now on."""
    is_on = given.frequency != DigestMail.Frequency.OFF
    if is_on and not user.email:
        raise CurationError(
            "frequency", _("No e-mail address of yours is known here. Ask an administrator to enter one.")
        )
    mail = DigestMail.objects.filter(user=user).first() or DigestMail(user=user, told_until=now)
    if mail.next_attempt_at is None:
        mail.told_until, mail.sending_until = now, None
    for name, value in vars(given).items():
        setattr(mail, name, value)
    mail.lang = lang
    mail.next_attempt_at = pipeline.next_digest_at(mail, now)
    mail.attempts, mail.last_error = 0, ""
    mail.save()
    return mail


def stop_digest(mail: DigestMail) -> None:
    DigestMail.objects.filter(pk=mail.pk).update(frequency=DigestMail.Frequency.OFF, next_attempt_at=None)


def renew_digest_feed(user: User, *, lang: str, now: datetime) -> str:
    """The secret of its address, which is told this once; the address before stops working."""
    secret = secrets.token_urlsafe(32)
    values = {"digest": DigestFeed.digest_of(secret), "lang": lang, "made_at": now}
    DigestFeed.objects.update_or_create(user=user, defaults=values)
    return secret


def close_digest_feed(user: User) -> None:
    DigestFeed.objects.filter(user=user).delete()


def set_webhook(user: User, *, url: str, threshold: str, lang: str, now: datetime) -> str:
    """The secret that signs the calls, told this once; "" where the address is the same and so is the secret.

    What an earlier address was not told comes to the new one.
    """
    url = url.strip()
    if not ingest.is_web_address(url) or "@" in url.partition("//")[2].partition("/")[0]:
        raise CurationError(
            "url", _("Give an http or https address without a user name, such as https://hooks.example.org/claims.")
        )
    hook = Webhook.objects.filter(user=user).first()
    if hook is not None and hook.url == url:
        Webhook.objects.filter(pk=hook.pk).update(threshold=threshold, lang=lang)
        return ""
    told_until = hook.told_until if hook else now
    Webhook.objects.filter(user=user).delete()
    hook = Webhook.objects.create(
        user=user,
        url=url,
        threshold=threshold,
        lang=lang,
        told_until=told_until,
        next_attempt_at=now,
        made_at=now,
        secret=_new_secret(),
    )
    return hook.secret


def resume_webhook(hook: Webhook, *, now: datetime) -> None:
    """What it was not told is sent first."""
    resumed = {"stopped_at": None, "failing_since": None, "next_attempt_at": now, "attempts": 0, "last_error": ""}
    Webhook.objects.filter(pk=hook.pk, stopped_at__isnull=False).update(**resumed, error_kind="")


def renew_webhook_secret(hook: Webhook) -> str:
    secret = _new_secret()
    Webhook.objects.filter(pk=hook.pk).update(secret=secret)
    return secret


def delete_webhook(hook: Webhook) -> None:
    hook.delete()


def try_webhook(hook: Webhook, *, fetch: Fetch, now: datetime) -> None:
    """What becomes of it is shown with the last calls."""
    pipeline.try_webhook(hook, now, fetch)


def _new_secret() -> str:
    return f"whsec_{secrets.token_urlsafe(32)}"
