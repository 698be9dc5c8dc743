"""A list page by page: every row once, whatever comes in meanwhile."""

from typing import Any

import pytest

from claims.models import Claim
from claims.queries.claims import SORTS, ClaimFilter, ordered
from claims.queries.slices import Column
from tests import build_api
from tests.api.conftest import Script

pytestmark = pytest.mark.django_db


def page(reader: Script, address: str, **query: Any) -> tuple[list[int], str]:
    told = reader.get(address.partition("/api/v1")[2] or address, query or None).json()  # type: ignore[attr-defined]
    return [item["id"] for item in told["items"]], told["next"] or ""


def all_pages(reader: Script, **query: Any) -> list[int]:
    found, following = page(reader, "/claims", **query)
    while following:
        more, following = page(reader, following)
        found += more
    return found


@pytest.mark.parametrize("sort", [sort for sort in SORTS if sort != "relevance"])
def test_all_pages_together_are_the_list(sort: str, reader: Script) -> None:
    build_api.make_bare_claims(30)
    expected = list(ordered(Claim.objects.all(), ClaimFilter(sort=sort)).values_list("pk", flat=True))
    assert all_pages(reader, sort=sort, limit=7) == expected


def test_what_was_said_last_stands_in_for_relevance(reader: Script) -> None:
    build_api.make_bare_claims(10)
    asked = {"q": "norvik", "limit": 4}
    assert all_pages(reader, **asked, sort="relevance") == all_pages(reader, **asked, sort="latest")


def test_what_comes_in_meanwhile_shifts_nothing(reader: Script) -> None:
    build_api.make_bare_claims(10)
    expected = list(Claim.objects.order_by("-opened_at", "-pk").values_list("pk", flat=True))
    first, following = page(reader, "/claims", sort="opened", limit=5)
    build_api.make_bare_claims(10)
    assert first + page(reader, following)[0] == expected


def test_the_next_page_keeps_what_was_asked(reader: Script) -> None:
    build_api.make_bare_claims(10)
    first, following = page(reader, "/claims", q="norvik", lang="de", limit=4)
    assert len(page(reader, following)[0]) == 4
    assert "q=norvik" in following
    assert first


@pytest.mark.parametrize("cursor", ["nonsense", "W10:abc", "\x00", "ä"])
def test_a_cursor_that_nobody_gave_out_is_no_place(cursor: str, reader: Script) -> None:
    assert reader.get("/claims", {"cursor": cursor}).status_code == 404


def test_a_cursor_belongs_to_its_list_and_order(reader: Script) -> None:
    build_api.make_bare_claims(3)
    cursor = page(reader, "/claims", limit=1)[1].partition("cursor=")[2]
    for path, query in (("/claims", {"sort": "opened"}), ("/articles", {}), ("/statements", {})):
        assert reader.get(path, {**query, "cursor": cursor}).status_code == 404


def test_an_order_that_cannot_be_gone_on_after_a_row_is_refused() -> None:
    with pytest.raises(TypeError, match="order it by fields"):
        Column.of(object())  # type: ignore[arg-type]
