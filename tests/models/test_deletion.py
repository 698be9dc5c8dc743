"""What history hangs on stays; what only waits may go."""

from collections.abc import Callable

import pytest
from django.db.models import ProtectedError

from claims.models import Article, Decision, Feed, Link, Outlet, Statement
from tests import build

pytestmark = pytest.mark.django_db
TEXT = "Die Fertigung läuft seit Montag, sagte Ada Lind."


def statement() -> Statement:
    words = build.Words("Die Fertigung läuft seit Montag", source="Ada Lind", cue="sagte")
    return build.statement_of(build.make_article(TEXT, statements=[words]))


def an_outlet_with_articles() -> None:
    build.make_article(TEXT, outlet=build.make_outlet("Post"))
    Outlet.objects.get(name="Post").delete()


def an_outlet_with_feeds() -> None:
    Outlet.objects.get(pk=build.make_feed().outlet_id).delete()


def an_article_with_revisions() -> None:
    build.make_article(TEXT).delete()


def a_revision_with_statements() -> None:
    statement().revision.delete()


def a_statement_with_links() -> None:
    said = statement()
    build.make_claim(statements=[said])
    said.delete()


def a_claim_with_links() -> None:
    build.make_claim(statements=[statement()]).delete()


def an_entity_that_said_something() -> None:
    speaker = build.make_person("Ada Lind")
    said = statement()
    Statement.objects.filter(pk=said.pk).update(speaker=speaker)
    speaker.delete()


def a_user_with_decisions() -> None:
    actor = build.make_user("curator")
    Decision.objects.create(actor=actor, at=build.NOW, action="add feed", object_type="feed", object_id=1)
    actor.delete()


PROTECTED: list[Callable[[], None]] = [
    an_outlet_with_articles,
    an_outlet_with_feeds,
    an_article_with_revisions,
    a_revision_with_statements,
    a_statement_with_links,
    a_claim_with_links,
    an_entity_that_said_something,
    a_user_with_decisions,
]


@pytest.mark.parametrize("attempt", PROTECTED, ids=lambda attempt: attempt.__name__)
def test_what_history_hangs_on_cannot_be_deleted(attempt: Callable[[], None]) -> None:
    with pytest.raises(ProtectedError):
        attempt()


def test_rows_that_only_wait_can_be_deleted() -> None:
    build.make_waiting_article().delete()
    build.make_feed().delete()
    assert not Article.objects.exists()
    assert not Feed.objects.exists()
    assert not Link.objects.exists()
