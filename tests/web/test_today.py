"""The first page: what changed since the last visit."""

from datetime import timedelta

import pytest
from bs4 import Tag
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from claims.models import Claim, Visit
from tests import build, build_digests, build_verdicts
from tests.build import PASSWORD
from tests.web.pages import load, text_of, texts_of

pytestmark = pytest.mark.django_db


def last_visit(client: Client, *, ago: timedelta) -> None:
    """Somebody who looked at the page, and then was away."""
    client.get("/today/")
    Visit.objects.update(looked_at=timezone.now() - ago)


def test_it_is_the_first_page_after_sign_in(client: Client) -> None:
    user = build.make_user()
    answered = client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    assert answered["Location"] == "/today/"


def test_the_old_address_of_the_list_of_claims_still_leads_there(reader: Client) -> None:
    assert reader.get("/?standing=denied&q=Berg")["Location"] == "/claims/?standing=denied&q=Berg"
    assert reader.get("/")["Location"] == "/today/"


def test_what_changed_since_the_last_visit_is_shown_with_its_time(reader: Client) -> None:
    last_visit(reader, ago=timedelta(hours=5))
    build_digests.make_news(at=timezone.now() - timedelta(hours=6))
    build_digests.make_news(at=timezone.now() - timedelta(hours=4))
    page = load(reader, "/today/")
    assert "since your last visit, " in text_of(page, ".page-head p")
    assert texts_of(page, ".digest-group h3") == [
        "1 claim stands firmer",
        "1 claim stands weaker",
        "1 claim with a new verdict",
        "1 claim that may be contradicted",
        "1 claim whose words an outlet edited",
        "2 claims due within 7 days",  # whenever that began
        "1 claim past its due date",
        "1 new claim",
    ]


def test_who_loads_the_page_again_still_sees_what_is_new(reader: Client) -> None:
    last_visit(reader, ago=timedelta(hours=5))
    build.make_told_claim(opened_at=timezone.now() - timedelta(hours=1))
    for _ in range(2):
        assert texts_of(load(reader, "/today/"), ".digest-group h3") == ["1 new claim"]


def test_the_next_visit_begins_where_this_one_ended(reader: Client) -> None:
    last_visit(reader, ago=timedelta(hours=5))
    build.make_told_claim(opened_at=timezone.now() - timedelta(hours=1))
    last_visit(reader, ago=timedelta(minutes=40))
    assert text_of(load(reader, "/today/"), ".empty h2") == "Nothing changed in this time"


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch"}])
def test_a_page_that_a_browser_loads_ahead_is_no_visit(reader: Client, headers: dict[str, str]) -> None:
    reader.get("/today/", headers=headers)
    reader.head("/today/")
    reader.get("/claims/")
    assert not Visit.objects.exists()


def test_a_first_visit_shows_a_week_and_any_other_a_day_or_a_week_if_asked(reader: Client) -> None:
    build.make_told_claim(opened_at=timezone.now() - timedelta(days=3))
    assert "in the last 7 days" in text_of(load(reader, "/today/"), ".page-head p")
    assert load(reader, "/today/?since=week").select(".digest-group")
    assert not load(reader, "/today/?since=day").select(".digest-group")


def test_what_somebody_follows_stands_above_the_rest(reader: Client) -> None:
    followed = build.make_told_claim(opened_at=timezone.now())
    other = build.make_told_claim(opened_at=timezone.now())
    build.make_watch(User.objects.get(), claim=followed)
    page = load(reader, "/today/")
    assert claims_in(page, "followed") == [followed.get_absolute_url()]
    assert claims_in(page, "elsewhere") == [other.get_absolute_url()]


def claims_in(page: Tag, half: str) -> list[str]:
    return [str(link["href"]) for link in page.select(f"[aria-labelledby={half}] a.words")]


def due(days: int) -> Claim:
    """Nothing else is new about it, and it came near before anybody looked."""
    now = timezone.now()
    claim = build.make_told_claim(
        opened_at=now - timedelta(days=90), due_on=timezone.localdate(now) + timedelta(days=days)
    )
    build_verdicts.make_deadline(claim, near_at=now - timedelta(days=40))
    return claim


@pytest.mark.parametrize("days", [0, 7])
def test_what_is_due_within_a_week_is_shown_whenever_somebody_was_here_last(reader: Client, days: int) -> None:
    followed, other = due(days), due(days)
    build.make_watch(User.objects.get(), claim=followed)
    for period in ("day", "week", "visit"):
        page = load(reader, f"/today/?since={period}")
        for half, claim in (("followed", followed), ("elsewhere", other)):
            assert texts_of(page, f"[aria-labelledby={half}] h3") == ["1 claim due within 7 days"]
            assert claims_in(page, half) == [claim.get_absolute_url()]
            assert text_of(page, f"[aria-labelledby={half}] .change").startswith("It is due on ")


def test_what_is_overdue_or_settled_is_due_no_more(reader: Client) -> None:
    due(-1)
    build.make_resolution(due(3), "confirmed")
    assert not [each for each in texts_of(load(reader, "/today/"), "h3") if "due" in each]


def test_many_that_are_due_lead_to_all_of_them(reader: Client) -> None:
    for _ in range(5):
        due(3)
    (more,) = load(reader, "/today/?since=day").select(".digest-group .section-head a")
    page = load(reader, str(more["href"]))
    assert len(page.select(".lines .claim-line")) == 5


def test_a_group_leads_to_all_of_it(reader: Client) -> None:
    for _ in range(4):
        build.make_told_claim(opened_at=timezone.now())
    (more,) = load(reader, "/today/").select(".digest-group .section-head a")
    page = load(reader, str(more["href"]))
    assert text_of(page, "h1") == "4 new claims"
    assert len(page.select(".lines .claim-line")) == 4


def test_a_kind_that_nobody_knows_is_not_there(reader: Client) -> None:
    assert reader.get("/today/rumours/").status_code == 404


def test_a_standing_is_shown_as_it_was_and_as_it_is(reader: Client) -> None:
    build_digests.change_standing(build_digests.make_old_claim(), "echoed", "contested", at=timezone.now())
    assert texts_of(load(reader, "/today/"), ".change .standing") == ["echoed", "contested"]
