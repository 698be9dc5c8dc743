"""Whoever has only a keyboard reaches everything, and sees where they are."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

ADDRESSES = {
    "claims": "/",
    "search": "/search/?q=Norvane",
    "handing in": "/articles/new/?as=text",
    "adding a feed": "/feeds/new/",
    "health": "/health/",
    "review": "/review/",
    "bulk": "/review/bulk/",
    "tokens": "/tokens/",
}
FIRST = {"claim": "/?sort=articles", "article": "/articles/", "entity": "/entities/", "feed": "/feeds/"}

# A group of radio buttons is one stop; what is folded away is none.
STOPS = """() => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const chosen = (stop) => stop.type !== "radio"
    || stop === (document.querySelector(`input[name="${stop.name}"]:checked`)
      || document.querySelector(`input[name="${stop.name}"]`));
  return stops.filter((stop) => stop.checkVisibility({visibilityProperty: true}) && !stop.disabled && chosen(stop));
}"""
REMEMBER = """() => {
  window.reached = new Map();
  addEventListener("focusin", ({target}) => {
    const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(target);
    reached.set(target, (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none");
  });
}"""
UNREACHED = f"() => ({STOPS})().filter((stop) => !reached.has(stop)).map((stop) => stop.outerHTML.slice(0, 160))"
UNSEEN = "() => [...reached].filter(([stop, isSeen]) => !isSeen).map(([stop]) => stop.outerHTML.slice(0, 160))"


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_the_tab_key_reaches_all_of_a_page(address: str, open_as: Open) -> None:
    refuse_what_is_not_reached(open_as("curator", address))


@pytest.mark.parametrize(("kind", "listed"), FIRST.items(), ids=FIRST)
def test_the_tab_key_reaches_all_of_what_a_list_leads_to(kind: str, listed: str, open_as: Open) -> None:
    page = open_as("curator", listed)
    plural = {"entity": "entities"}.get(kind, f"{kind}s")
    with page.expect_navigation():
        page.locator(f"main a[href^='/{plural}/']:not([href*='new'], [href*='?'])").last.click()
    refuse_what_is_not_reached(page)


def test_the_first_stop_of_a_page_leads_past_its_head(open_as: Open) -> None:
    page = open_as("reader")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def refuse_what_is_not_reached(page: Page) -> None:
    """A date takes several presses, hence twice as many as there are stops; a trap would use them up."""
    page.evaluate(REMEMBER)
    for _ in range(2 * len(page.evaluate(f"() => ({STOPS})().map(() => 1)")) + 20):
        page.keyboard.press("Tab")
        if not page.evaluate("reached.has(document.activeElement)"):
            break
    assert page.evaluate(UNREACHED) == []
    assert page.evaluate(UNSEEN) == []
