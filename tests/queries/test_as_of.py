"""The page of a claim as of a past day shows what was known at its end."""

import pytest

from claims.models import Decision, Link
from claims.queries.timeline import EventKind
from tests import build
from tests.build import NOW, Words
from tests.queries.told import DAY, SAID, TODAY, outlet_of, tell, view_of

pytestmark = pytest.mark.django_db


def test_as_of_a_day_only_what_was_linked_by_its_end_is_known() -> None:
    claim = build.make_claim(statements=[tell("Ledger")])
    build.make_link(claim, tell("Chipkurier"), made_at=NOW + 2 * DAY)
    assert [outlet_of(each) for each in view_of(claim, as_of=TODAY + DAY).statements] == ["Ledger"]
    assert len(view_of(claim, as_of=TODAY + 2 * DAY).statements) == 2


def test_as_of_a_day_an_article_says_what_it_said_then() -> None:
    article = build.make_article(SAID, statements=[Words("Wir liefern")])
    old = build.statement_of(article)
    new = build.make_statement(
        build.make_revision(article, SAID + " Bald.", fetched_at=NOW + 5 * DAY), Words("Wir liefern")
    )
    claim = build.make_claim(statements=[old, new])
    assert [each.said.statement for each in view_of(claim, as_of=TODAY).statements] == [old]
    assert [each.said.statement for each in view_of(claim).statements] == [new]


def test_as_of_a_day_the_numbers_the_verdict_and_the_events_are_those_of_then() -> None:
    claim = build.make_claim(standing="corroborated", independent=2)
    build.make_standing_change(claim, "echoed", independent=1, standing_why="One interview.")
    build.make_standing_change(claim, "corroborated", independent=2, at=NOW + 2 * DAY)
    build.make_resolution(claim, at=NOW + 3 * DAY, as_of=TODAY)
    then = view_of(claim, as_of=TODAY + DAY)
    assert (then.claim.standing, then.claim.independent, then.claim.standing_why) == ("echoed", 1, "One interview.")
    assert then.line.resolution is None
    assert [event.kind for event in then.events] == [EventKind.COUNTED, EventKind.OPENED]
    claim.refresh_from_db()
    assert claim.standing == "corroborated"


def test_as_of_a_day_before_it_was_counted_a_claim_has_no_numbers() -> None:
    then = view_of(build.make_claim(standing="echoed", articles=7), as_of=TODAY)
    assert (then.claim.standing, then.claim.articles) == ("unsourced", 0)


def test_as_of_a_day_a_statement_has_the_origin_that_was_found_by_then() -> None:
    statement, thought, known = tell("Ledger"), build.make_origin("Bericht"), build.make_origin("Interview")
    build.assign_origin(statement, thought, superseded_at=NOW + 2 * DAY)
    build.assign_origin(statement, known, at=NOW + 2 * DAY)
    claim = build.make_claim(statements=[statement])
    assert [group.origin for group in view_of(claim, as_of=TODAY).tree.origins] == [thought]
    assert [group.origin for group in view_of(claim).tree.origins] == [known]


def test_as_of_a_day_a_due_date_had_not_passed_yet() -> None:
    claim = build.make_claim(due_on=TODAY + DAY)
    assert view_of(claim, today=TODAY + 9 * DAY).is_overdue
    assert not view_of(claim, today=TODAY + 9 * DAY, as_of=TODAY).is_overdue


def test_as_of_a_day_what_was_rejected_later_still_counted() -> None:
    claim, statement = build.make_claim(), tell("Ledger")
    link = build.make_link(claim, statement, state=Link.State.REJECTED)
    Decision.objects.create(
        actor=build.make_user("curator"),
        at=NOW + 2 * DAY,
        action="reject link",
        object_type="link",
        object_id=link.pk,
        before={"state": "linked", "relation": "asserts"},
        after={"state": "rejected", "relation": "asserts"},
    )
    assert view_of(claim).statements == ()
    then = view_of(claim, as_of=TODAY)
    assert [each.said.statement for each in then.statements] == [statement]
    assert then.line.said is not None
    assert then.line.said.statement == statement
