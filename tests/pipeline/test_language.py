"""What extraction found in a revision is kept as it was found, and what is held no longer claims nothing."""

from datetime import date, timedelta
from typing import Any

import pytest

from claims.extract import Attribution, Kind, SourceKind, Speaker
from claims.extract.attribution import DateMention
from claims.models import Revision, Statement
from claims.pipeline.language import keep_statements, published_on
from claims.pipeline.matching import claimable
from claims.text import Span
from tests import build
from tests.build import NOW, Words

pytestmark = pytest.mark.django_db

TEXT = "Die Fertigung läuft ab Mai, sagte Ada Lind am Montag."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def revision_of(**values: Any) -> Revision:
    return build.make_article(TEXT, **values).revisions.get()


def test_the_days_a_statement_names_are_kept_with_it() -> None:
    found = Attribution(
        (span("Ada Lind"),), (span("sagte"),), (span("Die Fertigung läuft ab Mai"),), Kind.INDIRECT,
        Speaker("Ada Lind", SourceKind.NAMED),
        dates=(DateMention(span("ab Mai"), date(2026, 5, 1), None, "an open end"),),
        said=DateMention(span("am Montag"), date(2026, 5, 18), date(2026, 5, 18)),
        why="a verb of saying behind what was said",
    )  # fmt: skip
    keep_statements(revision_of(), [found])
    kept = Statement.objects.get()
    assert [(named["text"], named["first"], named["last"]) for named in kept.dates] == [("ab Mai", "2026-05-01", None)]
    assert kept.said is not None
    assert (kept.said["text"], kept.said["first"], kept.is_past) == ("am Montag", "2026-05-18", False)


def test_an_article_without_a_date_is_read_by_the_day_it_was_first_seen() -> None:
    assert published_on(revision_of(published_at=None)) == NOW.date()
    assert published_on(revision_of(published_at=NOW - timedelta(days=3))) == NOW.date() - timedelta(days=3)


def test_what_was_held_once_joins_no_claim() -> None:
    words = [Words("Die Fertigung läuft"), Words("ab Mai", values={"is_past": True})]
    revision = revision_of(statements=words)
    assert [statement.content_text for statement in claimable(revision)] == ["Die Fertigung läuft"]


def test_what_somebody_wants_joins_a_claim_where_it_is_a_plan_and_not_where_it_is_a_mere_attitude() -> None:
    plan, attitude = "Velano will bis 2028 ein Werk bauen", "den Beschluss"
    words = [
        Words(plan, values={"kind": "attitude", "modality": "predicted"}),
        Words(attitude, values={"kind": "attitude", "modality": "asserted"}),
    ]
    revision = build.make_article(f"{plan}. Ada Lind begrüßt {attitude}.", statements=words).revisions.get()
    assert [statement.content_text for statement in claimable(revision)] == [plan]
    assert [each.claims_something for each in revision.statements.order_by("position")] == [True, False]
