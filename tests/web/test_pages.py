"""The frame of every page, the pages of errors, and the small ones."""

import json
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from claims.queries.timeline import EventKind
from tests import build
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db
PAGES = ("/today/", "/claims/", "/telling/", "/articles/", "/articles/new/", "/entities/", "/feeds/new/", "/standing/")


def test_nothing_on_a_page_needs_inline_script_or_style(curator: Client) -> None:
    claim = build.make_told_claim()
    build.make_resolution(claim)
    for address in (*PAGES, claim.get_absolute_url()):
        page = load(curator, address)
        assert not page.select("style, [style]"), address
        # A block of linked data is no script: no browser runs it, and no policy stops it.
        assert all(script.get("src") for script in page.select("script:not([type='application/ld+json'])")), address
        attributes = {name for tag in page.select("*") for name in tag.attrs}
        assert not [name for name in attributes if name.startswith("on")], address


def test_every_page_is_sent_with_the_strict_policy(reader: Client) -> None:
    policy = reader.get("/claims/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_htmx_is_told_to_keep_to_the_policy(reader: Client) -> None:
    (config,) = load(reader, "/claims/").select("meta[name=htmx-config]")
    assert json.loads(str(config["content"])) == {"includeIndicatorStyles": False, "allowEval": False}


def test_every_field_has_a_label_and_every_page_one_main_heading(curator: Client) -> None:
    claim = build.make_claim()
    for address in (*PAGES, claim.get_absolute_url()):
        page = load(curator, address)
        assert len(page.select("h1")) == 1, address
        for field in page.select("input:not([type=hidden], [type=radio]), select, textarea"):
            assert page.select(f'label[for="{field["id"]}"]'), (address, field)


def test_no_id_stands_twice_on_a_page(curator: Client) -> None:
    claim = build.make_told_claim()
    for address in (*PAGES, "/articles/new/?as=text", claim.get_absolute_url()):
        ids = [tag["id"] for tag in load(curator, address).select("[id]")]
        assert len(ids) == len(set(ids)), address


def test_the_navigation_says_where_one_is(reader: Client) -> None:
    assert texts_of(load(reader, "/entities/"), "nav [aria-current]") == ["Entities"]


def test_a_search_shows_what_it_found_and_keeps_the_question(reader: Client) -> None:
    build.make_claim("Norvik liefert")
    page = load(reader, "/search/?q=norvik")
    assert "1 claim, 0 articles and 0 entities" in text_of(page, ".page-head")
    assert [field["value"] for field in page.select("#top-q")] == ["norvik"]


@pytest.mark.parametrize("question", ["", "xyzzy", "%", "a" * 1000, "' OR 1=1 --"])
def test_a_search_for_nothing_says_what_to_do(question: str, reader: Client) -> None:
    assert parse(reader.get("/search/", {"q": question})).select(".empty")


def test_following_shows_what_one_was_told(client: Client) -> None:
    user = build.make_user()
    claim = build.make_claim()
    build.make_alert(build.make_watch(user, claim=claim), claim, "It is now contested.")
    client.force_login(user)
    page = load(client, "/following/")
    assert "It is now contested." in page.get_text()
    assert "1 notice, 1 of them new" in page.get_text()


def test_an_entity_that_was_merged_leads_to_the_one_it_became(reader: Client) -> None:
    norvik = build.make_entity("Norvik")
    merged = build.make_entity("Norvik GmbH", merged_into=norvik)
    assert reader.get(merged.get_absolute_url())["Location"] == norvik.get_absolute_url()


def test_an_entity_shows_its_names_and_relations(reader: Client) -> None:
    build.make_person("Ada Lind", employer="Norvik", role="CEO", aliases=["die Chefin"])
    page = load(reader, build.make_person("Ada Lind").get_absolute_url())
    assert "die Chefin" in page.get_text()
    assert "works for Norvik , CEO" in texts_of(page, "aside li")


def test_an_entity_is_followed(reader: Client) -> None:
    norvik = build.make_entity("Norvik")
    page = parse(reader.post(reverse("follow-entity", args=[norvik.pk]), follow=True))
    assert text_of(page, ".page-head button") == "Following"


def test_the_legend_explains_every_word(reader: Client) -> None:
    page = load(reader, "/standing/")
    assert len(page.select(".standing svg")) == 6
    assert len(page.select(".stamp")) == 8
    assert texts_of(page, ".is-content") == ["solid", "dotted", "wavy", "dashed"]
    assert texts_of(page, "#events + table .chip") == [kind.value for kind in EventKind]


def test_signing_in_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    build.make_user("reader", "cy")
    asked = client.get("/feeds/")["Location"]
    sent = {"username": "cy", "password": build.PASSWORD, "next": "/feeds/"}
    assert client.post(asked, sent)["Location"] == "/feeds/"


def test_a_wrong_password_is_answered_above_the_form(client: Client) -> None:
    page = parse(client.post("/sign-in/", {"username": "cy", "password": "wrong"}))
    assert "correct username and password" in text_of(page, ".error")


def test_the_theme_is_kept_and_sent_with_the_page(reader: Client) -> None:
    reader.post("/theme/", {"theme": "dark", "next": "/feeds/"})
    assert load(reader, "/claims/").select("html[data-theme=dark]")
    reader.post("/theme/", {"theme": "auto"})
    assert not load(reader, "/claims/").select("html[data-theme]")


def test_the_theme_leads_back_but_never_away(client: Client) -> None:
    assert client.post("/theme/", {"theme": "dark", "next": "/feeds/"})["Location"] == "/feeds/"
    assert client.post("/theme/", {"theme": "dark", "next": "https://evil.example/"})["Location"] == "/"


def test_a_refused_page_says_which_role_it_takes(reader: Client) -> None:
    page = parse(reader.get("/feeds/new/"), 403)
    assert "takes the role of curator" in text_of(page, "main")
    assert "Ask an administrator" in text_of(page, "main")


def test_a_page_that_is_not_there_says_what_to_do(reader: Client) -> None:
    assert text_of(parse(reader.get("/claims/999/"), 404), "h1") == "Nothing is here"


def test_a_fault_has_a_page_of_its_own(reader: Client) -> None:
    reader.raise_request_exception = False
    with patch("claims.queries.claims.claim_list", side_effect=ZeroDivisionError):
        page = parse(reader.get("/claims/"), 500)
    assert text_of(page, "h1") == "Something went wrong on our side"


def test_a_form_without_its_token_is_refused_kindly() -> None:
    client = Client(enforce_csrf_checks=True)
    page = parse(client.post("/sign-in/", {"username": "x"}), 403)
    assert text_of(page, "h1") == "The form could not be taken"


def test_the_health_check_answers_without_sign_in(client: Client) -> None:
    assert client.get("/healthz").json() == {"ok": True}


def test_the_health_check_fails_with_the_database(client: Client) -> None:
    client.raise_request_exception = False
    with patch("claims.web.pages.connection.cursor", side_effect=DatabaseError):
        assert client.get("/healthz").status_code == 500


def test_alerts_are_read_when_the_user_says_so(reader: Client) -> None:
    claim = build.make_told_claim()
    build.make_alert(build.make_watch(User.objects.get(), claim=claim), claim)
    assert "1 of them new" in load(reader, "/following/").get_text()
    assert "0 of them new" in parse(reader.post(reverse("read-alerts"), follow=True)).get_text()
