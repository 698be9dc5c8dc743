"""Single sign-on by an OpenID Connect provider, where OIDC_ISSUER names one; mozilla-django-oidc speaks with it.

The provider is asked for its addresses when somebody signs in by it, and at no other time: while it is away, passwords
still open the door.
"""

import logging
from typing import Any

import requests
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from jwt import PyJWTError
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import import_from_settings
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

LOGGER = logging.getLogger(__name__)
FAULTS = (requests.RequestException, PyJWTError, SuspiciousOperation, KeyError, ValueError)


def discover() -> dict[str, Any]:
    """The provider's addresses, as it tells them."""
    response = requests.get(f"{settings.OIDC_ISSUER}/.well-known/openid-configuration", timeout=settings.OIDC_TIMEOUT)
    response.raise_for_status()
    found: dict[str, Any] = response.json()
    if found["issuer"].rstrip("/") != settings.OIDC_ISSUER:
        raise SuspiciousOperation(f"{settings.OIDC_ISSUER} says that it is {found['issuer']}.")
    return found


def setting(name: str, *default: Any) -> Any:
    """The package asks for the provider's addresses (OIDC_OP_…) whenever it is set up; they are put in later."""
    return "" if name.startswith("OIDC_OP_") else import_from_settings(name, *default)


class OidcBackend(OIDCAuthenticationBackend):  # type: ignore[misc]
    """Whom the provider vouches for, known by a verified e-mail address. Who is new comes in without a role."""

    get_settings = staticmethod(setting)

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        if "nonce" not in credentials:
            return None  # a password is not for us
        try:
            found = discover()
            self.OIDC_OP_TOKEN_ENDPOINT = found["token_endpoint"]
            self.OIDC_OP_USER_ENDPOINT = found["userinfo_endpoint"]
            self.OIDC_OP_JWKS_ENDPOINT = found["jwks_uri"]
            user: User | None = super().authenticate(request, **credentials)
        except FAULTS as error:
            LOGGER.warning("Single sign-on failed: %s", error)
            return None
        return user

    def verify_token(self, token: str, **given: Any) -> dict[str, Any]:
        """The package looks at signature, time and nonce, and not at whom the token is by and for."""
        payload: dict[str, Any] = super().verify_token(token, **given)
        audience = payload["aud"]
        if settings.OIDC_RP_CLIENT_ID not in (audience if isinstance(audience, list) else [audience]):
            raise SuspiciousOperation(f"The token is for {audience}.")
        if payload["iss"].rstrip("/") != settings.OIDC_ISSUER:
            raise SuspiciousOperation(f"The token is by {payload['iss']}.")
        return payload

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        claims: dict[str, Any] = super().get_userinfo(access_token, id_token, payload)
        if claims["sub"] != payload["sub"]:
            raise SuspiciousOperation("The token and what is told of the user are about two.")
        return claims

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        return bool(claims.get("email")) and claims.get("email_verified") in (True, "true")

    def get_username(self, claims: dict[str, Any]) -> str:
        name = str(claims.get("preferred_username") or claims["email"])[:150]
        if User.objects.filter(username=name).exists():
            raise SuspiciousOperation(f"There is another {name}, with another e-mail address.")
        return name

    def create_user(self, claims: dict[str, Any]) -> User:
        user: User = super().create_user(claims)
        return self.update_user(user, claims)

    def update_user(self, user: User, claims: dict[str, Any]) -> User:
        """Roles are the provider's to give where OIDC_ROLES says by which of its groups, else an administrator's."""
        if settings.OIDC_ROLES:
            groups = claims.get(settings.OIDC_GROUPS_CLAIM) or []
            given = {settings.OIDC_ROLES.get(group, "") for group in ([groups] if isinstance(groups, str) else groups)}
            roles = Group.objects.filter(name__in=given)
            if unknown := given - {"", *(role.name for role in roles)}:
                LOGGER.error("OIDC_ROLES gives roles that there are not: %s", ", ".join(sorted(unknown)))
            user.groups.set(roles)
            user.is_staff = user.is_superuser or "administrator" in given
            user.save(update_fields=["is_staff"])
        return user


class SignInView(OIDCAuthenticationRequestView):  # type: ignore[misc]
    get_settings = staticmethod(setting)

    def get(self, request: HttpRequest) -> HttpResponse:
        refuse_unless_set()
        try:
            self.OIDC_OP_AUTH_ENDPOINT = discover()["authorization_endpoint"]
        except FAULTS as error:
            LOGGER.warning("Single sign-on failed: %s", error)
            return back_to_the_door(request)
        answer: HttpResponse = super().get(request)
        return answer


class CallbackView(OIDCAuthenticationCallbackView):  # type: ignore[misc]
    def get(self, request: HttpRequest) -> HttpResponse:
        refuse_unless_set()
        try:
            answer: HttpResponse = super().get(request)
        except SuspiciousOperation as error:
            LOGGER.warning("Single sign-on failed: %s", error)
            return back_to_the_door(request)
        return answer

    def login_failure(self) -> HttpResponse:
        return back_to_the_door(self.request)


def refuse_unless_set() -> None:
    if not settings.OIDC_ISSUER:
        raise Http404("No provider is set: see OIDC_ISSUER in docs/settings.md.")


def back_to_the_door(request: HttpRequest) -> HttpResponse:
    messages.error(request, settings.OIDC_NAME, extra_tags="sso-failed")
    return redirect("sign-in")
