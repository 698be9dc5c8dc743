"""A row is done by one worker, comes back if that worker dies, and keeps why it failed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import Q

from claims.ingest.http import Fetch, FetchError, Request, Response
from claims.models import Article, Feed
from claims.pipeline.leases import LEASE
from claims.pipeline.work import (
    MAX_ATTEMPTS,
    Due,
    LeaseLostError,
    PermanentFailureError,
    Step,
    due_rows,
    perform,
    retry_delay,
    storing,
    take,
)
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db


def no_web(request: Request) -> Response:
    raise FetchError(f"{request.url} was asked for", kind="connection")


def step(run: Callable[[Article], list[Due]]) -> Step:
    return Step("read", "fetching", Article, Q(), lambda row, _now, _fetch: run(row), {"stage": Article.Stage.FAILED})


def finish(article: Article) -> list[Due]:
    with storing(article, stage=Article.Stage.KEPT):
        return [Due("next", article.pk)]


def fail(error: Exception) -> Callable[[Article], list[Due]]:
    def run(_article: Article) -> list[Due]:
        raise error

    return run


def do(run: Callable[[Article], list[Due]], article: Article, *, fetch: Fetch = no_web) -> list[Due]:
    following = perform(step(run), article.pk, NOW, fetch)
    article.refresh_from_db()
    return following


def test_a_step_that_succeeds_leaves_nothing_due_and_says_what_is_next() -> None:
    article = build.make_waiting_article(last_error="it failed before", attempts=2)
    assert do(finish, article) == [Due("next", article.pk)]
    assert (article.stage, article.next_attempt_at, article.attempts, article.last_error) == ("kept", None, 0, "")


def test_a_row_that_is_not_due_is_left_alone() -> None:
    article = build.make_waiting_article(next_attempt_at=NOW + timedelta(seconds=1))
    assert do(finish, article) == []
    assert article.stage == "read"


def test_a_row_is_taken_by_one_worker_only() -> None:
    article = build.make_waiting_article()
    assert take(Article, article.pk, Q(), NOW) is not None
    assert take(Article, article.pk, Q(), NOW) is None


def test_the_row_of_a_dead_worker_comes_due_again() -> None:
    article = build.make_waiting_article()
    take(Article, article.pk, Q(), NOW)
    assert due_rows(step(finish), NOW, 10) == []
    assert due_rows(step(finish), NOW + LEASE, 10) == [Due("read", article.pk)]


def test_a_worker_that_outlived_its_lease_stores_nothing() -> None:
    article = build.make_waiting_article()
    slow = take(Article, article.pk, Q(), NOW)
    assert slow is not None
    assert take(Article, article.pk, Q(), NOW + LEASE) is not None
    with pytest.raises(LeaseLostError), storing(slow, stage=Article.Stage.KEPT):
        Feed.objects.create(url="https://post.example/feed", outlet=build.make_outlet(), added_at=NOW)
    article.refresh_from_db()
    assert article.stage == "read"
    assert not Feed.objects.exists()


def test_a_failure_is_kept_on_the_row_and_tried_again_later() -> None:
    article = build.make_waiting_article()
    do(fail(RuntimeError("the page broke the reader")), article)
    assert article.last_error == "RuntimeError: the page broke the reader"
    assert article.next_attempt_at == NOW + retry_delay(1)
    assert article.stage == "read"


def test_what_cannot_succeed_is_set_aside_with_its_reason() -> None:
    article = build.make_waiting_article()
    do(fail(PermanentFailureError("the page asks for consent")), article)
    assert (article.stage, article.next_attempt_at) == ("failed", None)
    assert article.last_error == "the page asks for consent"


def test_after_the_last_try_a_row_is_set_aside() -> None:
    article = build.make_waiting_article(attempts=MAX_ATTEMPTS - 1)
    do(fail(RuntimeError("again")), article)
    assert (article.stage, article.next_attempt_at) == ("failed", None)


def test_a_row_that_kills_its_workers_is_set_aside_too() -> None:
    article = build.make_waiting_article(attempts=MAX_ATTEMPTS)
    assert do(finish, article) == []
    assert article.stage == "failed"
    assert "was stopped" in article.last_error


def test_waits_between_tries_grow_up_to_six_hours() -> None:
    waits = [retry_delay(attempts) for attempts in range(1, 9)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=30)
    assert waits[-1] == timedelta(hours=6)
