"""The slots of a claim as a person corrects them: what is taken, what is refused, what an undo gives back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.curation import CurationError, GivenSlots
from claims.models import Claim, Decision
from tests import build
from tests.build import NOW, work_until_idle

pytestmark = pytest.mark.django_db

READ = GivenSlots(subject="Der Konzern", predicate="hebt … an", object="die Preise", quantity="12 Prozent")


def read_claim(headline: str = "Der Konzern hebt die Preise um 12 Prozent an") -> Claim:
    """A claim whose slots the machine has found."""
    claim = build.make_claim(headline, next_attempt_at=NOW)
    work_until_idle()
    claim.refresh_from_db()
    return claim


def given(**values: Any) -> GivenSlots:
    return GivenSlots(**{**READ.__dict__, **values})


def correct(claim: Claim, slots: GivenSlots, *, by: User | None = None, reason: str = "Falsch gelesen.") -> Decision:
    return curation.correct_slots(by or build.make_user("curator"), claim, slots, reason=reason, now=NOW)


def slots_of(claim: Claim) -> list[tuple[str, str]]:
    return list(claim.slots.values_list("role", "text"))


def refusal_of(change: Callable[[], object]) -> CurationError:
    before = Decision.objects.count()
    with pytest.raises(CurationError) as refusal:
        change()
    assert Decision.objects.count() == before
    return refusal.value


def test_a_correction_takes_the_place_of_all_slots_and_is_one_decision() -> None:
    claim = read_claim()
    decision = correct(claim, given(object="", period="im Oktober"))
    assert slots_of(claim) == [
        ("subject", "Der Konzern"),
        ("predicate", "hebt … an"),
        ("quantity", "12 Prozent"),
        ("period", "im Oktober"),
    ]
    assert [slot["role"] for slot in decision.before["slots"]] == ["subject", "predicate", "object", "quantity"]
    assert [slot["role"] for slot in decision.after["slots"]] == ["subject", "predicate", "quantity", "period"]
    assert (decision.before["by"], decision.after["by"]) == ("1", "person")
    assert decision.reason == "Falsch gelesen."


def test_the_machine_never_overrides_a_correction() -> None:
    claim = read_claim()
    correct(claim, GivenSlots())
    Claim.objects.update(next_attempt_at=NOW)
    work_until_idle()
    assert slots_of(claim) == []


def test_words_of_the_claim_keep_their_places_and_words_of_a_persons_own_have_none() -> None:
    claim = read_claim()
    correct(claim, given(subject="Norvik", subject_entity=build.make_entity("Norvik").name))
    subject, predicate, *_ = claim.slots.all()
    assert subject.spans == []
    assert [claim.headline[start:end] for start, end in predicate.spans] == ["hebt", "an"]


def test_a_subject_is_said_to_be_a_known_entity_by_any_of_its_names() -> None:
    claim = read_claim()
    norvik = build.make_entity("Norvik", aliases=["Norvik AG"])
    correct(claim, given(subject_entity="norvik ag"))
    assert claim.slots.get(role="subject").entity == norvik


def test_a_number_and_a_period_are_read_by_the_rules_of_the_machine() -> None:
    claim = read_claim()
    correct(claim, given(quantity="bis zu 40 Prozent; 3 Watt", period="bis Ende 2027"))
    first, second = claim.slots.filter(role="quantity")
    assert (first.value["low"], first.value["high"], first.value["unit"]) == (None, 40, "%")
    assert second.value["unit"] == "W"
    assert claim.slots.get(role="period").value["last"] == "2027-12-31"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quantity": "viel"}, "quantity"),
        ({"quantity": "3 Watt und 40 Prozent"}, "quantity"),
        ({"period": "irgendwann"}, "period"),
        ({"subject_entity": "Niemand bekanntes"}, "subject_entity"),
        ({"object": "", "object_entity": "Norvik"}, "object"),
        ({"subject": "Wort " * 120}, "subject"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_field(wrong: dict[str, str], field: str) -> None:
    claim = read_claim()
    build.make_entity("Norvik")
    before = slots_of(claim)
    assert refusal_of(lambda: correct(claim, given(**wrong))).field == field
    assert slots_of(claim) == before


def test_a_name_that_several_entities_have_is_refused() -> None:
    claim = read_claim()
    for name in ("Norvik Labs", "Norvik Motors"):
        build.make_alias(build.make_entity(name), "Norvik")
    refusal = refusal_of(lambda: correct(claim, given(subject_entity="Norvik")))
    assert refusal.message == "Several known entities go by “Norvik”. Give a name that one alone has."


def test_a_correction_needs_its_reason_and_a_change() -> None:
    claim = read_claim()
    assert refusal_of(lambda: correct(claim, given(object=""), reason=" ")).field == "reason"
    assert "nothing was changed" in refusal_of(lambda: correct(claim, READ)).message


def test_only_curators_correct_and_undo() -> None:
    claim = read_claim()
    analyst = build.make_user("analyst")
    with pytest.raises(PermissionDenied):
        correct(claim, given(object=""), by=analyst)
    decision = correct(claim, given(object=""))
    with pytest.raises(PermissionDenied):
        curation.undo_slots(analyst, decision, now=NOW)


def test_an_undo_gives_the_machines_slots_back_and_lets_it_go_on() -> None:
    claim = read_claim()
    before = slots_of(claim)
    undone = curation.undo_slots(build.make_user("curator"), correct(claim, given(object="")), now=NOW)
    claim.refresh_from_db()
    assert (slots_of(claim), claim.slots_by) == (before, "1")
    assert undone.after["by"] == "1"


def test_an_undo_of_a_second_correction_gives_the_first_one_back() -> None:
    claim = read_claim()
    correct(claim, given(object=""))
    second = correct(claim, given(subject=""))
    curation.undo_slots(build.make_user("curator"), second, now=NOW)
    claim.refresh_from_db()
    assert ("subject", "Der Konzern") in slots_of(claim)
    assert claim.slots_by == Claim.PERSON


def test_a_correction_is_undone_once_and_only_while_it_stands() -> None:
    claim = read_claim()
    curator = build.make_user("curator")
    first = correct(claim, given(object=""))
    second = correct(claim, given(subject=""))
    assert "corrected otherwise since" in refusal_of(lambda: curation.undo_slots(curator, first, now=NOW)).message
    curation.undo_slots(curator, second, now=NOW)
    assert "undone" in refusal_of(lambda: curation.undo_slots(curator, second, now=NOW)).message


def test_an_undo_leaves_out_an_entity_that_is_there_no_more() -> None:
    claim = read_claim()
    entity = build.make_entity("Norvik")
    correct(claim, given(subject_entity="Norvik"))
    second = correct(claim, given())
    entity.aliases.all().delete()
    entity.delete()
    curation.undo_slots(build.make_user("curator"), second, now=NOW)
    assert claim.slots.get(role="subject").entity is None
