"""The pictures of the README: taken anew into var/browser/, to be looked at and put into docs/screenshots/."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import SCREENSHOTS, Open
from tests.browser.test_claims import open_interview

WIDTH = 1280


def test_the_claim_of_one_interview_is_a_picture_of_its_tree(open_as: Open) -> None:
    page = open_interview(open_as)
    expect(page.get_by_text("1 origin in 11 articles from 11 outlets").first).to_be_visible()
    take(page, "claim", height=1600)


def test_a_report_of_it_is_a_picture_of_what_its_lines_and_tints_mean(open_as: Open) -> None:
    page = open_interview(open_as)
    page.get_by_role("link", name="Norvane chief says rival’s StarWeft cluster has caught up").first.click()
    expect(page.get_by_role("link", name="What the lines mean")).to_be_visible()
    take(page, "article", height=1000)


def test_a_question_of_review_is_a_picture_of_a_decision_by_keyboard(open_as: Open) -> None:
    page = open_as("curator", "/review/?")
    with page.expect_navigation():
        page.keyboard.press("g")
    expect(page.locator("[data-key=a]")).to_be_visible()
    take(page, "review", height=1000)


def take(page: Page, name: str, *, height: int) -> None:
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=SCREENSHOTS / f"readme-{name}.png")
