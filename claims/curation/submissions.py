"""Handing in an article by a key of the caller's, so that asking again after a broken connection changes nothing."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.curation.articles import submit_article
from claims.models import Article, Submission


class KeyReusedError(Exception):
    """The key came with something else before."""


def submit_once(actor: User, key: str, *, now: datetime, **given: Any) -> Article:
    """As `submit_article`; with a key that came before, the article of then. A refusal uses up no key."""
    known = _known(actor, key, given)
    if known:
        return known
    try:
        with transaction.atomic():
            article = submit_article(actor, now=now, **given)
            Submission.objects.create(user=actor, key=key, fingerprint=_fingerprint(given), article=article, at=now)
    except IntegrityError:
        # The same key came twice at once, and the other one was first.
        known = _known(actor, key, given)
        if known is None:
            raise
        return known
    return article


def _known(actor: User, key: str, given: dict[str, Any]) -> Article | None:
    before = Submission.objects.select_related("article").filter(user=actor, key=key).first()
    if before is None:
        return None
    if before.fingerprint != _fingerprint(given):
        raise KeyReusedError(key)
    return before.article


def _fingerprint(given: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(given, sort_keys=True, default=str).encode()).hexdigest()
