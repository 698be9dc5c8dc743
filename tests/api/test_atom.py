"""A search of claims as a feed that any reader reads."""

import base64
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client
from lxml import etree

from tests import build
from tests.api.conftest import Script
from tests.build import NOW

pytestmark = pytest.mark.django_db


def read(script: Script, query: str = "") -> Any:
    basic = base64.b64encode(f"feed reader:{script.secret}".encode()).decode()
    response = Client().get(f"/claims.atom{query}", headers={"Authorization": f"Basic {basic}"})
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    etree.fromstring(response.content)
    return feedparser.parse(response.content)


def test_each_entry_says_who_said_what_and_how_it_stands(reader: Script) -> None:
    claim = build.make_told_claim("Wir liefern ab Mai", standing="echoed", origins=1)
    build.make_resolution(claim, "confirmed", by=build.make_user("curator", "igor"))
    (entry,) = read(reader).entries
    assert entry.link == f"http://127.0.0.1:8000{claim.get_absolute_url()}"
    told = entry.content[0].value
    assert "Ada Lind: „Wir liefern ab Mai“" in told
    assert "echoed: 1 origin," in told
    assert "confirmed (2026-05-19, igor)" in told


def test_a_feed_is_narrowed_and_ordered_like_the_list(reader: Script) -> None:
    build.make_claim("Norvik liefert", opened_at=NOW - timedelta(days=1))
    build.make_claim("Norvik liefert nicht")
    build.make_claim("Ganz anderes")
    feed = read(reader, "?q=norvik&sort=opened&outlet=")
    assert [entry.title for entry in feed.entries] == ["Norvik liefert nicht", "Norvik liefert"]
    assert feed.feed.title == "Claims · norvik"


def test_an_entry_is_new_again_when_its_standing_changes(reader: Script) -> None:
    claim = build.make_claim()
    before = read(reader).entries[0].updated
    build.make_standing_change(claim, "echoed", at=NOW + timedelta(hours=2))
    after = read(reader).entries[0].updated
    assert before == NOW.isoformat()
    assert after == (NOW + timedelta(hours=2)).isoformat()


@pytest.mark.parametrize("headline", ['<b>&amp; "x"</b>', "ein \x0b Zeichen \x1b ohne XML \ufffe"])
def test_no_text_breaks_the_feed(headline: str, reader: Script) -> None:
    build.make_claim(headline)
    assert len(read(reader).entries) == 1


def test_a_feed_without_entries_is_a_feed(reader: Script) -> None:
    assert read(reader, "?q=xyzzy").entries == []


def test_whoever_is_signed_in_reads_it_in_the_browser_and_nobody_else_does() -> None:
    client = Client()
    refused = client.get("/claims.atom")
    assert refused.status_code == 401
    assert refused["WWW-Authenticate"].startswith("Basic ")
    client.force_login(build.make_user())
    assert client.get("/claims.atom").status_code == 200
    assert client.get("/claims.atom?standing=certain").status_code == 422
    assert client.post("/claims.atom").status_code == 405
