"""Who asks: a script by its token, or somebody who is signed in; what they may do here, and how often."""

import base64
import binascii
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from claims import curation, roles
from claims.api import problems
from claims.models import ApiToken
from tracker.clients import client_address

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
IPV6_NETWORK = 64  # one subscriber has so many of its bits to choose from


@dataclass(frozen=True)
class Caller:
    user: User
    token: ApiToken | None  # None: signed in with a browser


class Request(HttpRequest):
    """A request as the operations get it."""

    auth: Caller


class TokenAuth(AuthBase):
    """`Authorization: Bearer <token>`; or Basic with the token as password, for feed readers that know nothing else."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: str, *, challenge: str = "Bearer") -> None:
        super().__init__()
        self.scope, self.challenge = scope, challenge

    def __call__(self, request: HttpRequest) -> Caller | None:
        # The first to be asked, so that it counts the request whoever makes it.
        _count(f"address {_address_of(request)}", most=settings.API_ADDRESS_RATE)
        given = request.headers.get("Authorization")
        if given is None:
            return None
        token = curation.use_token(_secret_in(given), now=timezone.now())
        if token is None:
            raise problems.unknown_token(self.challenge)
        _count(f"token {token.pk}", most=settings.API_RATE)
        if self.scope not in token.scopes:
            raise problems.missing_scope(self.scope)
        return _allowed(Caller(token.user, token), self.scope)


class SessionAuth(APIKeyCookie):
    """The cookie of somebody who is signed in; what changes something needs the CSRF token of the page, too."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller | None:
        return self.authenticate(request, self._cookie(request))

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        if not key or not isinstance(request.user, User):
            return None
        _count(f"user {request.user.pk}", most=settings.API_RATE)
        if request.method not in SAFE_METHODS and check_csrf(request):
            raise problems.csrf_failed()
        return _allowed(Caller(request.user, None), self.scope)

    def _cookie(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)


def who_may(scope: str) -> list[Any]:
    """The ways to come in, in the order in which they are tried."""
    return [TokenAuth(scope), SessionAuth(scope)]


def _allowed(caller: Caller, scope: str) -> Caller:
    """A token never may more than its owner."""
    if scope not in roles.scopes_of(caller.user):
        raise problems.missing_role()
    return caller


def _secret_in(authorization: str) -> str:
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() != "basic":
        return given.strip()
    try:
        return base64.b64decode(given, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _count(caller: str, *, most: int) -> None:
    if seconds := curation.count_request(caller, most=most, now=timezone.now()):
        raise problems.too_many_requests(seconds, most=most)


def _address_of(request: HttpRequest) -> str:
    given = client_address(request)
    try:
        address = ip_address(given)
    except ValueError:
        return given[:64]
    return str(address if isinstance(address, IPv4Address) else ip_network((int(address), IPV6_NETWORK), strict=False))
