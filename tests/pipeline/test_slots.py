"""The slots of a claim as rows: when they are found, by which names, and when they are left alone."""

import pytest

from claims.models import Claim, ClaimSlot, Mention
from tests import build
from tests.build import NOW, Words, work_until_idle

pytestmark = pytest.mark.django_db

SAID = "Norvik hebt die Preise im Oktober um 12 Prozent an"


def told(content: str = SAID) -> Claim:
    """A claim that is due to be settled, of an article whose words name Norvik."""
    article = build.make_article(f"{content}, sagte Ada Lind.", statements=[Words(content, source="Ada Lind")])
    revision = article.revisions.get()
    if "Norvik" in content:
        start = revision.text.index("Norvik")
        norvik = build.make_entity("Norvik")
        Mention.objects.create(revision=revision, start=start, end=start + 6, text="Norvik", entity=norvik)
    return build.make_claim(content, statements=[build.statement_of(article)], next_attempt_at=NOW)


def slots_of(claim: Claim) -> list[tuple[str, str]]:
    return list(claim.slots.values_list("role", "text"))


def test_a_claim_has_its_slots_once_it_is_settled() -> None:
    claim = told()
    work_until_idle()
    assert slots_of(claim) == [
        ("subject", "Norvik"),
        ("predicate", "hebt … an"),
        ("object", "die Preise"),
        ("quantity", "12 Prozent"),
        ("period", "im Oktober"),
    ]


def test_a_slot_knows_its_places_its_entity_and_its_value() -> None:
    claim = told()
    work_until_idle()
    subject, predicate, _, amount, period = claim.slots.select_related("entity")
    assert [claim.headline[start:end] for start, end in predicate.spans] == ["hebt", "an"]
    assert subject.entity == build.make_entity("Norvik")
    assert (amount.value["low"], amount.value["high"], amount.value["unit"]) == (12, 12, "%")
    assert (period.value["first"], period.value["last"]) == ("2026-10-01", "2026-10-31")


def test_slots_of_the_same_rules_are_not_found_again() -> None:
    claim = told()
    work_until_idle()
    before = list(claim.slots.values_list("pk", flat=True))
    Claim.objects.update(next_attempt_at=NOW)
    work_until_idle()
    assert list(claim.slots.values_list("pk", flat=True)) == before


def test_slots_of_older_rules_are_found_anew() -> None:
    claim = told()
    work_until_idle()
    claim.slots.filter(role="subject").update(text="die Preise")
    Claim.objects.update(slots_by="0", next_attempt_at=NOW)
    work_until_idle()
    assert slots_of(claim)[0] == ("subject", "Norvik")


def test_slots_that_a_person_has_stay_as_they_are() -> None:
    claim = told()
    ClaimSlot.objects.create(claim=claim, position=0, role="subject", text="der Konzern")
    Claim.objects.update(slots_by=Claim.PERSON)
    work_until_idle()
    assert slots_of(claim) == [("subject", "der Konzern")]


def test_a_name_that_became_known_is_found_when_its_text_is_linked_anew() -> None:
    claim = told("Tarnvik hebt die Preise an")
    work_until_idle()
    assert claim.slots.get(role="subject").entity is None
    tarnvik = build.make_entity("Tarnvik")
    claim.links.get().statement.revision.article.revisions.update(next_attempt_at=NOW)
    work_until_idle()
    assert claim.slots.get(role="subject").entity == tarnvik


def test_a_claim_in_words_that_have_no_clause_has_no_slots() -> None:
    claim = told("Ein herber Rückschlag")
    work_until_idle()
    assert slots_of(claim) == []
    claim.refresh_from_db()
    assert claim.slots_by != ""
