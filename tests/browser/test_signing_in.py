"""Each role signs in by the form and is offered what it may do, and no more."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.running_tracker import Tracker

OFFERS = {
    "reader": [],
    "analyst": ["Hand in an article"],
    "curator": ["Hand in an article", "Add a feed", "Review"],
    "administrator": ["Hand in an article", "Add a feed", "Review", "Registries and users"],
}
ALL = OFFERS["administrator"]


@pytest.mark.parametrize("role", OFFERS)
def test_a_role_signs_in_sees_what_it_may_do_and_signs_out(role: str, open_as: Open, tracker: Tracker) -> None:
    page = open_as("signed out", "/feeds/")
    page.get_by_label("User name").fill(role)
    page.get_by_label("Password").fill(tracker.passwords[role])
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{tracker.base}/feeds/")
    offered = links(page)
    page.goto("/articles/")
    offered |= links(page)
    assert [name for name in ALL if name in offered] == OFFERS[role]
    page.locator(".top-user summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_wrong_password_is_refused_in_words_and_the_name_is_kept(open_as: Open) -> None:
    page = open_as("signed out", "/sign-in/")
    page.get_by_label("User name").fill("reader")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("User name")).to_have_value("reader")


def test_an_administrator_finds_the_registries(open_as: Open) -> None:
    page = open_as("administrator", "/admin/")
    page.get_by_role("link", name="Outlets", exact=True).first.click()
    expect(page.get_by_role("link", name="Gadget Almanac").first).to_be_visible()


def links(page: Page) -> set[str]:
    """Those in the closed menu too."""
    return {words.strip() for words in page.locator("a").all_text_contents()}
