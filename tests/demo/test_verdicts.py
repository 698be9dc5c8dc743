"""What people and days made of the demo's claims: verdicts, one that waits, a due date that passed, contradictions."""

from datetime import date

import pytest

from claims.demo.verdicts import find_claim
from claims.models import Claim, Deadline, Proposal, ProposalAnswer, Resolution, ReviewItem
from claims.queries.due import DueState, due_list

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]

AS_OF = date(2026, 11, 23)
ORLA = {
    "url": "https://gadget-almanac.example/wearables/lynqua-orla-2-interview-20260819/",
    "text": "ship by the end of the third quarter",
}
CORVAN = {"url": "https://presse.brennholt.example/en/2026/corvan-8", "text": "up to 40 percent faster"}


def test_verdicts_of_each_interesting_kind_are_set_and_the_grave_one_by_two_people() -> None:
    set_by = {each.value: each for each in Resolution.objects.select_related("by", "seconded_by")}
    assert set(set_by) == {"confirmed", "partly", "refuted", "not checkable"}
    refuted = set_by["refuted"]
    assert (str(refuted.by), str(refuted.seconded_by)) == ("mara.lindqvist", "jonas.ebel")
    assert {value: verdict.evidence.count() for value, verdict in set_by.items()} == {
        "confirmed": 1,
        "partly": 2,
        "refuted": 1,
        "not checkable": 0,
    }


def test_one_proposed_verdict_was_declined_and_one_waits_for_a_second_person() -> None:
    assert ProposalAnswer.objects.get(confirms=False).proposal.value == "refuted"
    assert Proposal.objects.get(answer=None).value == "withdrawn"


def test_the_expired_prediction_stands_first_on_the_due_list_and_its_passing_was_kept() -> None:
    orla = find_claim(**ORLA)
    first = due_list(AS_OF).page.lines[0]
    assert (first.line.claim, first.state, first.due_on) == (orla, DueState.OVERDUE, date(2026, 9, 30))
    deadline = Deadline.objects.get(claim=orla)
    assert deadline.passed_at is not None
    assert deadline.why == "2026-09-30 is over, and nobody has set a verdict"


def test_what_is_due_later_waits_for_its_day() -> None:
    waiting = Deadline.objects.filter(passed_at=None)
    assert waiting.exists()
    assert all(deadline.next_attempt_at for deadline in waiting)


def test_the_laboratory_that_contradicts_the_maker_waits_in_the_queue() -> None:
    asked = ReviewItem.objects.filter(question=ReviewItem.Question.CONTRADICTION)
    contradicted = Claim.objects.filter(pk__in=asked.values("link__claim"))
    assert find_claim(**CORVAN) in contradicted
    assert find_claim(**ORLA) in contradicted
