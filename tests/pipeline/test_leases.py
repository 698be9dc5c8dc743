"""A row stays with its worker for as long as that lives and works, and no longer."""

import threading
import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db.models import Q

from claims.models import Article
from claims.pipeline import leases
from claims.pipeline.leases import LEASE, RENEWED_EVERY, renew, renewing
from claims.pipeline.work import release, take
from tests import build
from tests.build import NOW


def taken() -> Article:
    article = take(Article, build.make_waiting_article().pk, Q(), NOW)
    assert article is not None
    return article


@pytest.mark.django_db
def test_a_renewed_lease_ends_later_and_its_worker_still_stores() -> None:
    article = taken()
    assert renew(article)
    assert take(Article, article.pk, Q(), NOW + LEASE) is None
    release(article, stage=Article.Stage.KEPT)
    article.refresh_from_db()
    assert (article.stage, article.next_attempt_at) == ("kept", None)


@pytest.mark.django_db
def test_a_lease_that_somebody_else_has_by_now_is_not_renewed() -> None:
    slow = taken()
    other = take(Article, slow.pk, Q(), NOW + LEASE)
    assert other is not None
    assert not renew(slow)
    assert not Article.objects.exclude(next_attempt_at=other.next_attempt_at).exists()


@pytest.mark.django_db(transaction=True)
def test_a_step_longer_than_its_lease_is_left_to_its_worker() -> None:
    article = taken()
    first, deadline = article.next_attempt_at, time.monotonic() + 10
    with patch.object(leases, "RENEWED_EVERY", timedelta(milliseconds=20)), renewing(article):
        while article.next_attempt_at == first and time.monotonic() < deadline:
            time.sleep(0.01)
    held = article.next_attempt_at
    article.refresh_from_db()
    assert article.next_attempt_at == held != first
    assert not any(thread.name.startswith("lease") for thread in threading.enumerate())


@pytest.mark.django_db
def test_within_a_transaction_nothing_is_renewed_since_nobody_else_could_take_the_row() -> None:
    with renewing(taken()):
        assert not any(thread.name.startswith("lease") for thread in threading.enumerate())


def test_a_lease_is_renewed_more_than_once_before_it_ends() -> None:
    assert 2 * RENEWED_EVERY < LEASE
