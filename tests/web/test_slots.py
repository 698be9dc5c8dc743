"""The slots on the page of a claim, and the form that corrects them."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Decision
from tests import build
from tests.build import NOW, work_until_idle
from tests.web.conftest import SignIn
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db

TYPED = {
    "subject": "Der Konzern",
    "predicate": "hebt … an",
    "object": "die Preise",
    "quantity": "12 Prozent",
    "period": "",
    "reason": "Es geht um den ganzen Konzern.",
}


def read_claim(headline: str = "Norvik hebt die Preise im Oktober 2027 um bis zu 12 Prozent an") -> Claim:
    claim = build.make_claim(headline, next_attempt_at=NOW)
    work_until_idle()
    return claim


def form_of(claim: Claim) -> str:
    return reverse("correct-slots", args=[claim.pk])


def test_the_page_lists_the_slots_and_says_what_each_is_read_as(reader: Client) -> None:
    page = load(reader, read_claim().get_absolute_url())
    rows = texts_of(page, "[aria-labelledby=slots] .pairs > *")
    assert rows == [
        "Subject",
        "Norvik · it stands first",
        "Predicate",
        "hebt … an",
        "Object",
        "die Preise",
        "Quantity",
        "bis zu 12 Prozent (at most 12 %)",
        "Period",
        "im Oktober 2027 (2027-10-01 to 2027-10-31)",
    ]


def test_the_words_of_the_claim_are_marked_where_the_slots_stand(reader: Client) -> None:
    page = load(reader, read_claim().get_absolute_url())
    assert texts_of(page, ".slot-words .slot-predicate") == ["hebt", "an"]
    assert text_of(page, ".slot-words") == "Norvik hebt die Preise im Oktober 2027 um bis zu 12 Prozent an"


def test_a_slot_leads_to_the_entity_that_it_names(reader: Client) -> None:
    claim = read_claim()
    norvik = build.make_entity("Norvik")
    claim.slots.filter(role="subject").update(entity=norvik)
    page = load(reader, claim.get_absolute_url())
    assert text_of(page, f'[aria-labelledby=slots] a[href="{norvik.get_absolute_url()}"]') == "Norvik"


def test_what_could_not_be_told_is_said(reader: Client, curator: Client) -> None:
    page = load(reader, read_claim("Der Dienst läuft").get_absolute_url())
    assert texts_of(page, "[aria-labelledby=slots] .pairs > *")[-2:] == ["Not told", "Object, Quantity, Period"]
    nothing = read_claim("Ein herber Rückschlag")
    page = load(curator, nothing.get_absolute_url())
    assert text_of(page, "[aria-labelledby=slots] .empty-small").endswith("Say what they are if you can.")
    waiting = build.make_claim()
    page = load(reader, waiting.get_absolute_url())
    assert "within a minute" in text_of(page, "[aria-labelledby=slots] .empty-small")


def test_only_curators_are_led_to_correct_them(reader: Client, curator: Client, sign_in: SignIn) -> None:
    claim = read_claim()
    assert load(curator, claim.get_absolute_url()).select(f'a[href="{form_of(claim)}"]')
    assert not load(reader, claim.get_absolute_url()).select(f'a[href="{form_of(claim)}"]')
    assert sign_in("analyst").get(form_of(claim)).status_code == 403


def test_the_form_begins_with_what_the_machine_read(curator: Client) -> None:
    page = load(curator, form_of(read_claim()))
    typed = {field["name"]: field["value"] for field in page.select(".form input:not([type=hidden])")}
    assert typed["subject"] == "Norvik"
    assert typed["predicate"] == "hebt … an"
    assert typed["quantity"] == "bis zu 12 Prozent"
    assert typed["subject_entity"] == ""


def test_a_curator_corrects_the_slots_and_takes_it_back(curator: Client) -> None:
    claim = read_claim()
    page = parse(curator.post(form_of(claim), TYPED, follow=True))
    assert "the machine leaves them alone" in text_of(page, ".toast")
    assert "Corrected by" in text_of(page, ".slots-by")
    assert "Es geht um den ganzen Konzern." in text_of(page, ".slots-by")
    assert texts_of(page, "[aria-labelledby=slots] .pairs dd")[0] == "Der Konzern"
    undo = page.select_one(".slots-by form")
    assert undo
    page = parse(curator.post(str(undo["action"]), follow=True))
    assert text_of(page, ".toast") == "Undone. The slots are what they were before."
    assert texts_of(page, "[aria-labelledby=slots] .pairs dd")[0] == "Norvik · it stands first"
    assert not page.select(".slots-by")


def test_what_cannot_be_taken_is_answered_at_its_field_and_keeps_what_was_typed(curator: Client) -> None:
    claim = read_claim()
    page = parse(curator.post(form_of(claim), TYPED | {"quantity": "viel"}), 422)
    assert "“viel” is not one number with its unit" in text_of(page, "#id_quantity-error")
    assert page.select('#id_quantity[value="viel"]')
    assert not Decision.objects.exists()


def test_an_undo_that_comes_too_late_says_so(curator: Client) -> None:
    claim = read_claim()
    curator.post(form_of(claim), TYPED)
    first = Decision.objects.get()
    curator.post(form_of(claim), TYPED | {"subject": "Norvik"})
    page = parse(curator.post(reverse("undo-slots", args=[first.pk]), follow=True))
    assert "corrected otherwise since" in texts_of(page, ".toast")[-1]
