"""Setting up how one is told: by mail, as a feed, by webhook."""

from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from claims.models import DigestFeed, DigestMail, Webhook
from claims.pipeline.digests import stop_address
from tests import build, build_digests
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db
DAILY = {"frequency": "daily", "hour": "7", "weekday": "0", "threshold": "everything"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def ada(reader: Client) -> User:
    User.objects.update(email="ada@desk.example")
    return User.objects.get()


def test_the_page_says_when_the_next_digest_comes(reader: Client, ada: User) -> None:
    reader.post("/telling/mail/", DAILY)
    assert DigestMail.objects.get().user == ada
    assert "The next one is due" in text_of(load(reader, "/telling/"), "section[aria-labelledby=by-mail]")


def test_without_a_mail_server_the_page_says_that_none_can_be_sent(reader: Client, settings: Settings) -> None:
    settings.CAN_MAIL = False
    assert "No mail can be sent now." in load(reader, "/telling/").get_text()
    settings.CAN_MAIL = True
    assert "No mail can be sent now." not in load(reader, "/telling/").get_text()


def test_who_has_no_address_is_told_at_the_field(reader: Client) -> None:
    page = parse(reader.post("/telling/mail/", DAILY), 422)
    assert "Ask an administrator" in text_of(page, "#frequency-error")
    assert not DigestMail.objects.exists()


def test_turned_off_nothing_more_is_due(reader: Client, ada: User) -> None:
    reader.post("/telling/mail/", DAILY)
    reader.post("/telling/mail/", {**DAILY, "frequency": "off"})
    assert DigestMail.objects.get().next_attempt_at is None


def test_one_click_in_a_mail_program_stops_it(reader: Client, ada: User) -> None:
    reader.post("/telling/mail/", DAILY)
    address = urlsplit(stop_address(DigestMail.objects.get())).path
    anybody = Client(enforce_csrf_checks=True)
    assert parse(anybody.get(address)).select("form button")
    assert DigestMail.objects.get().frequency == "daily"  # a program that looks for dangers stops nothing
    parse(anybody.post(address, {"List-Unsubscribe": "One-Click"}))
    assert (DigestMail.objects.get().frequency, DigestMail.objects.get().next_attempt_at) == ("off", None)


def test_an_address_that_nobody_gave_out_stops_nothing(reader: Client, ada: User) -> None:
    reader.post("/telling/mail/", DAILY)
    assert Client().post(f"/digest/stop/{DigestMail.objects.get().pk}:forged/").status_code == 404
    assert DigestMail.objects.get().frequency == "daily"


def feed_address(client: Client) -> str:
    """A new one."""
    return urlsplit(text_of(parse(client.post("/telling/feed/", {"do": "renew"})), "#feed-address")).path


def test_the_feed_has_an_entry_for_each_day_that_is_over_and_brought_something(reader: Client, ada: User) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    claims = build_digests.make_news(at=yesterday)
    build_digests.make_news(at=yesterday)
    for claim in (*claims, build.make_told_claim(opened_at=timezone.now())):
        build.make_watch(ada, claim=claim)
    answered = Client().get(feed_address(reader))
    assert answered["Content-Type"].startswith("application/atom+xml")
    (entry,) = ET.fromstring(answered.content).findall("a:entry", ATOM)  # noqa: S314 - our own
    assert "8 changes" in entry.findtext("a:title", "", ATOM)


def test_the_feed_of_nothing_is_a_feed_all_the_same(reader: Client, ada: User) -> None:
    assert ET.fromstring(Client().get(feed_address(reader)).content).findall("a:entry", ATOM) == []  # noqa: S314


def test_a_new_address_ends_the_old_one(reader: Client, ada: User) -> None:
    old, new = feed_address(reader), feed_address(reader)
    assert [Client().get(address).status_code for address in (old, new)] == [404, 200]
    assert urlsplit(new).path.split("/")[-1].removesuffix(".atom") not in DigestFeed.objects.get().digest
    reader.post("/telling/feed/", {"do": "close"})
    assert Client().get(new).status_code == 404


def test_the_feed_of_somebody_who_may_no_longer_sign_in_is_closed(reader: Client, ada: User) -> None:
    address = feed_address(reader)
    User.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_secret_of_a_webhook_is_shown_once(reader: Client) -> None:
    given = {"url": "https://hooks.example/claims", "threshold": "everything"}
    shown = text_of(parse(reader.post("/telling/webhook/", given)), "#secret")
    assert shown == Webhook.objects.get().secret
    assert shown not in load(reader, "/telling/").get_text()
    reader.post("/telling/webhook/", {**given, "threshold": "standing"})
    assert (Webhook.objects.get().secret, Webhook.objects.get().threshold) == (shown, "standing")
    renewed = text_of(parse(reader.post("/telling/webhook/change/", {"do": "renew"})), "#secret")
    assert renewed == Webhook.objects.get().secret != shown


@pytest.mark.parametrize("url", ["", "hooks.example", "ftp://hooks.example/", "https://ada:secret@hooks.example/"])
def test_an_address_that_cannot_be_called_is_refused_at_its_field(reader: Client, url: str) -> None:
    page = parse(reader.post("/telling/webhook/", {"url": url, "threshold": "everything"}), 422)
    assert "Give an http or https address" in text_of(page, "#id_url-error")


def test_a_test_says_what_became_of_it(reader: Client) -> None:
    reader.post("/telling/webhook/", {"url": "http://127.0.0.1:9/", "threshold": "everything"})
    page = load(reader, "/telling/")
    assert "None yet." in text_of(page, "section[aria-labelledby=webhook]")
    reader.post("/telling/webhook/change/", {"do": "try"})
    (outcome,) = texts_of(load(reader, "/telling/"), "section[aria-labelledby=webhook] .error")
    assert "only public addresses" in outcome


def test_a_deleted_webhook_is_gone(reader: Client) -> None:
    reader.post("/telling/webhook/", {"url": "https://hooks.example/claims", "threshold": "everything"})
    reader.post("/telling/webhook/change/", {"do": "delete"})
    assert not Webhook.objects.exists()


@pytest.fixture
def stopped(ada: User) -> Webhook:
    now = timezone.now()
    return Webhook.objects.create(
        user=ada,
        url="https://hooks.example/claims",
        told_until=now - timedelta(days=9),
        made_at=now,
        stopped_at=now - timedelta(days=1),
        last_error="hooks.example answered 500.",
    )


def test_a_webhook_that_is_off_says_why_and_is_switched_on_again(reader: Client, stopped: Webhook) -> None:
    section = "section[aria-labelledby=webhook]"
    assert "answered 500" in text_of(load(reader, "/telling/"), f"{section} .notice")
    reader.post("/telling/webhook/change/", {"do": "resume"})
    assert Webhook.objects.get().next_attempt_at is not None
    assert not load(reader, "/telling/").select(f"{section} .notice, [value=resume]")


def test_today_says_that_a_webhook_is_off_and_has_what_it_was_not_told(
    reader: Client, ada: User, stopped: Webhook
) -> None:
    for days in (8, 10):
        claim = build.make_told_claim(opened_at=timezone.now() - timedelta(days=days))
        build.make_watch(ada, claim=claim)
    page = load(reader, "/today/?since=webhook")
    assert page.select(".notice a[href='/telling/#webhook']")
    assert texts_of(page, "[aria-labelledby=followed] h3") == ["1 new claim"]
    assert texts_of(page, "a[aria-current=true].chip") == ["since your webhook was told"]
