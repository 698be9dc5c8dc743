"""Changes sent as signed JSON to an address of the user's own, soon after they happened and together.

A call is made again until the receiver says that it took it, so one may come twice; each change has an `id` that stays.
What nobody took for a week is not called again until its user says so; what it was not told by then is sent first.
"""

import hashlib
import hmac
import json
import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify

from claims.ingest import host_of
from claims.ingest.http import Fetch, FetchError, Request, SiteHeaders
from claims.models import Webhook, WebhookCall
from claims.pipeline.digests import what_is_new
from claims.pipeline.work import Due, kind_of, storing
from claims.queries.digest import Digest, DigestLine

EVERY = timedelta(minutes=15)
PATIENCE = timedelta(days=7)
MOST = 100  # changes of a kind in one call; `total` says how many there were
KEPT = 20  # calls whose outcome stays known
LARGEST_ANSWER = 64_000
logger = logging.getLogger(__name__)


def call_webhook(hook: Webhook, now: datetime, fetch: Fetch) -> list[Due]:
    told = what_is_new(hook, now, shown=MOST)
    if told.changes and hook.user.is_active:
        try:
            call(hook, payload_of(told), now, fetch, changes=told.changes)
        except FetchError as failure:
            if now - first_failure(hook, now) < PATIENCE:
                raise
            stop(hook, now, failure)
            return []
    with storing(hook, told_until=told.period.until, next_attempt_at=now + EVERY, failing_since=None):
        pass
    return []


def first_failure(hook: Webhook, now: datetime) -> datetime:
    """Since the last call that was taken."""
    if hook.failing_since is None:
        hook.failing_since = now
        Webhook.objects.filter(pk=hook.pk).update(failing_since=now)
    return hook.failing_since


def stop(hook: Webhook, now: datetime, failure: FetchError) -> None:
    """Told by mail where that can be; the pages say it in any case."""
    with storing(hook, stopped_at=now, last_error=str(failure), error_kind=kind_of(failure)):
        pass
    if not (settings.CAN_MAIL and hook.user.email):
        return
    shown = {"hook": hook, "error": str(failure), "public_url": settings.PUBLIC_URL}
    with translation.override(hook.lang or settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string("telling/stopped_subject.txt", shown).split())
        text = render_to_string("telling/stopped.txt", shown)
    try:
        EmailMessage(subject, text, to=[hook.user.email], headers={"Auto-Submitted": "auto-generated"}).send()
    except OSError:
        logger.exception("%s is off, and its user could not be told by mail", hook)


def call(hook: Webhook, payload: dict[str, Any], now: datetime, fetch: Fetch, *, changes: int | None) -> None:
    """Keeps what became of it; raises FetchError if it was not taken. `changes`: how many it tells, None for a test."""
    try:
        fetch(request_of(hook, payload, now))
    except FetchError as failure:
        keep_call(hook, now, changes, str(failure))
        raise
    keep_call(hook, now, changes)


def keep_call(hook: Webhook, now: datetime, changes: int | None, error: str = "") -> None:
    WebhookCall.objects.create(webhook=hook, at=now, changes=changes, error=error)
    kept = list(hook.calls.values_list("pk", flat=True)[:KEPT])
    hook.calls.exclude(pk__in=kept).delete()


def request_of(hook: Webhook, payload: dict[str, Any], now: datetime) -> Request:
    body = json.dumps(payload, ensure_ascii=False).encode()
    timestamp = str(int(now.timestamp()))
    headers = (
        ("X-Claim-Tracker-Timestamp", timestamp),
        ("X-Claim-Tracker-Signature", f"sha256={signature(hook.secret, timestamp, body)}"),
    )
    return Request(hook.url, max_bytes=LARGEST_ANSWER, headers=SiteHeaders(host_of(hook.url), headers), post=body)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Of the time, too, so that a call that somebody overheard cannot be played again later."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def payload_of(told: Digest) -> dict[str, Any]:
    return {
        "type": "digest",
        "since": told.period.since.isoformat(),
        "until": told.period.until.isoformat(),
        "total": told.changes,
        "changes": [_change(line) for group in told.followed for line in group.lines],
    }


def try_webhook(hook: Webhook, now: datetime, fetch: Fetch) -> None:
    """With a payload that tells nothing."""
    moment = now.isoformat()
    payload = {"type": "test", "since": moment, "until": moment, "total": 0, "changes": []}
    with suppress(FetchError):  # kept with the call
        call(hook, payload, now, fetch, changes=None)


def _change(line: DigestLine) -> dict[str, Any]:
    claim, news = line.line.claim, line.news
    change: dict[str, Any] = {
        "id": f"{slugify(news.kind)}-{claim.pk}-{news.row}",
        "kind": news.kind.value,
        "at": news.at.isoformat(),
        "claim": {
            "id": claim.pk,
            "headline": claim.headline,
            "lang": claim.lang,
            "standing": claim.standing,
            "independent": claim.independent,
            "articles": claim.articles,
            "url": f"{settings.PUBLIC_URL}{claim.get_absolute_url()}",
        },
    }
    if news.before:
        change |= {"before": news.before, "after": news.after}
    if verdict := line.verdict:
        change["verdict"] = {"value": verdict.value, "as_of": verdict.as_of.isoformat(), "reason": verdict.reason}
    if line.link:
        change["statement"] = {"id": line.link.statement_id, "words": line.link.statement.content_text}
    if line.edit:
        fate = line.edit.fate
        change["edit"] = {"fate": fate.fate, "before": fate.before, "after": fate.after}
    if line.deadline:
        change["due_on"] = line.deadline.due_on.isoformat()
    return change
