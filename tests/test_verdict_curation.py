"""Verdicts: what one person may conclude, what takes two, and what is refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.curation import CurationError, GivenVerdict, OutsideDocument
from claims.models import Alert, Claim, Deadline, DecidingEvidence, Decision, Proposal, Resolution
from tests import build, build_verdicts
from tests.build import NOW

pytestmark = pytest.mark.django_db

REPORT = OutsideDocument("Messbericht 14", "https://messlabor.example/14", date(2026, 4, 30))


def given(value: str = "confirmed", **values: Any) -> GivenVerdict:
    return GivenVerdict(
        **{"value": value, "as_of": date(2026, 5, 1), "reason": "So gemessen.", "documents": [REPORT], **values}
    )


def resolve(claim: Claim, value: str = "confirmed", *, by: User | None = None, **values: Any) -> Resolution | Proposal:
    return curation.resolve_claim(by or build.make_user("curator"), claim, given(value, **values), now=NOW)


def propose(claim: Claim, value: str = "refuted", *, by: User | None = None) -> Proposal:
    proposal = resolve(claim, value, by=by)
    assert isinstance(proposal, Proposal)
    return proposal


def refusal_of(change: Callable[[], object]) -> CurationError:
    before = (Resolution.objects.count(), Proposal.objects.count(), Decision.objects.count())
    with pytest.raises(CurationError) as refusal:
        change()
    assert (Resolution.objects.count(), Proposal.objects.count(), Decision.objects.count()) == before
    return refusal.value


def values_of(claim: Claim) -> list[str]:
    return list(claim.resolutions.order_by("pk").values_list("value", flat=True))


def test_a_verdict_is_added_to_the_earlier_ones() -> None:
    claim = build.make_claim()
    resolve(claim, "confirmed")
    resolve(claim, "partly")
    assert values_of(claim) == ["confirmed", "partly"]
    decision = Decision.objects.latest("pk")
    assert decision.before == {"value": "confirmed"}
    assert decision.after == {"value": "partly", "as_of": "2026-05-01", "evidence": ["Messbericht 14"]}
    assert decision.reason == "So gemessen."


def test_the_deciding_evidence_is_kept_as_rows_statements_and_documents() -> None:
    claim = build.make_told_claim("Wir liefern")
    statement = claim.links.get().statement
    verdict = resolve(claim, statements=[statement])
    said, document = verdict.evidence.all()
    assert said.statement == statement
    assert (document.title, document.url, document.dated_on) == (REPORT.title, REPORT.url, REPORT.dated_on)


def test_the_same_evidence_again_is_the_same_row() -> None:
    claim = build.make_claim()
    resolve(claim, "confirmed")
    resolve(claim, "partly")
    assert DecidingEvidence.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": "true"}, "value"),
        ({"as_of": date(2026, 5, 21)}, "as_of"),
        ({"reason": " "}, "reason"),
        ({"documents": []}, "statements"),
        ({"documents": [OutsideDocument(" ", "https://messlabor.example")]}, "documents"),
        ({"documents": [OutsideDocument("Bericht", "ftp://messlabor.example")]}, "documents"),
    ],
)
def test_an_incomplete_verdict_is_refused_at_its_field(wrong: dict[str, Any], field: str) -> None:
    claim = build.make_claim()
    assert refusal_of(lambda: resolve(claim, **wrong)).field == field


def test_a_statement_of_another_claim_is_no_evidence() -> None:
    elsewhere = build.make_told_claim().links.get().statement
    claim = build.make_claim()
    assert refusal_of(lambda: resolve(claim, statements=[elsewhere])).field == "statements"


def test_a_statement_that_was_rejected_is_no_evidence() -> None:
    claim = build.make_told_claim()
    claim.links.update(state="rejected")
    statement = claim.links.get().statement
    assert refusal_of(lambda: resolve(claim, statements=[statement])).field == "statements"


@pytest.mark.parametrize("value", ["expired", "not checkable"])
def test_what_no_evidence_could_settle_needs_none(value: str) -> None:
    claim = build.make_claim(due_on=date(2026, 5, 19))
    assert resolve(claim, value, documents=[]).value == value


@pytest.mark.parametrize(("due_on", "why"), [(None, "has no due date"), (date(2026, 5, 20), "is still to come")])
def test_nothing_expires_before_its_due_date_is_over(due_on: date | None, why: str) -> None:
    claim = build.make_claim(due_on=due_on)
    refusal = refusal_of(lambda: resolve(claim, "expired"))
    assert refusal.field == "value"
    assert why in refusal.message


def test_open_reopens_a_settled_claim() -> None:
    claim = build.make_claim()
    resolve(claim, "confirmed")
    resolve(claim, "open", documents=[])
    assert values_of(claim) == ["confirmed", "open"]


def test_a_reopened_claim_waits_for_its_due_date_again() -> None:
    claim = build.make_claim(due_on=date(2026, 9, 30))
    build_verdicts.make_deadline(claim, next_attempt_at=None)
    resolve(claim, "confirmed")
    resolve(claim, "open", documents=[])
    assert Deadline.objects.get().next_attempt_at is not None


def test_what_nobody_settled_cannot_be_reopened() -> None:
    claim = build.make_claim()
    assert refusal_of(lambda: resolve(claim, "open")).field == "value"


@pytest.mark.parametrize("value", ["refuted", "withdrawn"])
def test_a_grave_verdict_waits_for_a_second_person(value: str) -> None:
    ada, claim = build.make_user("curator", "ada"), build.make_claim()
    proposal = propose(claim, value, by=ada)
    assert values_of(claim) == []
    assert [row.title for row in proposal.evidence.all()] == [REPORT.title]
    decision = Decision.objects.get()
    assert (decision.action, decision.before, decision.after["value"]) == ("propose verdict", {"value": "open"}, value)


def test_a_second_person_makes_a_proposed_verdict_count() -> None:
    ada, ben = build.make_user("curator", "ada"), build.make_user("curator", "ben")
    claim = build.make_claim()
    later = NOW + timedelta(days=2)
    resolution = curation.confirm_proposal(ben, propose(claim, by=ada), now=later)
    assert (resolution.value, resolution.by, resolution.seconded_by, resolution.at) == ("refuted", ada, ben, later)
    assert (resolution.as_of, resolution.reason) == (date(2026, 5, 1), "So gemessen.")
    assert [row.title for row in resolution.evidence.all()] == [REPORT.title]
    decision = Decision.objects.latest("pk")
    assert (decision.actor, decision.action, decision.before) == (ben, "confirm verdict", {"value": "open"})


def test_nobody_confirms_the_own_proposal() -> None:
    ada = build.make_user("curator", "ada")
    proposal = propose(build.make_claim(), by=ada)
    refusal = refusal_of(lambda: curation.confirm_proposal(ada, proposal, now=NOW))
    assert "Another curator has to confirm it" in refusal.message


def test_a_declined_proposal_leaves_the_verdict_as_it_was() -> None:
    claim = build.make_claim()
    resolve(claim, "confirmed")
    proposal = propose(claim)
    curation.decline_proposal(build.make_user("curator"), proposal, reason="Die Messung galt einem Muster.", now=NOW)
    assert values_of(claim) == ["confirmed"]
    decision = Decision.objects.latest("pk")
    assert (decision.action, decision.after) == ("decline verdict", {"value": "confirmed"})
    assert decision.reason == "Die Messung galt einem Muster."


def test_who_proposed_a_verdict_may_take_it_back() -> None:
    ada, claim = build.make_user("curator", "ada"), build.make_claim()
    curation.decline_proposal(ada, propose(claim, by=ada), reason="Falscher Bericht.", now=NOW)
    assert Decision.objects.latest("pk").action == "take back proposal"
    assert values_of(claim) == []


def test_declining_needs_a_reason() -> None:
    proposal = propose(build.make_claim())
    ben = build.make_user("curator")
    assert refusal_of(lambda: curation.decline_proposal(ben, proposal, reason=" ", now=NOW)).field == "reason"


def test_a_proposal_is_answered_once() -> None:
    proposal = propose(build.make_claim())
    ben = build.make_user("curator", "ben")
    curation.decline_proposal(ben, proposal, reason="Nein.", now=NOW)
    refusal = refusal_of(lambda: curation.confirm_proposal(build.make_user("curator"), proposal, now=NOW))
    assert refusal.message == "ben has declined this proposal already."


def test_nothing_else_is_concluded_while_a_proposal_waits() -> None:
    claim = build.make_claim()
    propose(claim, by=build.make_user("curator", "ada"))
    refusal = refusal_of(lambda: resolve(claim, "confirmed"))
    assert refusal.message == "ada has proposed “refuted”. Confirm or decline that first."


def test_followers_are_told_when_a_verdict_counts_and_not_before() -> None:
    claim = build.make_claim()
    build.make_watch(build.make_user(), claim=claim)
    proposal = propose(claim)
    assert not Alert.objects.exists()
    curation.confirm_proposal(build.make_user("curator"), proposal, now=NOW)
    assert "has a verdict: refuted. So gemessen." in Alert.objects.get().message


def set_due_date(claim: Claim, *, by: User | None = None, **values: Any) -> None:
    said = {"due_on": date(2026, 12, 31), "criterion": "", "reason": "Die Meldung nennt das Quartal.", **values}
    curation.set_due_date(by or build.make_user("curator"), claim, **said, now=NOW)


def test_a_person_corrects_a_due_date_and_says_what_would_settle_it() -> None:
    claim = build.make_claim(due_on=date(2026, 6, 30))
    set_due_date(claim, criterion="ein Eintrag im Preisverzeichnis")
    claim.refresh_from_db()
    assert (claim.due_on, claim.criterion) == (date(2026, 12, 31), "ein Eintrag im Preisverzeichnis")
    assert Deadline.objects.get().due_on == date(2026, 12, 31)
    decision = Decision.objects.get()
    assert decision.before == {"due_on": "2026-06-30", "criterion": ""}
    assert decision.after == {"due_on": "2026-12-31", "criterion": "ein Eintrag im Preisverzeichnis"}


def test_a_due_date_can_be_taken_away() -> None:
    claim = build.make_claim(due_on=date(2026, 6, 30))
    build_verdicts.make_deadline(claim)
    set_due_date(claim, due_on=None)
    claim.refresh_from_db()
    assert claim.due_on is None
    assert not Deadline.objects.exists()


def test_a_due_date_without_a_reason_or_a_change_is_refused() -> None:
    claim = build.make_claim(due_on=date(2026, 12, 31))
    assert refusal_of(lambda: set_due_date(claim, reason="")).field == "reason"
    assert "nothing was changed" in refusal_of(lambda: set_due_date(claim)).message


@pytest.mark.parametrize(
    "change",
    [
        lambda analyst: resolve(build.make_claim(), by=analyst),
        lambda analyst: set_due_date(build.make_claim(), by=analyst),
        lambda analyst: curation.confirm_proposal(analyst, build_verdicts.make_proposal(build.make_claim()), now=NOW),
        lambda analyst: curation.decline_proposal(
            analyst, build_verdicts.make_proposal(build.make_claim()), reason="Nein.", now=NOW
        ),
    ],
)
def test_only_a_curator_concludes(change: Callable[[User], object]) -> None:
    with pytest.raises(PermissionDenied):
        change(build.make_user("analyst"))
    assert not Decision.objects.exists()
