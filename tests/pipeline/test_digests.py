"""The digest by mail: when it is due, what it says, and that it is sent once or not at all."""

import email
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from claims import curation, pipeline
from claims.curation import GivenDigest
from claims.models import Claim, DigestMail
from claims.pipeline import digests
from claims.queries.digest import NewsKind
from tests import build, build_digests
from tests.build import NOW
from tests.mail_server import MailServer, mail_server

HAPPENED = NOW + timedelta(hours=1)
SEVEN = datetime(2026, 5, 21, 5, 0, tzinfo=UTC)  # 07:00 in Berlin, the day after NOW


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.PUBLIC_URL = "https://tracker.example"
        yield running


@pytest.fixture
def user(db: None) -> User:
    user = build.make_user()
    user.email = "ada@desk.example"
    user.save()
    return user


def subscribe(user: User, *, lang: str = "en-gb", **given: Any) -> DigestMail:
    values = {"frequency": "daily", "hour": 7, "weekday": 0, "threshold": "everything", **given}
    return curation.set_digest(user, GivenDigest(**values), lang=lang, now=NOW)


def happen(user: User, kind: NewsKind = NewsKind.ROSE) -> Claim:
    claim = build_digests.HAPPENINGS[kind](HAPPENED)
    build.make_watch(user, claim=claim)
    return claim


def work(now: datetime = SEVEN) -> None:
    build.work_until_idle(now)


def only_mail(server: MailServer) -> EmailMessage:
    (taken,) = server.taken
    return email.message_from_bytes(taken, policy=default)


@pytest.mark.parametrize(
    ("frequency", "hour", "weekday", "now", "due"),
    [
        ("daily", 7, 0, datetime(2026, 5, 20, 12, 0, tzinfo=UTC), datetime(2026, 5, 21, 5, 0, tzinfo=UTC)),
        ("daily", 7, 0, datetime(2026, 5, 21, 4, 59, tzinfo=UTC), datetime(2026, 5, 21, 5, 0, tzinfo=UTC)),
        ("daily", 7, 0, datetime(2026, 5, 21, 5, 0, tzinfo=UTC), datetime(2026, 5, 22, 5, 0, tzinfo=UTC)),
        ("daily", 7, 0, datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 6, 0, tzinfo=UTC)),
        ("weekly", 18, 2, datetime(2026, 5, 20, 12, 0, tzinfo=UTC), datetime(2026, 5, 20, 16, 0, tzinfo=UTC)),
        ("weekly", 7, 2, datetime(2026, 5, 20, 12, 0, tzinfo=UTC), datetime(2026, 5, 27, 5, 0, tzinfo=UTC)),
        ("off", 7, 0, datetime(2026, 5, 20, 12, 0, tzinfo=UTC), None),
    ],
)
def test_a_digest_is_due_at_its_hour_by_the_clock_on_the_wall(
    frequency: str, hour: int, weekday: int, now: datetime, due: datetime | None
) -> None:
    mail = DigestMail(frequency=frequency, hour=hour, weekday=weekday)
    assert pipeline.next_digest_at(mail, now) == due


def test_all_that_happened_comes_in_one_mail_with_text_and_html(server: MailServer, user: User) -> None:
    subscribe(user)
    claims = [happen(user, kind) for kind in build_digests.HAPPENINGS]
    work()
    message = only_mail(server)
    assert message["Subject"] == "Claim Tracker: 8 changes on what you follow"
    assert message["To"] == "ada@desk.example"
    for part in (message.get_body(["plain"]), message.get_body(["html"])):
        assert part is not None
        for claim in claims:
            assert f"https://tracker.example{claim.get_absolute_url()}" in part.get_content()


def test_it_is_written_in_the_language_in_which_it_was_asked_for(server: MailServer, user: User) -> None:
    subscribe(user, lang="de")
    happen(user)
    work()
    text = only_mail(server).get_body(["plain"])
    assert text is not None
    assert "1 Behauptung steht fester" in text.get_content()
    assert "ein Ursprung → erhärtet" in text.get_content()


def test_where_nothing_happened_nothing_is_sent(server: MailServer, user: User) -> None:
    subscribe(user)
    build_digests.make_news(at=HAPPENED)  # on nothing that is followed
    work()
    assert server.taken == []
    assert DigestMail.objects.get().next_attempt_at == SEVEN + timedelta(days=1)


