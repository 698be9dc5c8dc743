"""Curators decide by keyboard; each answer can be taken back."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open


def test_ten_questions_are_answered_by_keyboard_and_one_answer_is_undone(open_as: Open) -> None:
    page = open_as("curator", "/review/")
    with page.expect_navigation():
        page.keyboard.press("g")
    answered = [accept(page) for _ in range(10)]
    assert len(set(answered)) == 10
    page.keyboard.press("u")
    expect(page.get_by_text("Undone. What stood there before stands there again.")).to_be_visible()
    expect(page).to_have_url(answered[-1])
    assert accept(page) == answered[-1]


def accept(page: Page) -> str:
    """Says yes to the question on the table; its address."""
    page.locator("[data-key=a]").wait_for()
    question: str = page.url
    page.keyboard.press("a")
    expect(page).not_to_have_url(question)
    return question
