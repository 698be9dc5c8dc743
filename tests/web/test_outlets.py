"""What an outlet brings, whether first or after others, and from whom it has it."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Outlet, Statement
from claims.queries.outlet_reports import newest_claims, reports_by_month, sources_of
from claims.queries.stretches import months_up_to
from tests import build
from tests.build import NOW, Words
from tests.web.pages import load, text_of, texts_of
from tests.web.test_charts import rows_of

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture
def outlet() -> Outlet:
    return build.make_outlet("Leiterbahn")


def report(claim: Claim, outlet: Outlet, at: datetime = NOW) -> Statement:
    """An article of the outlet that has the claim; the claim's own numbers follow, as when it is settled."""
    words = [Words("Wir liefern", source="Lind")]
    article = build.make_article("Wir liefern, sagte Lind.", statements=words, outlet=outlet, published_at=at)
    statement = build.statement_of(article)
    build.make_link(claim, statement)
    links = Claim.objects.filter(pk=claim.pk).values_list(
        "links__statement__revision__article__outlet", "links__statement__revision__article__published_at"
    )
    outlets, moments = zip(*links, strict=True)
    Claim.objects.filter(pk=claim.pk).update(outlets=len(set(outlets)), first_said_at=min(moments))
    return statement


def this_month(outlet: Outlet) -> dict[str, int]:
    return dict(reports_by_month(outlet, today=TODAY)[-1].claims)


def test_a_claim_that_others_had_no_earlier_was_first(outlet: Outlet) -> None:
    claim = build.make_claim()
    report(claim, outlet)
    report(claim, build.make_outlet("Radio"), NOW + timedelta(hours=2))
    assert this_month(outlet) == {"first": 1}
    assert this_month(build.make_outlet("Radio")) == {"echo": 1}


def test_a_claim_that_nobody_else_has_is_neither_first_nor_after(outlet: Outlet) -> None:
    report(build.make_claim(), outlet)
    assert this_month(outlet) == {"alone": 1}


def test_a_claim_counts_once_in_the_month_in_which_the_outlet_first_had_it(outlet: Outlet) -> None:
    claim = build.make_claim()
    report(claim, outlet, NOW - timedelta(days=40))
    report(claim, outlet)
    months = reports_by_month(outlet, today=TODAY)
    assert [sum(month.claims.values()) for month in months][-3:] == [0, 1, 0]


def test_what_an_article_says_no_longer_is_not_counted(outlet: Outlet) -> None:
    statement = report(build.make_claim(), outlet)
    build.make_revision(statement.revision.article, "Wir liefern nicht, sagte Lind.")
    assert this_month(outlet) == {}


def test_a_year_has_its_twelve_months_in_order() -> None:
    months = months_up_to(date(2026, 2, 28), 12)
    assert (len(months), months[0], months[-2], months[-1]) == (
        12,
        date(2025, 3, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    )


def test_below_five_shared_claims_a_month_has_no_share(reader: Client, outlet: Outlet) -> None:
    now = timezone.now()
    for _ in range(4):
        share_claim(outlet, now)
    page = load(reader, outlet.get_absolute_url())
    assert "A share says something from five claims a month on" in text_of(page, "section[aria-labelledby=first]")
    assert not page.select("svg[role=img]")
    assert texts_of(page, "section[aria-labelledby=first] tbody td")[-1] == "of 0, five are needed"


def share_claim(outlet: Outlet, at: datetime) -> None:
    claim = build.make_claim()
    report(claim, outlet, at)
    report(claim, build.make_outlet("Radio"), at + timedelta(hours=1))


def test_from_five_shared_claims_on_the_share_is_drawn_with_its_range(reader: Client, outlet: Outlet) -> None:
    now = timezone.now()
    for _ in range(5):
        share_claim(outlet, now)
    page = load(reader, outlet.get_absolute_url())
    assert text_of(page, "figcaption") == "First with 5 of 5 claims that other outlets have too"
    assert text_of(page, ".chart-share title").endswith("5 of 5 first, the true share between 57 % and 100 %")
    assert len(page.select(".chart-point")) == 1
    newest = rows_of(reader, reverse("first-reports-csv", args=[outlet.pk]))[-1]
    assert (newest["first"], newest["after_another"], newest["first_share_from"]) == ("5", "0", "0.566")


def test_an_outlet_is_shown_with_what_it_brought_last(reader: Client, outlet: Outlet) -> None:
    report(build.make_claim("Norvik liefert"), outlet)
    report(build.make_claim("Kestrel zögert"), build.make_outlet("Radio"))
    assert [line.claim.headline for line in newest_claims(outlet)] == ["Norvik liefert"]
    assert load(reader, outlet.get_absolute_url()).select("section[aria-labelledby=newest] a.words")


def test_the_outlets_that_it_copies_or_names_stand_with_the_number_of_its_articles(
    reader: Client, outlet: Outlet
) -> None:
    claim, radio, agency = build.make_claim(), build.make_outlet("Radio"), build.make_outlet("Agentur")
    original = report(claim, radio)
    for way in ("copied text", "cites", "cites"):
        build.assign_origin(report(claim, outlet), None, rests_on=original, way=way)
    elsewhere = report(claim, outlet)
    build.cite(elsewhere, agency)
    build.assign_origin(elsewhere, None, way="cites")
    build.assign_origin(report(claim, outlet), None)
    told = [(source.outlet.name, source.copied, source.cited) for source in sources_of(outlet)]
    assert told == [("Radio", 1, 2), ("Agentur", 0, 1)]
    page = load(reader, outlet.get_absolute_url())
    assert texts_of(page, "section[aria-labelledby=sources] tbody tr") == ["Radio 1 2", "Agentur 0 1"]


def test_an_outlet_without_anything_says_so(reader: Client, outlet: Outlet) -> None:
    page = load(reader, outlet.get_absolute_url())
    assert text_of(page, "section[aria-labelledby=newest] p") == "No claim was found in its newest articles."
    assert "None of its articles copies another outlet" in text_of(page, "section[aria-labelledby=sources]")
