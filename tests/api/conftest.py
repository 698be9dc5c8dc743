"""Who asks the API in these tests, and what there is to be told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from claims import roles
from tests import build, build_api


@dataclass
class Script:
    """A program that asks with a token."""

    user: User
    secret: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    def get(self, path: str, query: Any = None, **headers: str) -> HttpResponse:
        return Client().get(f"/api/v1{path}", query, headers={**self.headers, **headers})  # type: ignore[return-value]

    def post(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return Client().post(  # type: ignore[return-value]
            f"/api/v1{path}", body, content_type="application/json", headers={**self.headers, **headers}
        )


MakeScript = Callable[..., Script]


@pytest.fixture(autouse=True)
def _quick_settings(settings: Settings, tmp_path: Path) -> None:
    """As for the pages; and no test but those of the limits is to come up against them."""
    settings.STATIC_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.API_RATE = settings.API_ADDRESS_RATE = 10**6


@pytest.fixture
def script(db: None) -> MakeScript:
    def make(role: str = "reader", *, scopes: list[str] | None = None) -> Script:
        user = build.make_user(role)
        return Script(user, build_api.make_token(user, scopes or roles.scopes_of(user))[1])

    return make


@pytest.fixture
def reader(script: MakeScript) -> Script:
    return script("reader")


@pytest.fixture
def analyst(script: MakeScript) -> Script:
    return script("analyst")
