"""The queue of possible contradictions: side by side, one after another, each decision undone again."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Link, Statement
from tests import build, build_verdicts
from tests.build import Words
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db


def suggest(content: str = "Wir liefern 26 Stück") -> Link:
    return build_verdicts.suggest(build.make_told_claim("Wir liefern 40 Stück"), content)


def decide(client: Client, link: Link, **sent: str) -> str:
    address = reverse("decide-link", args=[link.pk])
    return str(client.post(address, sent)["Location"])


def test_both_sides_stand_in_their_words_with_what_differs_and_why(curator: Client) -> None:
    claim = build.make_told_claim("Wir liefern bis zu 40 Stück")
    Statement.objects.update(hedges=["bis zu"], quantities=[{"text": "bis zu 40 Stück", "low": None, "high": 40}])
    build_verdicts.suggest(claim, quantities=[{"text": "26 Stück", "low": 26, "high": 26}])
    page = load(curator, "/contradictions/")
    assert texts_of(page, ".sides .words") == ["„Wir liefern bis zu 40 Stück“", "„Wir liefern 26 Stück“"]
    rows = texts_of(page, ".table tbody tr")
    assert rows == ["hedges bis zu –", "numbers bis zu 40 Stück 26 Stück"]
    assert "The machine took it for “qualifies”, likeness 0.90 of 1: the same words" in page.get_text()
    assert page.select("[name=relation][value=qualifies][checked]")


def test_the_same_number_in_the_other_language_is_no_difference(curator: Client) -> None:
    claim = build.make_told_claim("Wir liefern bis zu 40 Stück")
    Statement.objects.update(hedges=["bis zu"], quantities=[{"text": "bis zu 40 Stück", "high": 40}])
    build_verdicts.suggest(claim, hedges=["up to"], quantities=[{"text": "up to 40 units", "high": 40}])
    assert not load(curator, "/contradictions/").select(".table")


def test_a_decision_leads_to_the_next_one(curator: Client) -> None:
    first, second = suggest("Wir liefern 26 Stück"), suggest("Wir liefern 30 Stück")
    page = parse(curator.get(decide(curator, first, relation="denies")))
    assert "„Wir liefern 30 Stück“" in texts_of(page, ".sides .words")
    assert text_of(page, ".toast").startswith("Decided. The claim is counted anew.")
    decide(curator, second, reject="1")
    assert list(Link.objects.exclude(state="linked").order_by("pk").values_list("relation", "state")) == [
        ("denies", "confirmed"),
        ("qualifies", "rejected"),
    ]


def test_one_can_be_passed_over_and_comes_again_after_the_last(curator: Client) -> None:
    first, second = suggest("Wir liefern 26 Stück"), suggest("Wir liefern 30 Stück")
    page = load(curator, f"/contradictions/?after={first.pk}")
    assert "„Wir liefern 30 Stück“" in texts_of(page, ".sides .words")
    assert "2 wait for a curator, 1 of them passed over" in text_of(page, ".page-head")
    page = load(curator, f"/contradictions/?after={second.pk}")
    assert "„Wir liefern 26 Stück“" in texts_of(page, ".sides .words")


def test_a_decision_is_undone_from_the_toast_and_comes_back(curator: Client) -> None:
    link = suggest()
    page = parse(curator.get(decide(curator, link, relation="denies")))
    undo = page.select_one(".toast form")
    assert undo is not None
    page = parse(curator.post(str(undo["action"]), follow=True))
    assert text_of(page, ".toast").startswith("Undone.")
    assert "„Wir liefern 26 Stück“" in texts_of(page, ".sides .words")


def test_what_was_decided_lately_can_still_be_undone(curator: Client) -> None:
    link = suggest()
    decide(curator, link, reject="1")
    page = load(curator, "/contradictions/")
    assert "rejected: Wir liefern 40 Stück" in texts_of(page, ".section .lines p")[0]


def test_what_was_decided_meanwhile_says_so(curator: Client) -> None:
    link = suggest()
    decide(curator, link, relation="denies")
    page = parse(curator.get(decide(curator, link, relation="asserts")))
    assert text_of(page, ".toast-error") == "This was decided meanwhile: it is confirmed as “denies”."


def test_a_part_that_was_not_chosen_is_asked_for(curator: Client) -> None:
    page = parse(curator.get(decide(curator, suggest())))
    assert text_of(page, ".toast-error").startswith("Choose one of: asserts")


def test_a_denial_of_what_others_assert_is_a_possible_contradiction_and_a_further_denial_is_none(
    curator: Client,
) -> None:
    article = build.make_article("Lind bestreitet, dass es stockt.", statements=[Words("es stockt", source="Lind")])
    denied = build.make_claim("Es stockt")
    build.make_link(denied, build.statement_of(article), relation="denies")
    build_verdicts.suggest(denied, "Es stockt nicht", relation="denies")
    assert "Nothing waits here" in load(curator, "/contradictions/").get_text()
    build_verdicts.suggest(denied, "Es stockt seit Mai", relation="asserts")
    assert "„Es stockt seit Mai“" in texts_of(load(curator, "/contradictions/"), ".sides .words")


def test_what_merely_may_be_the_same_is_no_contradiction(curator: Client) -> None:
    build_verdicts.suggest(build.make_told_claim(), relation="asserts")
    assert "Nothing waits here" in load(curator, "/contradictions/").get_text()


def test_what_an_article_says_no_longer_is_not_asked_about(curator: Client) -> None:
    link = suggest()
    build.make_revision(link.statement.revision.article, "Wir liefern, sagte Lind.")
    assert "Nothing waits here" in load(curator, "/contradictions/").get_text()
