"""Changes sent as signed JSON to an address of the user's own, by a real server on this machine."""

import email
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.policy import default
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from claims import curation, pipeline
from claims.ingest import open_fetcher
from claims.models import Webhook, WebhookCall
from claims.pipeline.webhooks import EVERY, KEPT, PATIENCE
from tests import build, build_digests
from tests.build import NOW
from tests.mail_server import MailServer, mail_server
from tests.misbehaving_server import Server, http, misbehaving_server

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
ON_THIS_MACHINE = open_fetcher("claim-tracker/test", ["127.0.0.1"])


@dataclass
class Receiver:
    server: Server
    user: User
    secret: str

    @property
    def calls(self) -> list[tuple[dict[str, str], str]]:
        """Headers and bodies."""
        parts = (asked.partition("\r\n\r\n") for asked in self.server.asked)
        return [(dict(line.split(": ", 1) for line in head.split("\r\n")[1:]), body) for head, _, body in parts]

    def answer(self, status: str, *headers: str) -> None:
        self.server.answers["/hook"] = http(status, b"", *headers)


@pytest.fixture
def receiver(db: None) -> Iterator[Receiver]:
    with misbehaving_server() as server:
        user = build.make_user()
        secret = curation.set_webhook(user, url=server.url("/hook"), threshold="everything", lang="de", now=NOW)
        running = Receiver(server, user, secret)
        running.answer("204 No Content")
        yield running


def work(now: Any = LATER) -> None:
    for due in pipeline.find_due(now):
        pipeline.run(due, now, ON_THIS_MACHINE)


def happen(receiver: Receiver) -> None:
    for claim in build_digests.make_news(at=NOW + timedelta(minutes=30)):
        build.make_watch(receiver.user, claim=claim)


