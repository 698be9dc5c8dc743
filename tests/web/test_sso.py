"""Signing in by an OpenID Connect provider, which runs beside the test; passwords go on working, whatever it does."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth.models import User
from django.test import Client
from jwt.algorithms import RSAAlgorithm
from pytest_django import Settings
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from claims.roles import sync_roles
from tests import build
from tests.build import PASSWORD
from tests.web.pages import load, parse, text_of

pytestmark = pytest.mark.django_db

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
JWK = {**json.loads(RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "1", "alg": "RS256", "use": "sig"}
NOT_IN = "did not let you in"


@dataclass
class Provider:
    """`token` and `told` are what it says otherwise than a sound one would."""

    server: HTTPServer
    token: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = KEY
    asked: dict[str, str] = field(default_factory=dict)  # when somebody was sent to it

    @property
    def issuer(self) -> str:
        return self.server.url_for("/newsroom")

    def start(self) -> None:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        addresses = {name: self.server.url_for(f"/{place}") for name, place in places.items()}
        found = {"issuer": self.issuer, "jwks_uri": self.server.url_for("/keys"), **addresses}
        self.server.expect_request("/newsroom/.well-known/openid-configuration").respond_with_json(found)
        self.server.expect_request("/keys").respond_with_json({"keys": [JWK]})
        self.server.expect_request("/token", method="POST").respond_with_handler(self.give_token)
        self.server.expect_request("/userinfo").respond_with_handler(self.tell)

    def give_token(self, request: Request) -> Response:
        """For the code that it gave out, and whoever knows what its challenge was made of."""
        digest = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        assert request.form["client_secret"] == "geheim"
        assert (request.form["code"], challenge) == ("code", self.asked["code_challenge"])
        claims = {"iss": self.issuer, "aud": "tracker", "sub": "17", "exp": time() + 60, "nonce": self.asked["nonce"]}
        signed = jwt.encode(claims | self.token, self.key, algorithm="RS256", headers={"kid": "1"})
        return Response(json.dumps({"access_token": "a", "id_token": signed}), content_type="application/json")

    def tell(self, request: Request) -> Response:
        assert request.headers["Authorization"] == "Bearer a"
        ada = {"sub": "17", "email": "ada@post.example", "email_verified": True, "preferred_username": "ada"}
        return Response(json.dumps(ada | self.told), content_type="application/json")


@pytest.fixture
def provider(httpserver: HTTPServer, settings: Settings) -> Iterator[Provider]:
    provider = Provider(httpserver)
    provider.start()
    settings.OIDC_ISSUER, settings.OIDC_NAME = provider.issuer, "Newsroom"
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = "tracker", "geheim"
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "tracker.sso.OidcBackend"]
    yield provider
    httpserver.check_assertions()


def sign_in(client: Client, provider: Provider, **changed: str) -> Any:
    """As a browser goes: to the provider by the button, and back with its code and what it was given along."""
    button = load(client, "/sign-in/?next=/health/").select_one("a[href^='/oidc/']")
    assert button
    assert button.text == "Sign in with Newsroom"
    sent = urlsplit(client.get(str(button["href"]))["Location"])
    provider.asked = {name: values[0] for name, values in parse_qs(sent.query).items()}
    assert sent.path == "/authorize"
    back = {"code": "code", "state": provider.asked["state"], **changed}
    return client.get(urlsplit(provider.asked["redirect_uri"]).path, back, follow=True)


def who(client: Client) -> str:
    return text_of(load(client, "/standing/"), ".top-user summary")


def test_without_a_provider_there_is_no_button_and_nothing_behind_it(client: Client) -> None:
    assert not load(client, "/sign-in/").select("a[href^='/oidc/']")
    assert client.get("/oidc/authenticate/").status_code == 404
    assert client.get("/oidc/callback/?code=a&state=b").status_code == 404


def test_the_admins_own_sign_in_leads_to_it_too(client: Client) -> None:
    page = load(client, "/admin/login/?next=/admin/claims/outlet/")
    assert [link["href"] for link in page.select("#content a")] == ["/sign-in/?next=/admin/claims/outlet/"]


def test_somebody_new_comes_in_without_a_role_and_without_a_password(client: Client, provider: Provider) -> None:
    response = sign_in(client, provider)
    assert response.redirect_chain[-1][0] == "/health/"
    assert who(client) == "ada"
    user = User.objects.get()
    assert (user.email, user.is_staff, user.groups.count(), user.has_usable_password()) == (
        "ada@post.example",
        False,
        0,
        False,
    )


def test_who_is_known_by_the_address_keeps_name_and_role(client: Client, provider: Provider) -> None:
    user = build.make_user("curator", "mara")
    User.objects.update(email="Ada@Post.example")
    sign_in(client, provider)
    assert who(client) == "mara"
    assert user.groups.get().name == "curator"


def test_groups_of_the_provider_give_and_take_roles(client: Client, provider: Provider, settings: Settings) -> None:
    sync_roles()
    settings.OIDC_ROLES = {"desk": "curator", "it": "administrator"}
    provider.told = {"groups": ["desk", "it", "canteen"]}
    sign_in(client, provider)
    user = User.objects.get()
    assert set(user.groups.values_list("name", flat=True)) == {"curator", "administrator"}
    assert user.is_staff
    provider.told = {"groups": "desk"}
    sign_in(Client(), provider)
    user.refresh_from_db()
    assert (user.groups.get().name, user.is_staff) == ("curator", False)


@pytest.mark.parametrize(
    "token",
    [
        {"aud": "another"},
        {"iss": "https://another.example"},
        {"nonce": "another"},
        {"exp": time() - 60},
    ],
    ids=["for another", "by another", "of another time", "too old"],
)
def test_a_token_that_is_not_for_us_lets_nobody_in(client: Client, provider: Provider, token: dict[str, Any]) -> None:
    provider.token = token
    page = parse(sign_in(client, provider))
    assert NOT_IN in text_of(page, ".toast-error")
    assert not User.objects.exists()


def test_a_token_that_another_key_signed_lets_nobody_in(client: Client, provider: Provider) -> None:
    provider.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert NOT_IN in text_of(parse(sign_in(client, provider)), ".toast-error")


@pytest.mark.parametrize("told", [{"email_verified": False}, {"email": ""}, {"sub": "18"}])
def test_an_address_that_nobody_vouches_for_lets_nobody_in(
    client: Client, provider: Provider, told: dict[str, Any]
) -> None:
    provider.told = told
    assert NOT_IN in text_of(parse(sign_in(client, provider)), ".toast-error")
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_not_taken_over(client: Client, provider: Provider) -> None:
    build.make_user("administrator", "ada")
    assert NOT_IN in text_of(parse(sign_in(client, provider)), ".toast-error")
    assert User.objects.count() == 1


def test_somebody_who_was_shut_out_stays_out(client: Client, provider: Provider) -> None:
    build.make_user("curator")
    User.objects.update(email="ada@post.example", is_active=False)
    assert NOT_IN in text_of(parse(sign_in(client, provider)), ".toast-error")


@pytest.mark.parametrize("changed", [{"state": "another"}, {"error": "access_denied"}, {"code": ""}])
def test_an_answer_to_no_question_leads_back_to_the_door(
    client: Client, provider: Provider, changed: dict[str, str]
) -> None:
    assert NOT_IN in text_of(parse(sign_in(client, provider, **changed)), ".toast-error")


def test_passwords_open_the_door_while_the_provider_is_away(client: Client, provider: Provider) -> None:
    build.make_user("curator", "mara")
    provider.server.clear()
    page = parse(client.get("/oidc/authenticate/", follow=True))
    assert NOT_IN in text_of(page, ".toast-error")
    client.post("/sign-in/", {"username": "mara", "password": PASSWORD})
    assert who(client) == "mara"
    provider.server.clear_assertions()


def test_the_button_leads_to_no_other_place_afterwards(client: Client, provider: Provider) -> None:
    client.get("/oidc/authenticate/?next=https://evil.example/")
    assert client.session["oidc_login_next"] is None
