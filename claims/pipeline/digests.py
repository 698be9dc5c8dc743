"""The digest by mail: due at its hour, sent once or not at all, and not where nothing happened.

Mail has no transaction with the database. So what is about to be sent is written down before (`sending_until`), and
taken back only if the mail server says that it did not take it. A worker that dies in between, or a connection that
breaks before the server's answer, leaves it standing: that digest may have arrived, and is not sent again.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from claims.ingest.http import Fetch
from claims.models import DigestMail, Told
from claims.pipeline.work import Due, LeaseLostError, TryAgainError, storing
from claims.queries.digest import LONGEST, OF_STANDING, Digest, NewsKind, Period, digest

# What happened just now may not be stored yet: a step notes the time when it begins.
SETTLES = timedelta(minutes=5)
SHOWN = 5  # of each group
logger = logging.getLogger(__name__)


def send_digest(mail: DigestMail, now: datetime, _fetch: Fetch) -> list[Due]:
    if mail.sending_until is not None:
        finish(mail, now, told_until=mail.sending_until, unsure_at=now)
        return []
    told = what_is_new(mail, now, shown=SHOWN)
    outcome = {}
    if told.changes and mail.user.email and mail.user.is_active:
        is_sent = send(mail, message_of(mail, told), told.period.until)
        outcome = {"sent_at" if is_sent else "unsure_at": now}
    finish(mail, now, told_until=told.period.until, **outcome)
    return []


def finish(mail: DigestMail, now: datetime, **outcome: datetime) -> None:
    with storing(mail, sending_until=None, next_attempt_at=next_digest_at(mail, now), **outcome):
        pass


def what_is_new(told: Told, now: datetime, *, shown: int) -> Digest:
    """To its user, since they were told last."""
    until = max(now - SETTLES, told.told_until)
    period = Period(max(told.told_until, until - LONGEST), until)
    kinds = OF_STANDING if told.threshold == Told.Threshold.STANDING else tuple(NewsKind)
    return digest(told.user_id, period, kinds=kinds, shown=shown)


def next_digest_at(mail: DigestMail, now: datetime) -> datetime | None:
    """The first time after now that fits, by the clock of the installation."""
    if mail.frequency == DigestMail.Frequency.OFF:
        return None
    today = timezone.localdate(now)
    for days in range(9):
        day = today + timedelta(days=days)
        at = timezone.make_aware(datetime.combine(day, time(mail.hour)))
        fits = mail.frequency == DigestMail.Frequency.DAILY or day.weekday() == mail.weekday
        if fits and at > now:
            return at
    raise AssertionError("a week has every weekday")


def message_of(mail: DigestMail, told: Digest) -> EmailMultiAlternatives:
    stop = stop_address(mail)
    shown = {"view": told, "public_url": settings.PUBLIC_URL, "stop_url": stop}
    with translation.override(mail.lang):
        subject = " ".join(render_to_string("digest/subject.txt", shown).split())
        text, html = (render_to_string(f"digest/mail.{kind}", shown) for kind in ("txt", "html"))
    headers = {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
    }
    message = EmailMultiAlternatives(subject, text, to=[mail.user.email], headers=headers)
    message.attach_alternative(html, "text/html")
    return message


def send(mail: DigestMail, message: EmailMultiAlternatives, until: datetime) -> bool:
    """Whether the mail server took it; False if nobody knows. Raises TryAgainError if it surely did not."""
    with opened() as connection:
        note_sending(mail, until)
        try:
            connection.send_messages([message])
        except Exception as error:
            if may_have_arrived(error):
                logger.exception("%r: the connection broke while it was sent", mail)
                return False
            note_sending(mail, None)
            raise TryAgainError(f"The digest was not sent: {error}") from error
    return True


def may_have_arrived(error: Exception) -> bool:
    """The connection broke, and with it the server's answer. A refusal, or an address that is none, leaves no doubt."""
    is_answer = isinstance(error, SMTPResponseException | SMTPRecipientsRefused)
    return isinstance(error, OSError) and not is_answer  # as every SMTPException is


@contextmanager
def opened() -> Iterator[BaseEmailBackend]:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise TryAgainError(f"The mail server cannot be reached: {error}") from error
    try:
        yield connection
    finally:
        # What it says at parting changes nothing about what it took.
        with suppress(OSError):
            connection.close()


def note_sending(mail: DigestMail, until: datetime | None) -> None:
    mine = DigestMail.objects.filter(pk=mail.pk, next_attempt_at=mail.next_attempt_at)
    if not mine.update(sending_until=until):
        raise LeaseLostError(f"{mail} was taken by another worker")


def signer() -> Signer:
    """Made when it is asked for: the stages run without the key that signs."""
    return Signer(salt="claims.digest")


def stop_address(mail: DigestMail) -> str:
    return f"{settings.PUBLIC_URL}{reverse('stop-digest', args=[signer().sign(str(mail.pk))])}"


def mail_of(signed: str) -> DigestMail | None:
    """Whose address for stopping it is; None if nobody gave that out."""
    try:
        return DigestMail.objects.filter(pk=int(signer().unsign(signed))).first()
    except BadSignature:
        return None
