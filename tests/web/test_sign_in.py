"""Guessing a password is slowed down, and nobody is kept out by somebody else's guesses."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from tests import build
from tests.build import PASSWORD
from tests.web.pages import parse, text_of
from tracker.clients import client_address

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "203.0.113.7", "203.0.113.8"


@pytest.fixture(autouse=True)
def user() -> None:
    build.make_user("analyst", name="cy")


def sign_in(password: str, address: str = HERE, path: str = "/sign-in/") -> int:
    return Client(REMOTE_ADDR=address).post(path, {"username": "cy", "password": password}).status_code


def guess(times: int = settings.AXES_FAILURE_LIMIT) -> None:
    for _ in range(times):
        sign_in("wrong")


def test_after_too_many_wrong_passwords_even_the_right_one_has_to_wait() -> None:
    guess()
    assert sign_in(PASSWORD) == 429
    page = parse(Client(REMOTE_ADDR=HERE).post("/sign-in/", {"username": "cy", "password": PASSWORD}), 429)
    assert "try again 15 minutes after the last" in text_of(page, ".gate")


def test_the_admins_own_sign_in_counts_with_it() -> None:
    guess()
    assert sign_in(PASSWORD, path="/admin/login/") == 429


def test_the_user_can_sign_in_from_elsewhere_meanwhile() -> None:
    guess()
    assert sign_in(PASSWORD, ELSEWHERE) == 302


def test_after_a_quarter_of_an_hour_it_is_over() -> None:
    guess()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(PASSWORD) == 302


def test_the_right_password_forgets_the_wrong_ones() -> None:
    guess(settings.AXES_FAILURE_LIMIT - 1)
    assert sign_in(PASSWORD) == 302
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize(
    ("proxy", "forwarded", "address"),
    [
        (None, "198.51.100.1", HERE),
        (("HTTP_X_FORWARDED_PROTO", "https"), "198.51.100.1", "198.51.100.1"),
        (("HTTP_X_FORWARDED_PROTO", "https"), "198.51.100.66, 198.51.100.1", "198.51.100.1"),
        (("HTTP_X_FORWARDED_PROTO", "https"), "", HERE),
    ],
)
def test_what_a_client_says_of_its_address_counts_only_if_the_proxy_saw_it(
    settings: Settings, proxy: tuple[str, str] | None, forwarded: str, address: str
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = proxy
    request = RequestFactory().get("/", REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address
