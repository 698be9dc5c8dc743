"""An article's page is read when it is new, and what people handed in goes before what the web says."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import repeat
from typing import Any

import pytest
from django.utils import timezone

from claims import curation, pipeline
from claims.ingest.http import Fetch, FetchError, Request, Response
from claims.models import Article, RawPage, Revision
from claims.pipeline.work import Due
from tests import build

pytestmark = pytest.mark.django_db
NOW = timezone.now()
URL = "https://post.example/a"


def page(words: str) -> str:
    return (
        f"<html lang='en'><head><title>A chip</title></head><body><article><h1>A chip</h1><p>{words}</p>"
        "<p>The plant in Graz has been working on it for two years now, and has bought many machines.</p>"
        "</article></body></html>"
    )


def web(answer: str | FetchError) -> Fetch:
    def fetch(request: Request) -> Response:
        if isinstance(answer, FetchError):
            raise answer
        return Response(request.url, 200, answer.encode(), {"content-type": "text/html; charset=utf-8"})

    return fetch


def read(article: Article, fetch: Fetch, *, after: timedelta = timedelta(0)) -> Article:
    pipeline.run(Due("read_article", article.pk), NOW + after, fetch)
    article.refresh_from_db()
    return article


def hand_in(**given: Any) -> Article:
    given = {"how": RawPage.How.PASTED, "now": NOW, **given}
    return curation.hand_in(**given)


def current_text(article: Article) -> str:
    return article.revisions.get(superseded_at=None).text


FIRST, SECOND = (
    page(f"“The chip is {state},” said Ada Lind, chief executive of Norvik.") for state in ("ready", "late")
)
GONE = FetchError("410", kind="http", status=410, permanent=True)


def test_a_page_that_changed_becomes_a_revision_and_the_window_of_the_change_is_known() -> None:
    article = read(hand_in(url=URL), web(FIRST))
    again = timedelta(hours=1)
    read(article, web(FIRST), after=again)
    read(article, web(SECOND), after=timedelta(hours=6))
    newest = article.revisions.get(superseded_at=None)
    assert (newest.number, newest.change_kind) == (2, "substantive")
    assert (newest.previous_fetched_at, newest.fetched_at) == (NOW + again, NOW + timedelta(hours=6))


def test_an_old_paste_is_not_read_again_when_the_address_is_handed_in() -> None:
    article = read(hand_in(url=URL), web(FIRST))
    read(hand_in(url=URL, body=FIRST.replace("<p>", "<p> ").encode(), content_type="text/html"), web(FIRST))
    read(hand_in(url=URL), web(SECOND))
    assert "late" in current_text(article)


def test_a_text_that_is_pasted_again_after_another_one_is_read_again() -> None:
    for text in (FIRST, SECOND, FIRST):
        article = read(hand_in(url=URL, body=text.encode(), content_type="text/html"), web(GONE))
    assert article.revisions.count() == 3
    assert "ready" in current_text(article)


def test_a_page_that_has_gone_keeps_the_text_it_had() -> None:
    read(hand_in(url=URL), web(FIRST))
    article = read(hand_in(url=URL), web(GONE))
    assert (article.stage, article.last_error) == ("kept", "410")
    assert "ready" in current_text(article)


def test_a_page_that_was_never_read_and_has_gone_is_set_aside() -> None:
    article = read(hand_in(url=URL), web(GONE))
    assert (article.stage, article.next_attempt_at) == ("failed", None)


def test_a_paste_does_not_end_the_readings_of_a_page_on_the_web() -> None:
    article = read(hand_in(url=URL), web(FIRST))
    read(hand_in(url=URL, body=SECOND.encode(), content_type="text/html"), web(FIRST))
    assert article.next_attempt_at is not None


def test_what_was_only_pasted_is_not_fetched_by_itself() -> None:
    article = read(hand_in(url=URL, body=FIRST.encode(), content_type="text/html"), web(GONE))
    assert (article.stage, article.next_attempt_at) == ("kept", None)


def test_what_a_person_waits_for_goes_before_a_backlog() -> None:
    build.make_waiting_article(next_attempt_at=NOW - timedelta(hours=2))
    article = hand_in(url=URL)
    assert pipeline.find_due(NOW)[0] == Due("read_article", article.pk)


def test_a_date_in_the_future_is_not_believed() -> None:
    dated = FIRST.replace("<head>", "<head><meta property='article:published_time' content='2099-01-01T00:00:00Z'>")
    assert read(hand_in(url=URL), web(dated)).published_at is None


def test_a_page_without_text_says_what_to_do() -> None:
    article = read(hand_in(url=URL), web("<html><body></body></html>"))
    assert article.stage == "failed"
    assert "paste its text" in article.last_error
    assert not Revision.objects.exists()


def readings(article: Article, pages: Iterable[str]) -> list[timedelta]:
    """Read the article whenever it is due, and tell its ages then."""
    ages: list[timedelta] = []
    for answer in pages:
        if article.next_attempt_at is None:
            break
        ages.append(max(article.next_attempt_at, NOW) - NOW)
        read(article, web(answer), after=ages[-1])
    return ages


def test_a_page_that_changes_at_every_fetch_makes_no_revision_for_ever() -> None:
    article = hand_in(url=URL)
    readings(article, (page(f"“It is ready,” said Ada Lind to {count} readers of this page.") for count in range(1000)))
    assert article.next_attempt_at is None
    assert 8 < article.revisions.count() <= 13


def test_an_article_that_stays_as_it_is_is_read_five_times() -> None:
    ages = readings(hand_in(url=URL), repeat(FIRST))
    assert ages == [timedelta(hours=hours) for hours in (0, 1, 6, 24, 168)]


def test_the_kind_of_wall_is_kept_with_the_article_that_was_set_aside() -> None:
    wall = "<html><body><h1>Just a moment...</h1></body></html>"
    assert read(hand_in(url=URL), web(wall)).error_kind == "bot check"
    assert read(hand_in(url=f"{URL}b"), web(GONE)).error_kind == "status 410"


@pytest.mark.parametrize(
    ("wish", "wait"), [(timedelta(hours=5), timedelta(hours=5)), (timedelta(days=90), timedelta(days=7))]
)
def test_a_page_is_asked_again_when_its_server_wishes(wish: timedelta, wait: timedelta) -> None:
    busy = FetchError("503", kind="http", status=503, retry_at=NOW + wish)
    article = read(hand_in(url=URL), web(busy))
    assert (article.stage, article.next_attempt_at) == ("read", NOW + wait)
