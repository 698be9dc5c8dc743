"""An analyst finds claims, keeps the search, follows it, and takes what was found along."""

import csv
import json
import re
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Open


def test_a_search_is_narrowed_saved_and_followed(open_as: Open) -> None:
    page = open_as("analyst")
    page.get_by_label("Search claims, articles and entities").fill("Norvane")
    page.get_by_label("Search claims, articles and entities").press("Enter")
    page.get_by_role("link", name=re.compile("All .* claims")).click()
    page.get_by_role("checkbox", name="echoed").check()
    expect(page).to_have_url(re.compile("standing=echoed"))
    expect(page.get_by_label("What the list is narrowed to").get_by_role("listitem")).to_have_count(2)

    page.get_by_text("Save this search").click()
    page.get_by_label("Name", exact=True).fill("Norvane, echoed")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved: Norvane, echoed.")).to_be_visible()

    page.goto("/searches/")
    saved = page.get_by_role("listitem").filter(has_text="Norvane, echoed")
    saved.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_text("You follow this now: Norvane, echoed.")).to_be_visible()
    page.get_by_role("link", name="All that you follow").click()
    page.get_by_role("link", name="Norvane, echoed").click()
    expect(page).to_have_url(re.compile("standing=echoed"))


def test_a_claim_is_followed_and_let_go_on_its_page(open_as: Open) -> None:
    page = open_interview(open_as)
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_text("You are told when it changes.")).to_be_visible()
    page.get_by_role("button", name="Following", exact=True).click()
    expect(page.get_by_text("No longer followed.")).to_be_visible()


def test_a_claim_shows_who_has_it_from_whom_and_what_was_known_on_an_earlier_day(open_as: Open) -> None:
    page = open_interview(open_as)
    origins = page.get_by_role("region", name="Where it comes from")
    expect(origins.locator(".tree > li").first).to_contain_text("The Meridian Ledger")
    expect(origins.get_by_text("Lötfahne").first).to_be_visible()

    page.get_by_label("As known at the end of").fill("2026-09-14")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Rewound.")).to_be_visible()
    expect(page).to_have_url(re.compile("as_of=2026-09-14"))
    expect(origins.get_by_text("Nachrichtendienst Technik").first).to_be_visible()
    expect(origins.get_by_text("Lötfahne")).to_have_count(0)
    page.get_by_role("link", name="Read it as it is now").click()
    expect(origins.get_by_text("Lötfahne").first).to_be_visible()


def test_what_a_list_shows_is_taken_along_for_a_spreadsheet_and_for_a_script(open_as: Open) -> None:
    page = open_as("reader", "/claims/?standing=echoed")
    listed = int(page.get_by_text(re.compile(r"^\d+ claims? fits?")).inner_text().split()[0])
    with page.expect_download() as as_csv:
        page.get_by_role("link", name="CSV").click()
    with page.expect_download() as as_lines:
        page.get_by_role("link", name="JSON Lines").click()
    rows = list(csv.DictReader(text_of(as_csv.value).splitlines()))
    lines = [json.loads(line) for line in text_of(as_lines.value).splitlines()]
    assert {row["standing"] for row in rows} == {line["numbers"]["standing"] for line in lines} == {"echoed"}
    assert len(rows) == len(lines) == listed


def test_who_speaks_about_whom_is_drawn_once_somebody_scrolls_there(open_as: Open) -> None:
    page = open_interview(open_as)
    page.get_by_role("link", name="Marla Stendahl").first.click()
    picture = page.get_by_role("group", name="Who speaks about whom around Marla Stendahl")
    expect(picture).to_have_count(0)
    page.get_by_role("heading", name="Who speaks about whom around Marla Stendahl").scroll_into_view_if_needed()
    expect(picture.get_by_role("link", name="Torvessa Systems")).to_be_visible()


def open_interview(open_as: Open) -> Page:
    """The demo's claim that one interview brought into eleven outlets."""
    page = open_as("analyst", "/claims/?q=StarWeft+par&sort=articles")
    with page.expect_navigation():
        page.locator("#results .claim-line a[href^='/claims/']").first.click()
    return page


def text_of(download: Download) -> str:
    return Path(download.path()).read_text("utf-8-sig")