def test_all_that_happened_comes_in_one_signed_call(receiver: Receiver) -> None:
    happen(receiver)
    work()
    ((headers, body),) = receiver.calls
    signed = f"{headers['X-Claim-Tracker-Timestamp']}.{body}".encode("latin-1")
    expected = hmac.new(receiver.secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Claim-Tracker-Signature"] == f"sha256={expected}"
    assert headers["X-Claim-Tracker-Timestamp"] == str(int(LATER.timestamp()))
    told = json.loads(body.encode("latin-1"))
    assert (told["type"], told["total"]) == ("digest", 8)
    assert [change["kind"] for change in told["changes"]] == list(build_digests.HAPPENINGS)
    assert (told["changes"][0]["before"], told["changes"][0]["after"]) == ("single origin", "corroborated")


def test_where_nothing_happened_nothing_is_called(receiver: Receiver) -> None:
    build_digests.make_news(at=NOW + timedelta(minutes=30))
    work()
    assert receiver.calls == []
    assert Webhook.objects.get().next_attempt_at == LATER + EVERY


def test_what_was_taken_is_not_sent_again(receiver: Receiver) -> None:
    happen(receiver)
    work()
    work(LATER + EVERY)
    assert len(receiver.calls) == 1


@pytest.mark.parametrize("status", ["500 Internal Server Error", "404 Not Found", "302 Found"])
def test_what_was_not_taken_is_sent_again_later_with_the_same_ids(receiver: Receiver, status: str) -> None:
    happen(receiver)
    receiver.answer(status, f"Location: {receiver.server.url('/elsewhere')}")
    work()
    assert status[:3] in WebhookCall.objects.get().error
    receiver.answer("200 OK")
    work(LATER + timedelta(minutes=1))
    first, second = (
        [change["id"] for change in json.loads(body.encode("latin-1"))["changes"]] for _, body in receiver.calls
    )
    assert first == second
    assert WebhookCall.objects.latest("at").error == ""
    assert not any(" /elsewhere " in asked for asked in receiver.server.asked)


def test_an_address_within_the_own_network_is_refused(receiver: Receiver) -> None:
    happen(receiver)
    for due in pipeline.find_due(LATER):
        pipeline.run(due, LATER, open_fetcher("claim-tracker/test"))
    assert receiver.calls == []
    assert "only public addresses" in WebhookCall.objects.get().error
    assert "only public addresses" in Webhook.objects.get().last_error


def test_only_the_newest_calls_are_kept(receiver: Receiver) -> None:
    hook = Webhook.objects.get()
    for minutes in range(KEPT + 2):
        pipeline.try_webhook(hook, NOW + timedelta(minutes=minutes), ON_THIS_MACHINE)
    assert WebhookCall.objects.count() == KEPT
    assert WebhookCall.objects.latest("at").at == NOW + timedelta(minutes=KEPT + 1)


def test_a_test_is_signed_as_any_call(receiver: Receiver) -> None:
    pipeline.try_webhook(Webhook.objects.get(), NOW, ON_THIS_MACHINE)
    ((headers, body),) = receiver.calls
    assert json.loads(body)["type"] == "test"
    assert headers["X-Claim-Tracker-Signature"].startswith("sha256=")


def fail_for_long(receiver: Receiver, error: str = "500 Internal Server Error") -> None:
    """Every call since LATER, until it is off."""
    happen(receiver)
    receiver.answer(error)
    work(LATER)
    work(LATER + PATIENCE)


def test_what_nobody_took_for_a_week_is_called_no_more(receiver: Receiver) -> None:
    happen(receiver)
    receiver.answer("500 Internal Server Error")
    work(LATER)
    work(LATER + PATIENCE - timedelta(minutes=1))
    assert Webhook.objects.get().stopped_at is None
    work(LATER + PATIENCE + timedelta(hours=6))
    hook = Webhook.objects.get()
    assert (hook.stopped_at, hook.next_attempt_at) == (LATER + PATIENCE + timedelta(hours=6), None)
    assert "500" in hook.last_error
    work(LATER + 2 * PATIENCE)
    assert len(receiver.calls) == 3


def test_a_call_that_is_taken_in_between_begins_the_week_anew(receiver: Receiver) -> None:
    happen(receiver)
    for days, status in ((0, "500 No"), (6, "204 No Content"), (8, "500 No")):
        receiver.answer(status)
        work(LATER + timedelta(days=days))
        build.make_watch(receiver.user, claim=build.make_told_claim(opened_at=LATER + timedelta(days=days)))
    assert Webhook.objects.get().stopped_at is None
    assert len(receiver.calls) == 3


def test_a_test_that_fails_begins_no_week(receiver: Receiver) -> None:
    receiver.answer("500 Internal Server Error")
    pipeline.try_webhook(Webhook.objects.get(), NOW, ON_THIS_MACHINE)
    assert Webhook.objects.get().failing_since is None


def test_switched_on_again_it_is_told_what_it_was_not(receiver: Receiver) -> None:
    fail_for_long(receiver)
    receiver.answer("204 No Content")
    now = LATER + 2 * PATIENCE
    curation.resume_webhook(Webhook.objects.get(), now=now)
    work(now)
    assert json.loads(receiver.calls[-1][1].encode("latin-1"))["total"] == 8
    hook = Webhook.objects.get()
    assert (hook.stopped_at, hook.failing_since, hook.last_error) == (None, None, "")


def test_a_new_address_is_told_what_the_old_one_was_not(receiver: Receiver) -> None:
    fail_for_long(receiver)
    receiver.server.answers["/new"] = http("204 No Content", b"")
    now = LATER + 2 * PATIENCE
    curation.set_webhook(receiver.user, url=receiver.server.url("/new"), threshold="everything", lang="", now=now)
    work(now)
    assert receiver.server.asked[-1].startswith("POST /new ")
    assert json.loads(receiver.calls[-1][1].encode("latin-1"))["total"] == 8


@pytest.fixture
def mail(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.EMAIL_BACKEND, settings.CAN_MAIL = "django.core.mail.backends.smtp.EmailBackend", True
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


def test_its_user_is_told_once_by_mail_in_their_language(receiver: Receiver, mail: MailServer) -> None:
    User.objects.filter(pk=receiver.user.pk).update(email="ada@desk.example")
    fail_for_long(receiver)
    work(LATER + 2 * PATIENCE)
    (taken,) = mail.taken
    message = email.message_from_bytes(taken, policy=default)
    assert message["To"] == "ada@desk.example"
    assert message["Subject"] == "Claim Tracker: Der Webhook ist abgeschaltet"
    assert "answered 500" in message.get_content()
    assert "/telling/" in message.get_content()


def test_a_mail_server_that_refuses_keeps_nobody_from_seeing_it_on_the_pages(
    receiver: Receiver, mail: MailServer
) -> None:
    User.objects.filter(pk=receiver.user.pk).update(email="ada@desk.example")
    mail.answers["RCPT"] = b"550 nobody here"
    fail_for_long(receiver)
    assert Webhook.objects.get().stopped_at == LATER + PATIENCE
