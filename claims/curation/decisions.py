"""What every human change has in common: a permission, a refusal that names its field, and a Decision."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext, pgettext

from claims.models import Decision


class CurationError(Exception):
    """What was given cannot be taken: `field` names the form field, the message says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def refuse_unknown(field: str, given: str, vocabulary: str, values: Sequence[str]) -> None:
    """`vocabulary` is the context in which the values are translated."""
    if given not in values:
        raise not_one_of(field, vocabulary, values)


def not_one_of(field: str, vocabulary: str, values: Sequence[str]) -> CurationError:
    known = ", ".join(pgettext(vocabulary, value) for value in values)
    return CurationError(field, gettext("Choose one of: %(known)s.") % {"known": known})


def demand(actor: User, permission: str) -> None:
    if not actor.has_perm(permission):
        raise PermissionDenied(f"{actor} lacks the permission {permission}.")


def record(
    actor: User,
    action: str,
    row: Model | None,
    *,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    undoes: Decision | None = None,
    part_of: Decision | None = None,
) -> Decision:
    """Without a row it is about several, which its parts name."""
    return Decision.objects.create(
        actor=actor,
        at=now,
        action=action,
        object_type=(row._meta.model_name or "") if row else "",
        object_id=row.pk if row else 0,
        before=before or {},
        after=after or {},
        reason=reason,
        undoes=undoes,
        part_of=part_of,
    )
