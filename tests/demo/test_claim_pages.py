"""The demo's stories on the pages of their claims, as docs/ledger.md tells them."""

from datetime import date

import pytest

from claims.corroborate import Way
from claims.models import Claim, Link
from claims.queries.notes import notes_of
from claims.queries.one_claim import ClaimView, claim_view
from claims.queries.origin_tree import TreeArticle
from claims.queries.related import related_claims
from claims.queries.timeline import Event, EventKind

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]
LATER = date(2026, 11, 25)


def page_of(words: str, outlet: str, *, as_of: date | None = None) -> ClaimView:
    """Of the claim that the outlet's words count for."""
    claim = Claim.objects.get(
        pk__in=Link.objects.filter(
            statement__content_text__contains=words,
            statement__revision__article__outlet__name=outlet,
            statement__revision__number=1,
            state__in=Link.COUNTED,
        ).values("claim")
    )
    return claim_view(claim, user_id=0, today=LATER, as_of=as_of)


def outlet_of(article: TreeArticle) -> str:
    return str(article.first.said.outlet)


def events(view: ClaimView, kind: EventKind) -> list[Event]:
    return [event for event in view.events if event.kind == kind]


def interview(as_of: date | None = None) -> ClaimView:
    return page_of("StarWeft is on a par", "The Meridian Ledger", as_of=as_of)


def test_the_echo_of_one_interview_is_one_tree_with_its_first_publisher_on_top() -> None:
    view = interview()
    (group,) = view.tree.origins
    assert outlet_of(group.articles[0]) == "The Meridian Ledger"
    assert group.size == view.claim.articles - view.claim.unresolved
    assert (view.claim.standing, view.claim.independent) == ("echoed", 1)


def test_the_agency_translates_the_interview_and_two_sites_copy_the_agency() -> None:
    (group,) = interview().tree.origins
    agency = group.articles[0].below[0]
    assert (outlet_of(agency), agency.lang_before) == ("Nachrichtendienst Technik", "en")
    copies = [(outlet_of(each), each.first.assignment and each.first.assignment.way) for each in agency.below]
    assert copies == [("TechSammler", Way.COPIED), ("Newsheap", Way.COPIED)]


def test_the_chief_speaks_of_her_own_house_and_of_a_rival() -> None:
    interest = interview().statements[0].interest
    assert interest is not None
    assert {tie.kind: tie.other for tie in interest.ties} == {"own house": "Norvane", "rival": "Torvessa Systems"}


def test_as_of_the_evening_of_the_interview_two_outlets_fewer_have_it() -> None:
    then, now = (
        {str(each.said.outlet) for each in view.statements} for view in (interview(date(2026, 9, 14)), interview())
    )
    assert now - then == {"Gadget Almanac", "Lötfahne"}


def test_an_echo_of_unnamed_sources_stands_below_the_report_and_counts_nothing() -> None:
    view = page_of("pushed back the launch", "The Rackmount")
    leak = view.tree.origins[0]
    assert (str(leak.origin), [outlet_of(each) for each in leak.articles[0].below]) == (
        "unnamed sources of The Rackmount",
        ["Chipkurier"],
    )


def test_the_circle_is_named_and_the_fall_to_nothing_says_which_chain_was_found() -> None:
    view = page_of("discontinuing the Corvan 8 Mini", "Newsheap")
    (circle,) = view.tree.circles
    assert [(outlet_of(each), each.from_name) for each in circle] == [
        ("Newsheap", "Lötfahne"),
        ("Lötfahne", "Newsheap"),
    ]
    (fell,) = events(view, EventKind.FELL)
    assert [(str(chain.before), chain.after.origin) for chain in fell.chains] == [("report of Lötfahne", None)]


def test_a_bound_that_a_site_drops_is_told_as_hardened() -> None:
    (event,) = events(page_of("up to 40 percent", "Brennholt Presse"), EventKind.RETOLD_HARDER)
    assert event.each is not None
    assert str(event.each.said.outlet) == "Gadget Almanac"
    assert event.reasons == ("the number was “up to 40 percent”, now “40 percent”, which is more exact",)


def test_the_laboratorys_number_waits_for_a_curator() -> None:
    (event,) = events(page_of("up to 40 percent", "Brennholt Presse"), EventKind.OTHER_VALUE)
    assert event.each is not None
    assert (str(event.each.said.outlet), event.each.is_counted) == ("Taktlabor", False)


def test_a_promise_that_is_put_off_is_a_walk_back_on_its_timeline_after_its_due_date() -> None:
    view = page_of("end of the third quarter", "Gadget Almanac")
    kinds = [event.kind for event in view.events]
    assert kinds.index(EventKind.OTHER_VALUE) < kinds.index(EventKind.HEARD_AGAIN) < kinds.index(EventKind.DUE)
    (event,) = events(view, EventKind.OTHER_VALUE)
    assert event.reasons == (
        "the date was “by the end of the third quarter of 2026”, now “by the end of the first quarter of 2027”",
    )


def test_a_silent_edit_stands_on_the_timeline_with_the_fall_that_came_of_it() -> None:
    view = page_of("raise wafer prices by 15 percent", "Fabscope")
    edits = [event.edit.fate for event in events(view, EventKind.EDITED) if event.edit]
    assert any("15 percent" in fate.before and "10 percent" in fate.after for fate in edits)
    assert events(view, EventKind.FELL)


def test_a_company_and_its_spokeswoman_deny_once() -> None:
    (denial,) = events(page_of("1,2 Millionen Kunden", "Lötfahne"), EventKind.DENIED)
    assert str(denial.each and denial.each.said.speaker) == "Hanna Oelrich"


def test_what_was_measured_stands_beside_the_makers_figure_with_what_the_desk_said_of_it() -> None:
    claim = page_of("up to 40 percent faster than the Corvan 7", "Brennholt Presse").claim
    contradictions = related_claims(claim).contradictions
    assert any("22 Prozent" in each.line.claim.headline for each in contradictions)
    assert [each.note.author.username for each in notes_of(claim)] == ["jonas.ebel", "mara.lindqvist"]
