"""What happened to a claim, newest first, with before and after."""

from datetime import timedelta

import pytest

from claims.corroborate import Way
from claims.models import Link, OriginAssignment, Outlet, Statement
from claims.queries.timeline import EventKind
from tests import build
from tests.build import NOW, Words
from tests.queries.told import DAY, TODAY, anonymous, events_of, outlet_of, percent, rest, settle, tell, view_of

pytestmark = pytest.mark.django_db


def test_what_happened_is_told_newest_first_with_before_and_after() -> None:
    claim = build.make_claim(opened_at=NOW - 3 * DAY)
    first = build.make_standing_change(claim, "single origin", at=NOW - 2 * DAY)
    second = build.make_standing_change(claim, "echoed", at=NOW)
    verdict = build.make_resolution(claim, at=NOW + DAY)
    newest, rose, counted, opened = view_of(claim).events
    assert (newest.kind, newest.resolution) == (EventKind.VERDICT, verdict)
    assert (rose.kind, rose.before, rose.after, rose.standing_changed) == (EventKind.ROSE, first, second, True)
    assert (counted.kind, counted.before) == (EventKind.COUNTED, None)
    assert opened.kind == EventKind.OPENED


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        pytest.param(("unsourced", 0), ("single origin", 1), EventKind.ROSE, id="an origin was found"),
        pytest.param(("echoed", 1), ("corroborated", 2), EventKind.ROSE, id="a second origin"),
        pytest.param(("corroborated", 2), ("corroborated", 3), EventKind.ROSE, id="a third origin"),
        pytest.param(("corroborated", 3), ("corroborated", 2), EventKind.FELL, id="three became two"),
        pytest.param(("corroborated", 2), ("echoed", 1), EventKind.FELL, id="two were one"),
        pytest.param(("single origin", 1), ("contested", 1), EventKind.FELL, id="somebody denies it"),
        pytest.param(("contested", 1), ("denied", 0), EventKind.FELL, id="nobody stands by it"),
        pytest.param(("echoed", 1), ("echoed", 1), EventKind.COUNTED, id="one more article"),
    ],
)
def test_a_standing_rises_and_falls_with_what_speaks_for_it(
    before: tuple[str, int], after: tuple[str, int], kind: EventKind
) -> None:
    claim = build.make_claim()
    for day, (standing, independent) in enumerate((before, after)):
        build.make_standing_change(claim, standing, independent=independent, at=NOW + day * DAY)
    assert view_of(claim).events[0].kind == kind


def test_a_claim_is_first_heard_in_its_first_article() -> None:
    first, second = tell("Ledger"), tell("Chipkurier", at=NOW + DAY)
    (event,) = events_of(build.make_claim(statements=[second, first]), EventKind.FIRST_HEARD)
    assert (outlet_of(event.each), event.at) == ("Ledger", NOW)


def test_a_statement_after_more_than_thirty_days_of_silence_is_told() -> None:
    statements = [tell(outlet, at=NOW + days * DAY) for outlet, days in (("Ledger", 0), ("NDT", 30), ("Leakbox", 61))]
    (event,) = events_of(build.make_claim(statements=statements), EventKind.HEARD_AGAIN)
    assert (outlet_of(event.each), outlet_of(event.other)) == ("Leakbox", "NDT")


def test_a_denial_is_told_once_for_each_origin_that_denies() -> None:
    claim, origin = build.make_claim(), build.make_origin("Sprecherin")
    for outlet in ("Ledger", "NDT"):
        statement = tell(outlet)
        build.assign_origin(statement, origin)
        build.make_link(claim, statement, relation=Link.Relation.DENIES)
    (event,) = events_of(claim, EventKind.DENIED)
    assert outlet_of(event.each) == "Ledger"


def test_another_number_is_told_with_what_differs_and_that_it_waits_for_a_curator() -> None:
    first = tell("Ledger", "40 Prozent schneller", quantities=percent("40 Prozent", 40.0, 40.0))
    other = tell("Labor", "22 Prozent schneller", at=NOW + DAY, quantities=percent("22 Prozent", 22.0, 22.0))
    claim = build.make_claim(statements=[first])
    build.make_link(claim, other, relation=Link.Relation.QUALIFIES, state=Link.State.SUGGESTED)
    (event,) = events_of(claim, EventKind.OTHER_VALUE)
    assert event.reasons == ("the number was “40 Prozent”, now “22 Prozent”",)
    assert (outlet_of(event.other), event.each and event.each.is_counted) == ("Ledger", False)


def test_another_number_that_an_edit_brought_is_told_once_as_the_edit() -> None:
    first = tell("Ledger", "40 Prozent schneller", quantities=percent("40 Prozent", 40.0, 40.0))
    edited = build.make_revision(first.revision.article, "22 Prozent schneller, hieß es.")
    other = build.make_statement(edited, Words("22 Prozent schneller"))
    claim = build.make_claim(statements=[first])
    build.make_link(claim, other, relation=Link.Relation.QUALIFIES, state=Link.State.SUGGESTED)
    build.make_fate(first, edited, "changed", successor=other)
    assert len(events_of(claim, EventKind.EDITED)) == 1
    assert events_of(claim, EventKind.OTHER_VALUE) == []


