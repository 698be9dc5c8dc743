"""Track records on the pages of speakers, topics and outlets, each number with the claims behind it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Entity, Link, Origin, Outlet
from claims.queries.records import record_of_outlet, record_of_speaker, record_of_topic
from tests import build, build_verdicts
from tests.build import NOW
from tests.build_verdicts import make_call
from tests.web.pages import load, text_of, texts_of
from tests.web.test_charts import rows_of

pytestmark = pytest.mark.django_db

LATER = date(2026, 5, 30)


@pytest.fixture
def lind() -> Entity:
    return build.make_person("Ada Lind")


@pytest.fixture
def outlet() -> Outlet:
    return build.make_outlet("Leiterbahn")


def tell(speaker: Entity, *verdicts: str, **values: object) -> None:
    for verdict in verdicts:
        make_call(speaker=speaker, verdict=verdict, as_of=LATER, **values)  # type: ignore[arg-type]


def test_a_speaker_answers_for_the_own_words(lind: Entity) -> None:
    tell(lind, "confirmed", "partly", "refuted", "expired", "")
    record = record_of_speaker(lind).whole
    assert (record.right, record.partly, record.wrong, record.expired, record.open) == (1, 1, 1, 1, 1)


def test_a_claim_is_one_call_however_often_it_was_said(lind: Entity) -> None:
    claim = make_call(speaker=lind, verdict="confirmed", as_of=LATER)
    make_call(speaker=lind, claim=claim, said_at=NOW + timedelta(days=1))
    assert record_of_speaker(lind).whole.settled == 1


def test_the_first_stand_counts_and_not_a_later_turn(lind: Entity) -> None:
    claim = make_call(speaker=lind, verdict="confirmed", as_of=LATER, relation="denies")
    make_call(speaker=lind, claim=claim, said_at=NOW + timedelta(days=1))
    assert record_of_speaker(lind).whole.wrong == 1


def test_who_denied_what_was_refuted_was_right(lind: Entity) -> None:
    make_call(speaker=lind, verdict="refuted", as_of=LATER, relation="denies")
    assert record_of_speaker(lind).whole.right == 1


@pytest.mark.parametrize("relation", ["qualifies", "mentions", "repeats"])
def test_who_takes_no_stand_has_made_no_call(lind: Entity, relation: str) -> None:
    make_call(speaker=lind, verdict="confirmed", relation=relation)
    assert record_of_speaker(lind).whole.is_empty


@pytest.mark.parametrize("state", [Link.State.SUGGESTED, Link.State.REJECTED])
def test_what_does_not_count_for_a_claim_counts_for_no_record(lind: Entity, state: str) -> None:
    make_call(speaker=lind, verdict="confirmed", state=state)
    assert record_of_speaker(lind).whole.is_empty


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        (Origin.Kind.OWN_REPORTING, True),
        (Origin.Kind.ANONYMOUS, True),
        (Origin.Kind.MEASUREMENT, True),
        (Origin.Kind.WIRE, True),
        (Origin.Kind.UTTERANCE, False),
        (Origin.Kind.DOCUMENT, False),
    ],
)
def test_an_outlet_answers_only_for_what_it_reported_itself(outlet: Outlet, kind: str, *, counts: bool) -> None:
    make_call(outlet=outlet, verdict="confirmed", as_of=LATER, kind=kind)
    assert record_of_outlet(outlet).whole.settled == int(counts)


def test_passing_on_what_another_said_is_no_call_of_the_outlet(lind: Entity, outlet: Outlet) -> None:
    make_call(speaker=lind, outlet=outlet, verdict="confirmed")
    assert record_of_outlet(outlet).whole.is_empty


def test_what_an_article_dropped_later_still_counts(lind: Entity) -> None:
    claim = make_call(speaker=lind, verdict="refuted", as_of=LATER)
    article = claim.links.get().statement.revision.article
    build.make_revision(article, "Wir liefern nicht, sagte Lind.")
    assert record_of_speaker(lind).whole.wrong == 1


def test_who_came_after_another_origin_was_not_first(lind: Entity, outlet: Outlet) -> None:
    claim = make_call(outlet=outlet, verdict="confirmed", as_of=LATER)
    make_call(speaker=lind, claim=claim, said_at=NOW + timedelta(days=2))
    assert (record_of_outlet(outlet).whole.first, record_of_speaker(lind).whole.first) == (1, 0)
    assert record_of_speaker(lind).whole.echo == 1


def test_only_the_newest_verdict_counts(lind: Entity) -> None:
    claim = make_call(speaker=lind, verdict="confirmed", as_of=LATER)
    build.make_resolution(claim, "open", at=NOW + timedelta(days=1))
    record = record_of_speaker(lind).whole
    assert (record.settled, record.open) == (0, 1)


def test_a_proposed_verdict_settles_nothing_yet(lind: Entity) -> None:
    build_verdicts.make_proposal(make_call(speaker=lind))
    assert record_of_speaker(lind).whole.open == 1


def test_a_record_is_told_by_topic_too(lind: Entity) -> None:
    kestrel, merlin = build.make_entity("Kestrel"), build.make_entity("Merlin")
    tell(lind, "confirmed", "refuted", "", topics=(kestrel,))
    tell(lind, "confirmed", topics=(kestrel, merlin))
    told = [(each.topic.name, each.record.settled, each.record.open) for each in record_of_speaker(lind).topics]
    assert told == [("Kestrel", 3, 1), ("Merlin", 1, 0)]


def test_a_topic_has_the_record_of_all_that_was_said_about_it(lind: Entity, outlet: Outlet) -> None:
    kestrel = build.make_entity("Kestrel")
    make_call(speaker=lind, verdict="confirmed", as_of=LATER, topics=(kestrel,))
    make_call(outlet=outlet, verdict="refuted", as_of=LATER, topics=(kestrel,))
    make_call(outlet=outlet, verdict="refuted", as_of=LATER)
    record = record_of_topic(kestrel)
    assert (record.right, record.wrong) == (1, 1)


def test_few_settled_claims_show_no_share(reader: Client, lind: Entity) -> None:
    tell(lind, "confirmed", "confirmed", "confirmed", "")
    page = load(reader, lind.get_absolute_url())
    assert "3 settled claims; a record says something from five on, so 2 more are needed." in page.get_text()
    assert "%" not in text_of(page, "main")


def test_enough_settled_claims_show_their_share_with_its_interval_and_number(reader: Client, lind: Entity) -> None:
    tell(lind, "confirmed", "confirmed", "confirmed", "partly", "refuted")
    page = text_of(load(reader, lind.get_absolute_url()), "main")
    assert "3 of 5 settled claims were right" in page
    assert "the true share lies between 23 % and 88 %" in page
    assert "5 were said first and 0 after another origin" in page
    assert "Half of them were said at least 10 days before they were settled" in page


def test_each_number_leads_to_the_claims_behind_it(reader: Client, lind: Entity) -> None:
    right = make_call(speaker=lind, verdict="confirmed", as_of=LATER, claim=build.make_claim("Norvik liefert"))
    tell(lind, "refuted")
    page = load(reader, lind.get_absolute_url())
    address = reverse("entity-record", args=[lind.pk])
    assert page.select(f'.numbers-list a[href="{address}?outcome=right"]')
    behind = load(reader, f"{address}?outcome=right")
    assert [link["href"] for link in behind.select("a.words")] == [right.get_absolute_url()]
    assert "1 claim that it made first-hand" in text_of(behind, ".page-head")


def test_the_claims_behind_a_number_are_narrowed_to_a_topic(reader: Client, lind: Entity) -> None:
    kestrel = build.make_entity("Kestrel")
    tell(lind, "confirmed", topics=(kestrel,))
    tell(lind, "confirmed", "")
    address = reverse("entity-record", args=[lind.pk])
    assert load(reader, lind.get_absolute_url()).select(f'td a[href="{address}?topic={kestrel.pk}&outcome=right"]')
    for asked, count in ((f"topic={kestrel.pk}", 1), ("", 2), ("outcome=open", 1), ("outcome=nonsense", 2)):
        assert len(load(reader, f"{address}?{asked}").select("a.words")) == count


def test_the_claims_about_a_topic_stand_behind_its_numbers(reader: Client, lind: Entity) -> None:
    kestrel = build.make_entity("Kestrel")
    tell(lind, "confirmed", topics=(kestrel,))
    page = load(reader, kestrel.get_absolute_url())
    link = page.select_one('a[href*="about=1"]')
    assert link is not None
    behind = load(reader, str(link["href"]))
    assert len(behind.select("a.words")) == 1
    assert "1 claim that is mainly about it" in text_of(behind, ".page-head")


def test_an_entity_without_any_call_has_no_record(reader: Client) -> None:
    page = load(reader, build.make_entity("Kestrel").get_absolute_url())
    assert not page.select("#record, #topic")


def test_an_outlet_has_a_page_with_its_feeds_and_its_record(reader: Client, outlet: Outlet) -> None:
    build.make_feed("https://leiterbahn.example/rss", outlet=outlet, title="Leiterbahn Technik")
    make_call(outlet=outlet, verdict="confirmed", as_of=LATER)
    page = load(reader, outlet.get_absolute_url())
    assert text_of(page, "h1") == "Leiterbahn"
    assert "Leiterbahn Technik" in texts_of(page, "aside li")
    assert page.select(f'a[href="{reverse("outlet-record", args=[outlet.pk])}?outcome=right"]')
    assert len(load(reader, f"/outlets/{outlet.pk}/record/?outcome=right").select("a.words")) == 1


def test_an_outlet_that_reported_nothing_itself_says_so(reader: Client, outlet: Outlet) -> None:
    assert "Nothing that it reported itself is here yet." in load(reader, outlet.get_absolute_url()).get_text()


def test_what_the_numbers_mean_is_explained(reader: Client) -> None:
    assert "Wilson" in load(reader, "/standing/").get_text()


def test_lead_times_are_drawn_from_five_settled_claims_on_and_had_as_a_file(reader: Client, lind: Entity) -> None:
    tell(lind, "confirmed", "confirmed", "partly", "refuted")
    assert not load(reader, lind.get_absolute_url()).select("#leads-title")
    make_call(speaker=lind, verdict="confirmed", as_of=NOW.date())
    page = load(reader, lind.get_absolute_url())
    assert texts_of(page, "svg rect title") == ["0: 1", "8–30: 4"]
    assert "5 settled claims, by how many days" in text_of(page, "figcaption")
    rows = rows_of(reader, reverse("entity-leads-csv", args=[lind.pk]))
    assert [row["claims"] for row in rows] == ["1", "0", "4", "0", "0", "0"]
    assert (rows[-1]["days_from"], rows[-1]["days_to"]) == ("366", "")


def test_an_outlet_and_a_topic_have_their_lead_times_too(reader: Client, outlet: Outlet) -> None:
    kestrel = build.make_entity("Kestrel")
    for _ in range(5):
        make_call(outlet=outlet, verdict="confirmed", as_of=LATER, topics=(kestrel,))
    assert load(reader, outlet.get_absolute_url()).select("#leads-title")
    page = load(reader, kestrel.get_absolute_url())
    assert page.select("#topic-leads-title")
    (link,) = page.select('a[href$="lead-times.csv?about=1"]')
    assert rows_of(reader, str(link["href"]))[2]["claims"] == "5"
    assert rows_of(reader, reverse("outlet-leads-csv", args=[outlet.pk]))[2]["claims"] == "5"
