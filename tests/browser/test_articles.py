"""From a pasted text to the article with its statements, done by the worker meanwhile."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open

TEXT = """Norvane delays the next StarWeft

Norvane will ship the next StarWeft two months late, chief executive Ilka Sorensen told The Meridian Ledger on Monday.

"We found a fault in the package and we are fixing it," Sorensen said. She did not name the supplier.

According to Fabscope, the first boards will reach customers in March."""


def test_a_pasted_text_becomes_an_article_whose_statements_are_marked_in_it(open_as: Open) -> None:
    page = open_as("analyst", "/articles/")
    page.get_by_role("link", name="Hand in an article").click()
    page.get_by_role("link", name="Paste its text").click()
    page.get_by_label("Text of the article").fill(TEXT)
    page.get_by_label("Outlet (optional)").fill("Gadget Almanac")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("Handed in.")).to_be_visible()
    expect(page.locator("mark", has_text="We found a fault in the package")).to_be_visible()
    expect(page.locator("#progress")).to_have_count(0)
    cards = page.locator("article.card")
    expect(cards.first).to_contain_text("Sorensen")
    expect(page.get_by_text(f"{cards.count()} statements", exact=True).first).to_be_visible()


def test_the_statements_of_an_article_are_walked_by_keys_and_lead_to_their_claims(open_as: Open) -> None:
    page = open_as("reader", "/articles/?q=StarWeft")
    with page.expect_navigation():
        page.locator("#results a[href^='/articles/']").first.click()
    page.keyboard.press("n")
    card = page.locator("article.card").first
    expect(card).to_be_focused()
    expect(page.locator("mark.is-joined").first).to_be_in_viewport()
    card.locator("p.claims a[href^='/claims/']").first.click()
    expect(page).to_have_url(re.compile(r"/claims/\d+/$"))


def test_what_cannot_be_read_is_said_at_the_field_and_keeps_what_was_typed(open_as: Open) -> None:
    page = open_as("analyst", "/articles/new/?as=url")
    page.get_by_label("Address of the article").fill("no address at all")
    page.get_by_role("button", name="Hand it in").click()
    field = page.get_by_label("Address of the article")
    expect(field).to_have_value("no address at all")
    expect(field).to_have_attribute("aria-invalid", "true")
