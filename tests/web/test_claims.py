"""The list of claims and the page of one."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Watch
from tests import build
from tests.build import Words
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_claim_reads_like_a_sentence(reader: Client) -> None:
    lind = build.make_person("Ada Lind", employer="Norvik", role="CEO")
    words = Words("Wir liefern", source="Lind", speaker=lind, about=[build.make_entity("Kestrel")])
    article = build.make_article(
        "„Wir liefern“, sagte Lind.", statements=[words], outlet=build.make_outlet("Leiterbahn")
    )
    build.make_claim(
        statements=[build.statement_of(article)], standing="echoed", origins=1, independent=1, articles=12, outlets=9
    )
    page = load(reader, "/")
    assert text_of(page, ".sentence") == "Ada Lind (Norvik, CEO) on Kestrel"
    assert text_of(page, ".words") == "„Wir liefern“"
    assert text_of(page, ".chain") == "Ada Lind Leiterbahn and 8 more outlets"
    assert text_of(page, ".side") == "echoed 1 origin in 12 articles from 9 outlets"


def test_a_reporters_wording_stands_without_quotation_marks(reader: Client) -> None:
    words = Words("die Fertigung laufe", source="Lind", values={"kind": "indirect"})
    article = build.make_article("Lind sagte, die Fertigung laufe.", statements=[words])
    build.make_claim(statements=[build.statement_of(article)])
    assert text_of(load(reader, "/"), ".words") == "die Fertigung laufe"


def test_english_words_stand_in_english_quotation_marks(reader: Client) -> None:
    article = build.make_article("“We ship”, Lind said.", statements=[Words("We ship")], lang="en")
    build.make_claim(statements=[build.statement_of(article)])
    page = load(reader, "/")
    assert text_of(page, ".words") == "“We ship”"
    assert page.select(".words[lang=en]")


def test_an_anonymous_source_is_shown_as_written(reader: Client) -> None:
    words = Words("es hakt", source="internen Quellen", values={"source_kind": "anonymous", "kind": "indirect"})
    article = build.make_article("Laut internen Quellen hakt es, und es hakt sehr.", statements=[words])
    build.make_claim(statements=[build.statement_of(article)])
    assert text_of(load(reader, "/"), ".sentence") == "internen Quellen (anonymous)"


def test_a_badge_leads_to_the_legend(reader: Client) -> None:
    build.make_claim(standing="single origin")
    page = load(reader, "/")
    assert page.select(f'a.standing[href="{reverse("legend")}#single-origin"] svg')
    assert load(reader, "/standing/").select("#single-origin")


def test_htmx_gets_the_results_alone(reader: Client) -> None:
    build.make_claim("Eine Behauptung")
    answer = reader.get("/?q=&standing=unsourced&page=1", headers=HTMX)
    assert "Eine Behauptung" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert answer["HX-Push-Url"] == "/?standing=unsourced"


def test_a_filter_that_makes_no_sense_is_left_out(reader: Client) -> None:
    build.make_claim("Eine Behauptung")
    assert "Eine Behauptung" in load(reader, "/?standing=wobbly&outlet=x&page=-3&sort=best").get_text()


def test_no_claims_yet_leads_an_analyst_to_hand_one_in(analyst: Client, reader: Client) -> None:
    assert load(analyst, "/").select(f'.empty a[href="{reverse("submit")}"]')
    assert not load(reader, "/").select(".empty a")


def test_no_fitting_claim_leads_back_to_all(reader: Client) -> None:
    build.make_claim()
    assert text_of(load(reader, "/?q=xyzzy"), ".empty a") == "Show all claims"


def test_a_claim_shows_its_numbers_its_origins_and_why(reader: Client) -> None:
    article = build.make_article("„Wir liefern“, sagte Lind.", statements=[Words("Wir liefern", source="Lind")])
    statement = build.statement_of(article)
    build.assign_origin(statement, build.make_origin("Gespräch mit dem Funkhaus"))
    claim = build.make_claim(
        statements=[statement], origins=1, independent=1, articles=1, outlets=1, standing_why="One origin, one outlet."
    )
    build.make_standing_change(claim, "single origin", origins=1, articles=1, outlets=1)
    page = load(reader, claim.get_absolute_url())
    assert texts_of(page, ".numbers-list > div")[:2] == ["independent origin 1", "origin in all 1"]
    assert text_of(page, ".origins h3") == "Gespräch mit dem Funkhaus"
    assert "One origin, one outlet." in page.get_text()
    assert "the same words" in text_of(page, ".lines .why")
    assert page.select(f'a[href="{statement.get_absolute_url()}"]')


def test_a_claim_in_other_words_than_its_headline_shows_both(reader: Client) -> None:
    claim = build.make_told_claim("Wir liefern")
    Claim.objects.filter(pk=claim.pk).update(headline="Norvik liefert")
    page = load(reader, claim.get_absolute_url())
    assert text_of(page, "h1") == "„Wir liefern“"
    assert "Norvik liefert" in page.get_text()


def test_a_verdict_is_a_stamp_with_date_and_initials(reader: Client) -> None:
    claim = build.make_claim()
    build.make_resolution(claim, "refuted", by=build.make_user("curator", "marlene.oberhofer"))
    assert text_of(load(reader, claim.get_absolute_url()), ".stamp") == "refuted 19 May 2026 MO"


def test_a_claim_is_followed_and_left_again(reader: Client) -> None:
    claim = build.make_claim("Eine Behauptung")
    address = reverse("follow-claim", args=[claim.pk])
    page = parse(reader.post(address, follow=True))
    assert "You follow this now: Eine Behauptung." in text_of(page, ".toast")
    assert Watch.objects.get().claim == claim
    reader.post(address, {"unfollow": "1"})
    assert not Watch.objects.exists()


def test_htmx_gets_the_follow_button_alone(reader: Client) -> None:
    answer = reader.post(reverse("follow-claim", args=[build.make_claim().pk]), headers=HTMX).content.decode()
    assert "Following" in answer
    assert "<html" not in answer
