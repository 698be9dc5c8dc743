"""How often one may ask: each token and each address has its minute, whatever process counts."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from claims.curation import count_request
from claims.models import RateWindow
from tests.api.at_one_time import at_one_time
from tests.api.conftest import MakeScript
from tests.build import NOW

pytestmark = pytest.mark.django_db


def ask(times: int, caller: str = "token 1", **after: int) -> list[int]:
    return [count_request(caller, most=3, now=NOW + timedelta(**after)) for _ in range(times)]


def test_one_too_many_waits_for_the_end_of_the_minute() -> None:
    assert ask(3) == [0, 0, 0]
    assert ask(1, seconds=20) == [40]
    assert ask(1, seconds=59, milliseconds=900) == [1]


@pytest.mark.django_db(transaction=True)
def test_those_who_ask_at_one_time_are_counted_together(tmp_path: Path) -> None:
    with at_one_time(tmp_path) as together:
        waits = together(lambda: count_request("token 1", most=5, now=NOW), 12)
    assert sorted(waits) == [0] * 5 + [60] * 7


def test_the_next_minute_is_a_new_one() -> None:
    ask(4)
    assert ask(4, seconds=60) == [0, 0, 0, 60]


def test_each_caller_has_a_minute_of_its_own() -> None:
    ask(4)
    assert ask(1, "token 2") == [0]


def test_whoever_came_an_hour_ago_is_forgotten() -> None:
    ask(1)
    ask(1, "token 2", hours=2)
    assert list(RateWindow.objects.values_list("caller", flat=True)) == ["token 2"]


def test_a_token_that_asks_too_often_is_told_when_to_come_again(script: MakeScript, settings: Settings) -> None:
    settings.API_RATE = 2
    one, other = script(), script()
    assert [one.get("/claims").status_code for _ in range(3)] == [200, 200, 429]
    refused = one.get("/claims")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["Content-Type"] == "application/problem+json"
    assert other.get("/claims").status_code == 200


def test_an_address_is_counted_also_where_it_shows_no_token(settings: Settings) -> None:
    settings.API_ADDRESS_RATE = 2
    guesses = [Client().get("/api/v1/claims", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(3)]
    assert guesses == [401, 401, 429]
    assert Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/claims").status_code == 401


@pytest.mark.parametrize(
    ("forwarded", "caller"),
    [
        ("203.0.113.9, 198.51.100.4", "address 198.51.100.4"),
        ("2001:db8:1:2:3:4:5:6", "address 2001:db8:1:2::/64"),
        ("", "address 127.0.0.1"),
        ("nobody knows", "address nobody knows"),
    ],
)
def test_behind_a_proxy_its_own_word_counts(forwarded: str, caller: str, settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    Client().get("/api/v1/claims", headers=headers)
    assert RateWindow.objects.get().caller == caller


def test_without_a_proxy_nobody_can_invent_an_address() -> None:
    Client().get("/api/v1/claims", headers={"X-Forwarded-For": "203.0.113.9"})
    assert RateWindow.objects.get().caller == "address 127.0.0.1"
    assert RateWindow.objects.get().started_at <= timezone.now()
