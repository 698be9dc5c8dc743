"""Charts on the pages: each with its words, its table and its CSV."""

import csv
import io
from datetime import datetime, timedelta

import pytest
from bs4 import Tag
from django.test import Client
from django.utils import timezone

from claims.templatetags.tracker import day_text
from tests import build
from tests.web.pages import load, text_of, texts_of

pytestmark = pytest.mark.django_db


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    """The file at the address, as a spreadsheet reads it."""
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def cells(row: Tag) -> list[str]:
    return [cell.get_text(strip=True) for cell in row.select("th, td")]


@pytest.fixture
def monday() -> datetime:
    """Noon of this week's first day."""
    now = timezone.localtime()
    return now.replace(hour=12) - timedelta(days=now.weekday())


def test_claims_stand_in_the_week_in_which_they_were_found_by_their_standing_today(
    reader: Client, monday: datetime
) -> None:
    for standing in ("echoed", "echoed", "denied"):
        build.make_claim(opened_at=monday - timedelta(days=7), standing=standing)
    build.make_claim(opened_at=monday, standing="corroborated")
    page = load(reader, "/charts/")
    assert [title.get_text() for title in page.select("rect title")] == [
        f"echoed: 2, week of {day_text(monday - timedelta(days=7))}",
        f"denied: 1, week of {day_text(monday - timedelta(days=7))}",
        f"corroborated: 1, week of {day_text(monday)}",
    ]
    assert text_of(page, "figcaption").startswith("4 claims since ")
    newest, before, *_ = page.select("tbody tr")
    assert cells(newest)[1:] == ["1", "0", "0", "0", "0", "0", "1"]
    assert cells(before)[1:] == ["0", "2", "0", "0", "0", "1", "3"]


def test_a_chart_has_words_for_who_cannot_see_it(reader: Client) -> None:
    build.make_claim(opened_at=timezone.now())
    page = load(reader, "/charts/")
    (drawn,) = page.select("svg[role=img]")
    named = [page.select(f"#{name}")[0].get_text() for name in str(drawn["aria-labelledby"]).split()]
    assert named[0] == "Claims by week and standing"
    assert named[1].startswith("1 claim came up in the week of")


def test_a_number_of_the_table_leads_to_its_claims(reader: Client, monday: datetime) -> None:
    last_sunday = monday - timedelta(hours=13)
    build.make_claim("Norvik liefert", opened_at=last_sunday)
    build.make_claim("Norvik zögert", opened_at=last_sunday - timedelta(days=7))
    (link, _) = load(reader, "/charts/?type=fact").select("tbody a")
    assert texts_of(load(reader, str(link["href"])), "a.words") == ["Norvik liefert"]


def test_the_chart_is_narrowed_like_the_list_it_comes_from(reader: Client) -> None:
    now = timezone.now()
    build.make_claim("Norvik liefert", opened_at=now)
    build.make_claim("Kestrel zögert", opened_at=now, standing="denied")
    page = load(reader, "/charts/?standing=denied")
    assert text_of(page, "figcaption").startswith("1 claim since")
    assert "Standing: denied" in text_of(page, ".narrow")
    assert load(reader, "/claims/?standing=denied").select('a[href="/charts/?standing=denied"]')


def test_the_half_year_ends_with_the_last_day_that_is_asked_for(reader: Client, monday: datetime) -> None:
    long_ago = monday - timedelta(days=400)
    build.make_claim(opened_at=long_ago)
    assert load(reader, f"/charts/?seen_to={long_ago:%Y-%m-%d}").select("rect")
    assert not load(reader, "/charts/").select("rect")


def test_a_half_year_without_claims_says_where_to_look(reader: Client) -> None:
    page = load(reader, "/charts/?standing=denied")
    assert text_of(page, ".empty h2") == "No claim of this half-year fits these filters"
    assert page.select('.empty a[href="/claims/?standing=denied"]')


def test_filters_that_cannot_be_read_are_told_at_their_fields(reader: Client) -> None:
    assert reader.get("/charts/?seen_from=soon")["Location"] == "/claims/?seen_from=soon"
    assert reader.get("/charts/claims.csv?seen_from=soon").status_code == 400


def test_the_weeks_are_had_as_a_file(reader: Client, monday: datetime) -> None:
    build.make_claim(opened_at=monday, standing="single origin")
    rows = rows_of(reader, "/charts/claims.csv?type=fact")
    assert len(rows) == 26
    assert rows[-1]["week_from"] == f"{monday:%Y-%m-%d}"
    assert (rows[-1]["single_origin"], rows[-1]["denied"], rows[-1]["claims"]) == ("1", "0", "1")
