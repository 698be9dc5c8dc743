"""Verdicts on the pages: the form, the second person, the due list."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Proposal, Resolution
from tests import build, build_verdicts
from tests.web.conftest import SignIn
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db

VERDICT = {
    "value": "confirmed",
    "as_of": "2026-05-19",
    "document-1-title": "Messbericht",
    "document-1-url": "https://messlabor.example/14",
    "document-1-dated_on": "2026-05-18",
    "reason": "Gemessen.",
}


def resolve(claim: Claim) -> str:
    return reverse("resolve-claim", args=[claim.pk])


def due_in(days: int, headline: str = "") -> Claim:
    return build.make_claim(headline, due_on=timezone.localdate() + timedelta(days=days))


def test_only_curators_are_led_to_conclude(reader: Client, curator: Client) -> None:
    claim = build.make_claim()
    assert load(curator, claim.get_absolute_url()).select(f'a[href="{resolve(claim)}"]')
    assert not load(reader, claim.get_absolute_url()).select(f'a[href="{resolve(claim)}"]')


def test_a_curator_sets_a_verdict_with_its_evidence(curator: Client) -> None:
    claim = build.make_told_claim("Wir liefern")
    said = claim.links.get().statement
    page = parse(curator.post(resolve(claim), VERDICT | {"statements": [said.pk]}, follow=True))
    assert text_of(page, ".toast") == "Your verdict stands, with your name and date."
    evidence = texts_of(page, ".pairs dd li")
    assert any("„Wir liefern“ Ada Lind" in row for row in evidence)
    assert any("Messbericht messlabor.example, 18 May 2026" in row for row in evidence)
    assert Resolution.objects.get().value == "confirmed"


def test_a_verdict_that_cannot_be_is_answered_at_its_field_and_keeps_what_was_typed(curator: Client) -> None:
    claim = build.make_told_claim()
    said = claim.links.get().statement
    sent = VERDICT | {"as_of": "2999-01-01", "statements": [said.pk], "document-2-url": "https://messlabor.example"}
    page = parse(curator.post(resolve(claim), sent), 422)
    assert text_of(page, "#id_document-2-title-error").startswith("Give the document a title")
    page = parse(curator.post(resolve(claim), sent | {"document-2-url": ""}), 422)
    assert text_of(page, "#id_as_of-error") == "A verdict cannot be dated in the future."
    assert text_of(page, "#id_reason") == "Gemessen."
    assert page.select(f'[name=statements][value="{said.pk}"][checked]')
    assert page.select('#id_document-1-title[value="Messbericht"]')
    assert page.select('#id_as_of[value="2999-01-01"]')
    assert not Resolution.objects.exists()


def test_a_verdict_without_evidence_says_what_is_missing(curator: Client) -> None:
    sent = {"value": "partly", "as_of": "2026-05-19", "reason": "Zum Teil."}
    page = parse(curator.post(resolve(build.make_claim()), sent), 422)
    assert "Choose the statements that settle it" in text_of(page, "#statements-error")


def test_a_grave_verdict_is_shown_as_proposed_until_another_curator_confirms_it(sign_in: SignIn) -> None:
    first, second = sign_in("curator"), sign_in("curator")
    claim = build.make_claim()
    page = parse(first.post(resolve(claim), VERDICT | {"value": "refuted"}, follow=True))
    assert "It counts once another curator has confirmed it." in text_of(page, ".toast")
    assert "It needs a second person." in text_of(page, ".notice")
    assert text_of(page, ".notice a.button") == "Take it back"
    assert not page.select(".stamp")
    assert text_of(load(second, claim.get_absolute_url()), ".notice a.button") == "Confirm or decline"
    answer = reverse("answer-proposal", args=[claim.pk])
    page = parse(second.post(answer, {"answer": "confirm"}, follow=True))
    assert text_of(page, ".toast") == "The verdict stands, with both your names."
    assert "refuted" in text_of(page, ".stamp")


def test_who_proposed_it_cannot_confirm_it(sign_in: SignIn) -> None:
    first = sign_in("curator")
    claim = build.make_claim()
    first.post(resolve(claim), VERDICT | {"value": "withdrawn"})
    answer = reverse("answer-proposal", args=[claim.pk])
    assert texts_of(load(first, answer), "form.form button") == ["Take it back"]
    page = parse(first.post(answer, {"answer": "confirm"}), 422)
    assert "You proposed this verdict yourself." in text_of(page, "[role=alert]")


def test_a_declined_proposal_is_told_with_its_reason(curator: Client) -> None:
    claim = build.make_claim()
    build_verdicts.make_proposal(claim)
    answer = reverse("answer-proposal", args=[claim.pk])
    assert parse(curator.post(answer, {"answer": "decline"}), 422).select("#id_reason-error")
    page = parse(curator.post(answer, {"answer": "decline", "reason": "Ein Muster."}, follow=True))
    assert "1 proposed verdict did not come to count" in page.get_text()
    assert "Ein Muster." in page.get_text()
    assert not Resolution.objects.exists()


def test_where_nothing_is_proposed_there_is_nothing_to_answer(curator: Client) -> None:
    claim = build.make_claim()
    page = parse(curator.get(reverse("answer-proposal", args=[claim.pk]), follow=True))
    assert text_of(page, ".toast") == "No verdict waits for a second person here."


def test_the_due_list_has_the_most_overdue_first_and_what_would_settle_it(reader: Client) -> None:
    due_in(40, "Später")
    due_in(3, "Bald")
    long_ago = due_in(-90, "Längst")
    Claim.objects.filter(pk=long_ago.pk).update(criterion="ein Eintrag im Preisverzeichnis")
    due_in(-1, "Gestern")
    page = load(reader, "/due/")
    assert texts_of(page, ".words") == ["Längst", "Gestern", "Bald", "Später"]
    assert texts_of(page, ".due .state") == [
        "overdue by 90 days",
        "overdue by 1 day",
        "due in 3 days",
        "due in 40 days",
    ]
    assert "What would settle it: ein Eintrag im Preisverzeichnis" in text_of(page, ".due")
    assert texts_of(page, ".narrow a") == ["all", "overdue: 2", "within 30 days: 1", "later: 1"]


def test_the_due_list_is_narrowed(reader: Client) -> None:
    due_in(3, "Bald")
    due_in(-1, "Gestern")
    assert texts_of(load(reader, "/due/?state=overdue"), ".words") == ["Gestern"]
    assert "Nothing is due later" in load(reader, "/due/?state=later").get_text()


def test_what_is_settled_is_due_no_more_until_it_is_reopened(reader: Client) -> None:
    claim = due_in(-1)
    build.make_resolution(claim, "expired")
    assert "Nothing is due" in text_of(load(reader, "/due/"), ".empty")
    build.make_resolution(claim, "open", at=build.NOW + timedelta(days=1))
    assert load(reader, "/due/").select(".due")


def test_a_verdict_that_waits_for_a_second_person_stands_on_the_due_list(curator: Client, reader: Client) -> None:
    claim = build.make_claim("Norvik liefert")
    build_verdicts.make_proposal(claim, by=build.make_user("curator", "ada"))
    page = load(curator, "/due/")
    assert "“refuted” proposed by ada" in page.get_text()
    assert page.select(f'a[href^="{reverse("answer-proposal", args=[claim.pk])}"]')
    assert not load(reader, "/due/").select("a[href*=proposal]")


def test_a_curator_concludes_from_the_due_list_and_comes_back_to_it(curator: Client) -> None:
    claim = due_in(-1)
    link = load(curator, "/due/?state=overdue").select_one(f'a[href^="{resolve(claim)}"]')
    assert link is not None
    page = load(curator, str(link["href"]))
    assert page.select("#id_value option[value=expired][selected]")
    back = page.select_one("form.form [name=next]")
    assert back is not None
    sent = {"value": "expired", "as_of": "2026-05-19", "reason": "Niemand weiß es.", "next": back["value"]}
    assert curator.post(resolve(claim), sent)["Location"] == "/due/?state=overdue"


def test_a_form_leads_back_only_to_a_page_of_ours(curator: Client) -> None:
    claim = build.make_claim()
    answer = curator.post(resolve(claim), VERDICT | {"next": "https://elsewhere.example/"})
    assert answer["Location"] == claim.get_absolute_url()


def test_a_curator_corrects_a_due_date(curator: Client) -> None:
    claim = build.make_claim(due_on=date(2026, 6, 30))
    address = reverse("set-due-date", args=[claim.pk])
    assert load(curator, address).select('#id_due_on[value="2026-06-30"]')
    page = parse(curator.post(address, {"due_on": "2026-12-31", "reason": "Drittes Quartal."}, follow=True))
    assert text_of(page, ".toast") == "The due date is set, with your name and reason."
    assert "Due 31 Dec 2026." in page.get_text()
    assert parse(curator.post(address, {"due_on": "gestern", "reason": "x"}), 422).select("#id_due_on-error")


def test_that_a_due_date_passed_is_an_event_of_the_claim(reader: Client) -> None:
    claim = build.make_claim(due_on=date(2026, 5, 18))
    build_verdicts.make_deadline(claim, passed_at=build.NOW, why="2026-05-18 is over, and nobody has set a verdict")
    page = load(reader, claim.get_absolute_url())
    assert "It was due by 18 May 2026 . Nobody has set a verdict since." in text_of(page, ".events")


def test_a_proposal_is_no_verdict_in_any_list(reader: Client) -> None:
    claim = build.make_claim("Norvik liefert")
    build_verdicts.make_proposal(claim)
    assert "Norvik liefert" in load(reader, "/claims/?resolution=open").get_text()
    assert "Norvik liefert" not in load(reader, "/claims/?resolution=refuted").get_text()
    assert Proposal.objects.exists()