def test_a_bound_that_was_lost_in_retelling_is_told_against_the_one_it_rests_on() -> None:
    origin = build.make_origin()
    first = tell("Ledger", "bis zu 40 Prozent schneller", quantities=percent("bis zu 40 Prozent", None, 40.0))
    retold = tell("Chipkurier", "40 Prozent schneller", at=NOW + DAY, quantities=percent("40 Prozent", 40.0, 40.0))
    build.assign_origin(first, origin)
    rest(retold, origin, first)
    (event,) = events_of(build.make_claim(statements=[first, retold]), EventKind.RETOLD_HARDER)
    assert (outlet_of(event.other), outlet_of(event.each)) == ("Ledger", "Chipkurier")
    assert event.reasons == ("the number was “bis zu 40 Prozent”, now “40 Prozent”, which is more exact",)


def test_a_retelling_is_not_held_against_what_is_only_suggested() -> None:
    doubtful = tell("Ledger", "bis zu 40 Prozent schneller", quantities=percent("bis zu 40 Prozent", None, 40.0))
    later = tell("Chipkurier", "40 Prozent schneller", at=NOW + DAY, quantities=percent("40 Prozent", 40.0, 40.0))
    claim = build.make_claim(statements=[later])
    build.make_link(claim, doubtful, state=Link.State.SUGGESTED)
    assert events_of(claim, EventKind.RETOLD_HARDER) == []


def test_a_denial_is_not_held_against_what_it_denies() -> None:
    origin = build.make_origin()
    first = tell("Ledger", "bis zu 40 Prozent schneller", quantities=percent("bis zu 40 Prozent", None, 40.0))
    denial = tell("Chipkurier", "40 Prozent schneller", at=NOW + DAY, quantities=percent("40 Prozent", 40.0, 40.0))
    claim = build.make_claim(statements=[first])
    build.make_link(claim, denial, relation=Link.Relation.DENIES)
    for statement in (first, denial):
        build.assign_origin(statement, origin)
    assert events_of(claim, EventKind.RETOLD_HARDER) == []


def test_a_due_date_is_told_once_it_has_passed() -> None:
    claim = build.make_claim(due_on=TODAY)
    assert events_of(claim, EventKind.DUE) == []
    (event,) = events_of(claim, EventKind.DUE, today=TODAY + DAY)
    assert event.at.isoformat() == "2026-05-21T00:00:00+02:00"


# Late chains: the real count, article after article


def test_when_a_late_chain_makes_three_origins_one_the_fall_names_the_chains() -> None:
    claim = build.make_claim(statements=[anonymous("Rackmount"), anonymous("Chipkurier", citing="Leakbox")])
    settle(claim, NOW + DAY)
    build.make_link(claim, anonymous("Newsheap", citing="Sammler"))
    assert settle(claim, NOW + 2 * DAY).independent == 3
    for outlet in ("Leakbox", "Sammler"):
        build.make_link(claim, anonymous(outlet, citing="Rackmount"))
    assert settle(claim, NOW + 3 * DAY).independent == 1
    (fell,) = events_of(claim, EventKind.FELL)
    assert fell.before is not None
    assert (fell.before.independent, fell.after and fell.after.independent) == (3, 1)
    assert [(outlet_of(chain.each), str(chain.before), str(chain.after.origin)) for chain in fell.chains] == [
        ("Chipkurier", "unnamed sources of Leakbox", "unnamed sources of Rackmount"),
        ("Newsheap", "unnamed sources of Sammler", "unnamed sources of Rackmount"),
    ]
    (group,) = view_of(claim).tree.origins
    (top,) = group.articles
    assert [[outlet_of(node.first), [outlet_of(under.first) for under in node.below]] for node in top.below] == [
        ["Leakbox", ["Chipkurier"]],
        ["Sammler", ["Newsheap"]],
    ]


def test_a_second_origin_is_told_as_new_and_an_echo_is_not() -> None:
    claim = build.make_claim(statements=[anonymous("Rackmount")])
    settle(claim, NOW + DAY)
    build.make_link(claim, anonymous("Chipkurier", citing="Rackmount"))
    settle(claim, NOW + 2 * DAY)
    build.make_link(claim, anonymous("Fabscope"))
    settle(claim, NOW + 3 * DAY)
    (event,) = events_of(claim, EventKind.NEW_ORIGIN)
    assert (outlet_of(event.each), str(event.origin)) == ("Fabscope", "unnamed sources of Fabscope")


def test_a_reprint_rests_on_its_original_with_the_share_that_stands_there() -> None:
    text = " ".join(f"Wort{number}" for number in range(30))
    for outlet, more in (("NDT", ""), ("Sammler", " Dazu ein Satz von uns über dies und das")):
        words = Words("Wort1 Wort2", source="Insider", values={"source_kind": "anonymous"})
        at = NOW + (DAY if more else timedelta(0))
        build.make_article(
            f"{text}{more} Insider.", statements=[words], outlet=build.make_outlet(outlet), published_at=at
        )
    claim = settle(build.make_claim(statements=Statement.objects.all()), NOW + DAY)
    copy = OriginAssignment.objects.get(way=Way.COPIED)
    assert copy.rests_on is not None
    assert copy.rests_on.revision.article.outlet == Outlet.objects.get(name="NDT")
    assert 0.6 < copy.copied_share < 0.8
    assert claim.independent == 1
