"""A user's API tokens, those in force first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User

from claims.models import ApiToken

GONE_SHOWN = 10


class TokenState(StrEnum):
    IN_FORCE = "in force"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class TokenLine:
    token: ApiToken
    state: TokenState


def tokens_of(owner: User, now: datetime) -> Sequence[TokenLine]:
    """Of those that are over only the newest few: they tell what a script was stopped by."""
    lines = [TokenLine(token, _state(token, now)) for token in ApiToken.objects.filter(user=owner)]
    in_force = [line for line in lines if line.state is TokenState.IN_FORCE]
    return (*in_force, *[line for line in lines if line.state is not TokenState.IN_FORCE][:GONE_SHOWN])


def _state(token: ApiToken, now: datetime) -> TokenState:
    if token.revoked_at is not None:
        return TokenState.REVOKED
    return TokenState.IN_FORCE if token.expires_at > now else TokenState.EXPIRED
