"""Who opens the pages in these tests: a reader, an analyst, a curator, somebody who is signed out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from tests.build import make_user

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _quick_settings(settings: Settings, tmp_path: Path) -> None:
    """Whitenoise warns of a folder that is not there, and a warning is an error here; hashing is meant to be slow."""
    settings.STATIC_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _one_language(settings: Settings) -> Iterator[None]:
    """A request leaves its language behind, for the next one to replace; a test that makes none must not find it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def sign_in(db: None) -> SignIn:
    def sign_in(role: str) -> Client:
        client = Client()
        if role != "signed out":
            client.force_login(make_user(role))
        return client

    return sign_in


@pytest.fixture
def reader(sign_in: SignIn) -> Client:
    return sign_in("reader")


@pytest.fixture
def analyst(sign_in: SignIn) -> Client:
    return sign_in("analyst")


@pytest.fixture
def curator(sign_in: SignIn) -> Client:
    return sign_in("curator")
