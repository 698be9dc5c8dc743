"""The list of claims and the page of one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import curation
from claims.models import Article, Claim, OriginAssignment, Statement, Watch
from tests import build, build_review, build_verdicts
from tests.build import NOW, Words
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
    page = load(reader, "/claims/")
    assert text_of(page, ".sentence") == "Ada Lind (Norvik, CEO) on Kestrel"
    assert text_of(page, ".words") == "„Wir liefern“"
    assert text_of(page, ".chain") == "Ada Lind Leiterbahn and 8 more outlets"
    assert text_of(page, ".side") == "echoed 1 origin in 12 articles from 9 outlets"


def test_a_reporters_wording_stands_without_quotation_marks(reader: Client) -> None:
    words = Words("die Fertigung laufe", source="Lind", values={"kind": "indirect"})
    article = build.make_article("Lind sagte, die Fertigung laufe.", statements=[words])
    build.make_claim(statements=[build.statement_of(article)])
    assert text_of(load(reader, "/claims/"), ".words") == "die Fertigung laufe"


def test_english_words_stand_in_english_quotation_marks(reader: Client) -> None:
    article = build.make_article("“We ship”, Lind said.", statements=[Words("We ship")], lang="en")
    build.make_claim(statements=[build.statement_of(article)])
    page = load(reader, "/claims/")
    assert text_of(page, ".words") == "“We ship”"
    assert page.select(".words[lang=en]")


def test_an_anonymous_source_is_shown_as_written(reader: Client) -> None:
    words = Words("es hakt", source="internen Quellen", values={"source_kind": "anonymous", "kind": "indirect"})
    article = build.make_article("Laut internen Quellen hakt es, und es hakt sehr.", statements=[words])
    build.make_claim(statements=[build.statement_of(article)])
    assert text_of(load(reader, "/claims/"), ".sentence") == "internen Quellen (anonymous)"


def test_a_badge_leads_to_the_legend(reader: Client) -> None:
    build.make_claim(standing="single origin")
    page = load(reader, "/claims/")
    assert page.select(f'a.standing[href="{reverse("legend")}#single-origin"] svg')
    assert load(reader, "/standing/").select("#single-origin")


def test_htmx_gets_the_results_alone(reader: Client) -> None:
    build.make_claim("Eine Behauptung")
    answer = reader.get("/claims/?q=&standing=unsourced&page=1", headers=HTMX)
    assert "Eine Behauptung" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert answer["HX-Push-Url"] == "/claims/?standing=unsourced"


def test_no_claims_yet_leads_an_analyst_to_hand_one_in(analyst: Client, reader: Client) -> None:
    assert load(analyst, "/claims/").select(f'.empty a[href="{reverse("submit")}"]')
    assert not load(reader, "/claims/").select(".empty a")


def test_no_fitting_claim_leads_back_to_all(reader: Client) -> None:
    build.make_claim()
    assert text_of(load(reader, "/claims/?q=xyzzy"), ".empty a") == "Show all claims"


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


def told_claim() -> Claim:
    """Opened on 20 May; The Ledger has it in English, a German site cites it, and copies do, more than are shown."""
    lind = build.make_person("Ada Lind", employer="Norvik")
    about = [build.make_entity("Norvik")]
    origin = build.make_origin("Ada Lind to The Ledger")
    ledger = build.make_article(
        "“We ship up to 40 units”, Lind said.",
        statements=[Words("We ship up to 40 units", speaker=lind, about=about)],
        outlet=build.make_outlet("The Ledger"),
        lang="en",
        published_at=NOW - timedelta(days=2),
    )
    first = build.statement_of(ledger)
    build.assign_origin(first, origin)
    claim = build.make_claim(statements=[first], articles=7, outlets=7, origins=1, independent=1)
    for number in range(6):
        words = Words("Wir liefern 40 Stück", speaker=lind, about=about)
        echo = build.statement_of(
            build.make_article(
                "„Wir liefern 40 Stück“, sagte Lind.", statements=[words], outlet=build.make_outlet(f"Echo {number}")
            )
        )
        way = {"way": "copied text", "copied_share": 0.62} if number else {"way": "cites"}
        build.assign_origin(echo, origin, rests_on=first, **way)
        build.make_link(claim, echo)
    return claim


def test_the_tree_says_how_each_article_has_it_and_stacks_copies(reader: Client) -> None:
    page = load(reader, told_claim().get_absolute_url())
    assert texts_of(page, ".origins > li > .tree > li > .tree-where") == ["The Ledger first to have it here"]
    assert texts_of(page, ".tree .tree > li > .tree-where") == ["Echo 0 cites The Ledger, translated from English"]
    assert text_of(page, ".tree-stack summary") == "5 copies of its text"
    assert texts_of(page, ".tree-stack li b") == [f"Echo {number}" for number in range(1, 6)]
    assert set(texts_of(page, ".tree-stack li .quiet")) == {"62 % of its text"}


def test_the_tree_folds_what_is_many(reader: Client) -> None:
    claim = told_claim()
    OriginAssignment.objects.filter(way="copied text").update(way="cites")
    page = load(reader, claim.get_absolute_url())
    assert text_of(page, ".tree-more summary") == "and 3 more"
    assert len(page.select(".tree .tree-where")) == 7


def test_the_same_words_of_one_speaker_stand_once_with_all_who_have_them(reader: Client) -> None:
    page = load(reader, told_claim().get_absolute_url())
    assert texts_of(page, ".wordings .words") == ["“We ship up to 40 units”", "„Wir liefern 40 Stück“"]
    assert text_of(page, ".wordings li:last-child > .why > summary") == "The same words in 5 more articles"


def test_words_that_differ_from_what_they_retell_are_marked(reader: Client) -> None:
    claim = told_claim()
    statement = Statement.objects.get(revision__article__outlet__name="Echo 1")
    Statement.objects.filter(pk=statement.pk).update(content_text="Wir liefern rund 40 Stück")
    first = Statement.objects.get(revision__article__outlet__name="Echo 0")
    statement.origin_assignments.update(rests_on=first)
    page = load(reader, claim.get_absolute_url())
    assert texts_of(page, ".words mark.differs") == ["rund"]


def test_each_number_is_explained(reader: Client) -> None:
    claim = told_claim()
    page = load(reader, claim.get_absolute_url())
    explained = texts_of(page, ".numbers-list ~ .why dt")
    assert explained == ["Independent", "Origins", "Interested", "Articles", "Outlets", "Unresolved"]


def test_a_statement_says_in_whose_interest_it_is_and_why(reader: Client) -> None:
    claim = told_claim()
    page = load(reader, claim.get_absolute_url())
    assert text_of(page, ".lines .interest") == "speaks of the own house"
    assert page.select_one(".lines .interest[title='Ada Lind belongs to Norvik, of which this speaks.']")
    assert "Interest Ada Lind belongs to Norvik, of which this speaks." in text_of(page, ".lines .why")
    card = load(reader, Article.objects.order_by("pk")[0].get_absolute_url())
    assert text_of(card, ".card .interest") == "speaks of the own house"


def test_a_citation_circle_is_shown_apart_with_who_cites_whom(reader: Client) -> None:
    left, right = (
        build.statement_of(
            build.make_article("Wir liefern.", statements=[Words("Wir liefern")], outlet=build.make_outlet(name))
        )
        for name in ("Newsheap", "Leakbox")
    )
    build.assign_origin(left, None, rests_on=right, way="cites")
    build.assign_origin(right, None, rests_on=left, way="cites")
    page = load(reader, build.make_claim(statements=[left, right]).get_absolute_url())
    assert text_of(page, ".origins .unresolved h3") == "A citation circle: counts zero"
    assert texts_of(page, ".tree-where") == ["Newsheap cites Leakbox", "Leakbox cites Newsheap"]


def test_a_claim_can_be_read_as_of_a_past_day_with_a_way_back_and_an_address_to_cite(curator: Client) -> None:
    claim = told_claim()
    build.make_standing_change(claim, "echoed", articles=7, outlets=7, origins=1, independent=1)
    build.make_standing_change(claim, "contested", at=timezone.now())
    address = f"{claim.get_absolute_url()}?as_of=2026-05-21"
    page = load(curator, address)
    assert "This is what was known here at the end of 21 May 2026" in text_of(page, ".notice")
    assert [str(link["href"]) for link in page.select(".notice a")] == [
        claim.get_absolute_url(),
        f"http://testserver{address}",
    ]
    assert text_of(page, ".side .standing") == "echoed"
    assert page.select_one("input[name=as_of][value='2026-05-21']")
    assert not page.select("[name=evidence]")


def test_the_page_of_today_offers_an_address_that_stays(reader: Client) -> None:
    page = load(reader, told_claim().get_absolute_url())
    address = f"http://testserver{Claim.objects.get().get_absolute_url()}?as_of={timezone.localdate().isoformat()}"
    assert page.select(f'#citation a[href="{address}"]')
    assert not page.select("main > .notice")


def test_a_claim_is_cited_with_its_words_its_numbers_the_day_and_the_address(reader: Client) -> None:
    claim = told_claim()
    Claim.objects.filter(pk=claim.pk).update(standing="echoed", first_said_at=NOW - timedelta(days=2))
    build.make_standing_change(claim, "echoed", articles=7, outlets=7, origins=1, independent=1)
    page = load(reader, f"{claim.get_absolute_url()}?as_of=2026-05-21")
    cited = " ".join(page.select("#citation")[0].get_text().split())
    assert cited == (
        "“We ship up to 40 units” (Ada Lind, The Ledger, 18 May 2026): echoed, 1 origin in 7 articles from 7 outlets."
        f" As known on 21 May 2026. Claim Tracker, http://testserver{claim.get_absolute_url()}?as_of=2026-05-21"
    )
    assert page.select_one("button[data-copies=citation][hidden]")  # until the script finds that it can copy


def test_a_contradiction_leads_a_curator_to_its_question_of_review(curator: Client, reader: Client) -> None:
    link = build_verdicts.suggest(build.make_told_claim())
    item = build_review.make_item(link.statement)
    question = reverse("question", args=[item.pk])
    for claim in (link.claim, build.make_claim(statements=[link.statement])):
        page = claim.get_absolute_url()
        assert load(curator, page).select(f".related-why a[href='{question}']")
        assert not load(reader, page).select(".related-why a")
    curation.reject_link(build.make_user("curator"), link, now=NOW)
    assert not load(curator, link.claim.get_absolute_url()).select(".related-why a")


def test_a_claim_is_taken_along_as_a_row_and_with_its_statements(reader: Client) -> None:
    claim = build.make_told_claim("Wir liefern ab Mai")
    build.make_told_claim("Wir liefern nie")
    links = load(reader, claim.get_absolute_url()).select(".take-along ul a")
    assert [link.get_text() for link in links] == ["CSV", "JSON Lines", "CSV", "JSON Lines", "JSON"]
    for link in links:
        answered = reader.get(str(link["href"]))
        told = answered.getvalue().decode()
        assert "Wir liefern ab Mai" in told
        assert "nie" not in told


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2999-01-01", "2999-01-01 is yet to come."),
        ("2026-05-01", "Nothing was known of this claim on 2026-05-01: it was opened on 2026-05-20."),
        ("vorgestern", "Give a day as year-month-day, like 2026-03-04."),
    ],
)
def test_a_day_that_cannot_be_shown_is_refused_at_its_field_above_the_claim_of_today(
    day: str, message: str, reader: Client
) -> None:
    page = parse(reader.get(f"{told_claim().get_absolute_url()}?as_of={day}"), 400)
    assert message in text_of(page, "#id_day-error")
    assert page.select_one("#id_day[aria-invalid=true][aria-describedby=id_day-error]")
    assert page.select("h1")


def test_the_timeline_holds_a_retelling_against_what_it_retells(reader: Client) -> None:
    claim = told_claim()
    exact = {"text": "40", "low": 40.0, "high": 40.0, "unit": "", "comparator": "=", "span": [0, 1]}
    bound = exact | {"text": "up to 40", "low": None, "comparator": "<="}
    Statement.objects.filter(content_text__startswith="We").update(quantities=[bound])
    Statement.objects.filter(revision__article__outlet__name="Echo 0").update(quantities=[exact])
    page = load(reader, claim.get_absolute_url())
    event = text_of(page, ".events [data-kind=hardened-in-retelling]")
    assert "We ship up to 40 units" in event
    assert "Wir liefern 40 Stück" in event
    assert "The number was “up to 40”, now “40”, which is more exact." in event
    against = "Against what The Ledger has: the number was “up to 40”, now “40”, which is more exact"
    assert against in texts_of(page, ".lines .facts")


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
