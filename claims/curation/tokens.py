"""Tokens: their owner makes and revokes them, and a script acts by them."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from claims import roles
from claims.curation.decisions import CurationError, record
from claims.models import ApiToken

LONGEST_LIFE = timedelta(days=365)
MOST_TOKENS = 20  # in force at a time, of one owner
LAST_USE_KEPT = timedelta(minutes=1)  # a busy script writes its last use no more often
MARK = "ct_"  # what a secret begins with, so that scanners of source code find a leaked one
HINT = len(MARK) + 5


def make_token(
    owner: User, *, name: str, scopes: Collection[str], expires_at: datetime, now: datetime
) -> tuple[ApiToken, str]:
    """The token and its secret, which is told this once and kept nowhere."""
    if not name.strip():
        raise CurationError("name", _("Say what the token is for, so that you know it again."))
    if not scopes:
        raise CurationError("scopes", _("Choose what the token may do."))
    if beyond := set(scopes) - set(roles.scopes_of(owner)):
        raise PermissionDenied(roles.SCOPES.get(min(beyond), ""))
    if not now < expires_at <= now + LONGEST_LIFE:
        raise CurationError("days", _("A token lasts a year at most."))
    if in_force(owner, now) >= MOST_TOKENS:
        raise CurationError("name", _("You have %(most)d tokens. Revoke one first.") % {"most": MOST_TOKENS})
    secret = MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=owner,
            name=name.strip(),
            scopes=[scope for scope in roles.SCOPES if scope in scopes],
            digest=_digest(secret),
            hint=secret[:HINT],
            made_at=now,
            expires_at=expires_at,
        )
        after = {"name": token.name, "scopes": token.scopes, "expires_at": expires_at.isoformat()}
        record(owner, "make token", token, now=now, after=after)
    return token, secret


def in_force(owner: User, now: datetime) -> int:
    return owner.api_tokens.filter(revoked_at=None, expires_at__gt=now).count()


def revoke_token(owner: User, token: ApiToken, *, now: datetime) -> None:
    """At once and for good."""
    if token.user_id != owner.pk:
        raise PermissionDenied(f"{owner} does not own the token {token}.")
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
            record(owner, "revoke token", token, now=now, before={"name": token.name}, after={"revoked": True})


def use_token(secret: str, *, now: datetime) -> ApiToken | None:
    """The token with its owner; None where there is none, it is over, or its owner may not sign in any more."""
    tokens = ApiToken.objects.select_related("user")
    token = tokens.filter(digest=_digest(secret), revoked_at=None, expires_at__gt=now, user__is_active=True).first()
    if token and (token.last_used_at is None or token.last_used_at <= now - LAST_USE_KEPT):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def _digest(secret: str) -> str:
    """A secret is 256 random bits, which no dictionary holds: one round of hashing is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
