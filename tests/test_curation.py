"""Every human change checks who makes it and what is given, and writes its Decision or nothing at all."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.curation import CurationError
from claims.models import Article, Decision, Revision, Watch
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db


def submit(actor: User, **given: Any) -> Article:
    return curation.submit_article(actor, now=NOW, **given)


def test_a_submitted_article_waits_to_be_read_and_its_decision_names_who_did_it() -> None:
    analyst = build.make_user("analyst")
    article = submit(analyst, url="https://www.post.example/a?utm_source=x", outlet_name="Post")
    assert (article.canonical_url, article.stage) == ("https://www.post.example/a", "read")
    assert article.next_attempt_at
    assert article.next_attempt_at <= NOW
    assert Decision.objects.get().actor == analyst


def test_the_same_address_again_is_the_same_article() -> None:
    analyst = build.make_user("analyst")
    first = submit(analyst, url="https://post.example/a")
    assert submit(analyst, url="https://post.example/a?utm_source=feed#top") == first


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "url"),
        ({"text": "  \n"}, "url"),
        ({"text": "a", "html": "<p>b</p>"}, "html"),
        ({"url": "ftp://post.example/a"}, "url"),
        ({"url": "not an address"}, "url"),
        ({"text": "a" * (curation.MAX_PASTED + 1)}, "text"),
    ],
)
def test_what_cannot_be_an_article_is_refused_at_its_field(given: dict[str, str], field: str) -> None:
    with pytest.raises(CurationError) as refusal:
        submit(build.make_user("analyst"), **given)
    assert refusal.value.field == field
    assert not Article.objects.exists()
    assert not Decision.objects.exists()


def test_a_failed_article_is_tried_again_where_it_failed() -> None:
    article = build.make_article()
    article.revisions.update(stage=Revision.Stage.FAILED, failed_stage=Revision.Stage.MATCH)
    curation.retry_article(build.make_user("analyst"), article, now=NOW)
    revision = article.revisions.get()
    assert (revision.stage, revision.failed_stage, revision.next_attempt_at) == ("match", "", NOW)


@pytest.mark.parametrize(
    ("role", "change"),
    [
        ("reader", lambda actor: submit(actor, text="a")),
        ("reader", lambda actor: curation.retry_article(actor, build.make_article(), now=NOW)),
    ],
)
def test_who_may_not_is_refused(role: str, change: Callable[[User], object]) -> None:
    with pytest.raises(PermissionDenied):
        change(build.make_user(role))
    assert not Decision.objects.exists()


def test_following_twice_is_following_once() -> None:
    reader, claim = build.make_user(), build.make_claim()
    curation.follow(reader, claim=claim, now=NOW)
    curation.follow(reader, claim=claim, now=NOW)
    assert Watch.objects.count() == 1
    curation.unfollow(reader, claim=claim)
    assert not Watch.objects.exists()
