"""Whole lists in one answer: with the filters of the list, in little memory, and safe to open."""

import csv
import io
import json
import tracemalloc
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.spreadsheet import cell
from tests import build, build_api
from tests.api.conftest import Script

pytestmark = pytest.mark.django_db


def body(response: Any) -> str:
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def rows_of(response: Any) -> list[dict[str, str]]:
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    written = body(response)
    assert written.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(written[1:], newline="")))


def test_a_claim_as_a_row_says_who_said_what_and_how_it_stands(reader: Script) -> None:
    claim = build.make_told_claim("Wir liefern ab Mai", independent=2, standing="corroborated")
    build.make_resolution(claim, "confirmed")
    (row,) = rows_of(reader.get("/claims.csv"))
    told = {name: row[name] for name in ("id", "speaker", "about", "words", "standing", "independent", "verdict")}
    assert list(told.values()) == [
        str(claim.pk), "Ada Lind", "Norvik", "Wir liefern ab Mai", "corroborated", "2", "confirmed",
    ]  # fmt: skip
    assert row["page"].endswith(claim.get_absolute_url())


def test_json_lines_say_the_same_as_the_list(reader: Script) -> None:
    build.make_told_claim()
    lines = [json.loads(line) for line in body(reader.get("/claims.jsonl")).splitlines()]
    assert lines == reader.get("/claims").json()["items"]  # type: ignore[attr-defined]
    lines = [json.loads(line) for line in body(reader.get("/statements.jsonl")).splitlines()]
    assert lines == reader.get("/statements").json()["items"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_one_claim_is_its_row_in_the_export_of_all(reader: Script, form: str) -> None:
    claim = build.make_told_claim()
    expected = body(reader.get(f"/claims.{form}"))
    build.make_told_claim()
    assert body(reader.get(f"/claims/{claim.pk}/export.{form}")) == expected
    assert reader.get(f"/claims/{claim.pk + 2}/export.{form}").status_code == 404


def test_an_export_has_the_filters_and_the_order_of_its_list(reader: Script) -> None:
    build_api.make_bare_claims(20)
    shown = {"q": "norvik -7", "sort": "independent"}
    expected = [str(item["id"]) for item in reader.get("/claims", shown).json()["items"]]  # type: ignore[attr-defined]
    assert [row["id"] for row in rows_of(reader.get("/claims.csv", shown))] == expected
    assert 0 < len(expected) < 20


def test_a_statement_as_a_row_names_its_article_and_claims(reader: Script) -> None:
    claim = build.make_told_claim("Wir liefern ab Mai")
    (row,) = rows_of(reader.get("/statements.csv"))
    assert (row["words"], row["claims"], row["chain"]) == (
        "Wir liefern ab Mai",
        str(claim.pk),
        "Ada Lind -> Platinenpost",
    )


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1 Prozent", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_what_a_spreadsheet_would_run_is_shown_as_it_is(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(("value", "shown"), [("1=1", "1=1"), (-3, -3), (None, ""), ("", "")])
def test_everything_else_stays_what_it_is(value: object, shown: object) -> None:
    assert cell(value) == shown


def test_a_headline_cannot_run_in_a_spreadsheet(reader: Script) -> None:
    build.make_claim("=cmd|' /C calc'!A1")
    (row,) = rows_of(reader.get("/claims.csv"))
    assert row["headline"] == "'=cmd|' /C calc'!A1"


def peak_of(reader: Script, path: str) -> int:
    response: Any = reader.get(path)
    tracemalloc.start()
    try:
        for _ in response.streaming_content:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_many_rows_take_no_more_memory_than_some(reader: Script) -> None:
    build_api.make_bare_claims(600)
    body(reader.get("/claims.csv"))  # what is loaded once is there
    some = peak_of(reader, "/claims.csv")
    build_api.make_bare_claims(1_800)
    assert peak_of(reader, "/claims.csv") < 1.3 * some


def test_the_first_rows_are_sent_before_the_last_are_read(reader: Script) -> None:
    build_api.make_bare_claims(1_200)
    response: Any = reader.get("/claims.jsonl")
    chunks = iter(response.streaming_content)
    with CaptureQueriesContext(connection) as captured:
        next(chunks)
    first = len(captured)
    with CaptureQueriesContext(connection) as captured:
        list(chunks)
    assert len(captured) == 2 * first