def test_what_was_told_once_is_not_told_again(server: MailServer, user: User) -> None:
    subscribe(user)
    happen(user)
    work()
    work(SEVEN + timedelta(days=1))
    assert len(server.taken) == 1


def test_what_happened_before_it_was_asked_for_is_not_told(server: MailServer, user: User) -> None:
    build.make_watch(user, claim=build_digests.HAPPENINGS[NewsKind.NEW](NOW - timedelta(hours=1)))
    subscribe(user)
    work()
    assert server.taken == []


def test_what_happened_a_moment_ago_waits_for_the_next_one(server: MailServer, user: User) -> None:
    """A step stores a little after the time that it writes down, and must not fall between two digests."""
    subscribe(user)
    build.make_watch(user, claim=build_digests.HAPPENINGS[NewsKind.NEW](SEVEN - timedelta(seconds=10)))
    work()
    assert server.taken == []
    work(SEVEN + timedelta(days=1))
    assert len(server.taken) == 1


def test_who_wants_standings_alone_gets_no_mail_for_anything_else(server: MailServer, user: User) -> None:
    subscribe(user, threshold="standing")
    happen(user, NewsKind.EDITED)
    work()
    assert server.taken == []


@pytest.mark.parametrize("to", ["RCPT", "DATA", "taken"])
def test_what_the_mail_server_refused_is_tried_again(server: MailServer, user: User, to: str) -> None:
    subscribe(user)
    happen(user)
    server.answers[to] = b"451 try later"
    work()
    mail = DigestMail.objects.get()
    assert "was not sent: " in mail.last_error
    assert (mail.sending_until, mail.sent_at) == (None, None)
    server.answers.clear()
    server.taken.clear()
    work(SEVEN + timedelta(minutes=1))
    assert only_mail(server)["To"] == "ada@desk.example"
    assert DigestMail.objects.get().last_error == ""


def test_an_address_that_is_none_is_told_and_not_taken_for_sent(server: MailServer, user: User) -> None:
    subscribe(user)
    happen(user)
    User.objects.update(email="ada@desk@example")
    work()
    mail = DigestMail.objects.get()
    assert "was not sent: " in mail.last_error
    assert (mail.sending_until, mail.sent_at, mail.unsure_at) == (None, None, None)


def test_a_mail_server_that_is_away_is_asked_again(settings: Settings, server: MailServer, user: User) -> None:
    subscribe(user)
    happen(user)
    settings.EMAIL_PORT = 1
    work()
    assert "cannot be reached" in DigestMail.objects.get().last_error
    settings.EMAIL_PORT = server.port
    work(SEVEN + timedelta(minutes=1))
    assert len(server.taken) == 1


def test_a_connection_that_breaks_before_the_answer_sends_nothing_twice(server: MailServer, user: User) -> None:
    subscribe(user)
    happen(user)
    server.answers["taken"] = None
    work()
    mail = DigestMail.objects.get()
    assert (mail.unsure_at, mail.sent_at, mail.sending_until) == (SEVEN, None, None)
    server.answers.clear()
    work(SEVEN + timedelta(days=1))
    assert len(server.taken) == 1


def test_a_worker_that_is_killed_between_sending_and_storing_sends_nothing_twice(
    server: MailServer, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(BaseException):
        """As by kill -9: nothing after it runs."""

    def killed(*_args: Any, **_values: Any) -> None:
        raise KilledError

    subscribe(user)
    happen(user)
    with monkeypatch.context() as patched:
        patched.setattr(digests, "finish", killed)
        with pytest.raises(KilledError):
            work()
    work(SEVEN + timedelta(minutes=1))  # its lease ran out
    mail = DigestMail.objects.get()
    assert len(server.taken) == 1
    assert mail.unsure_at == SEVEN + timedelta(minutes=1)
    assert mail.next_attempt_at == SEVEN + timedelta(days=1)
    work(SEVEN + timedelta(days=1))
    assert len(server.taken) == 1


def test_a_mail_says_how_a_mail_program_stops_it_with_one_click(server: MailServer, user: User) -> None:
    mail = subscribe(user)
    happen(user)
    work()
    message = only_mail(server)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].strip() == f"<{digests.stop_address(mail)}>"


def test_who_may_no_longer_sign_in_gets_no_more_mail(server: MailServer, user: User) -> None:
    subscribe(user)
    happen(user)
    User.objects.update(is_active=False)
    work()
    assert server.taken == []
