"""Every page that a link leads to, in German, whose words are the longer ones: readable for all, on every screen."""

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, Browser, Page, expect

from tests.browser.conftest import Open
from tests.browser.running_tracker import Tracker
from tests.web.test_roles import OK, PAGES

# No pages: parts of pages that are fetched later, files, addresses that lead on. And one that only a mail has.
NO_PAGES = {
    *("article-progress", "site-progress", "feed-import-progress", "search-menu", "find-claims"),
    *("export-feeds", "healthz", "open-search", "stop-digest"),
}
NAMES = [
    name
    for name, (method, *answers) in PAGES.items()
    if method == "get" and OK in answers and name not in NO_PAGES and not name.endswith("-csv")
]
# Where no link of the demo leads: a form does, the first thing that is saved, or much news.
GIVEN = {
    "today-kind": "/today/new-claim/",
    "claims": "/claims/?sort=articles",
    "sign-in": "/sign-in/",
    "search": "/search/?q=Norvane",
    "searches": "/searches/",
    "choose-owner": "/entities/names/alias/?text=Norvane",
    "site": "/sites/chipkurier.example/",
    "site-rules": "/sites/chipkurier.example/rules/",
}
EDITED = "/articles/?q=wafer"  # lists the demo's articles that their outlets edited
# Lists that found nothing.
EMPTY = ["/claims/?q=nirgendwo", "/articles/?q=nirgendwo", "/entities/?q=nirgendwo", "/search/?q=nirgendwo"]
# Pages that a library draws. In the admin, of each kind: lists, forms, questions, refusals and our own.
OF_OTHERS = [
    "/api/v1/docs",
    "/admin/",
    "/admin/password_change/",
    *(f"/admin/claims/{name}/" for name in ("alias", "claim", "decision", "entity", "feed", "outlet", "siterules")),
    *(f"/admin/claims/{name}/1/change/" for name in ("article", "claim", "entity", "feed", "outlet")),
    *("/admin/claims/outlet/add/", "/admin/claims/entityrelation/add/", "/admin/claims/outlet/import/"),
    *("/admin/claims/outlet/1/delete/", "/admin/claims/outlet/1/history/", "/admin/claims/outlet/?q=nirgendwo"),
    *("/admin/auth/user/", "/admin/auth/user/add/", "/admin/auth/user/1/change/", "/admin/auth/group/1/change/"),
]
# Select2, which Django's admin brings, gives its field the label of ours, but no name to the text box within it.
NOT_OURS = [".select2-selection__rendered"]
LOOKED_INTO = 3  # pages of one kind, to find links to other kinds
# Wide and narrow; the colours are all that differs between light and dark.
WIDTHS = (1280, 390)
NARROWEST = 360
HEAVIEST_BYTES = 150_000
SEEN_AS = {"locale": "de-DE", "reduced_motion": "reduce"}
OPML = b'<opml version="2.0"><body><outline type="rss" text="Quarz" xmlUrl="http://127.0.0.1:9/"/></body></opml>'


@pytest.fixture(scope="module")
def addresses(chromium: Browser, tracker: Tracker, signed_in: Callable[[str], Any]) -> dict[str, str]:
    """One address of each page, found as a curator finds it: by following links, or by what a form leads to."""
    with chromium.new_context(base_url=tracker.base, storage_state=signed_in("curator")) as context:
        page = context.new_page()
        page.goto("/feeds/import/")
        page.locator("input[type=file]").set_input_files({"name": "a.opml", "mimeType": "text/xml", "buffer": OPML})
        with page.expect_navigation():
            page.locator("main form .button-main").click()
        imported = page.url.removeprefix(tracker.base)
        page.goto("/review/")
        with page.expect_navigation():
            page.locator("main form .button-main").click()
        question = page.url.removeprefix(tracker.base)
        return follow_links(context.request, {**GIVEN, "feed-import": imported, "question": question})


def follow_links(ask: APIRequestContext, given: dict[str, str]) -> dict[str, str]:
    found = {name: [address] for name, address in given.items()}
    waiting = deque([EDITED, *given.values()])
    while waiting and not found.keys() >= set(NAMES):
        page = BeautifulSoup(ask.get(waiting.popleft()).text(), "lxml")
        for link in page.select("a[href^='/']"):
            address = str(link["href"])
            if (name := name_of(address)) not in NAMES:
                continue
            known = found.setdefault(name, [])
            if address not in known and len(known) < LOOKED_INTO:
                known.append(address)
                waiting.append(address)
    return {name: known[0] for name, known in found.items()}


def name_of(address: str) -> str:
    try:
        return resolve(address.partition("?")[0].partition("#")[0]).url_name or ""
    except Resolver404:
        return ""


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_sound(name: str, addresses: dict[str, str], open_as: Open) -> None:
    assert name in addresses, "no link leads there"
    role = "signed out" if name == "sign-in" else "curator"
    assert faults_of(open_as(role, addresses[name], **SEEN_AS)) == []


@pytest.mark.parametrize("address", EMPTY)
def test_an_empty_page_is_sound(address: str, open_as: Open) -> None:
    assert faults_of(open_as("reader", address, **SEEN_AS)) == []


@pytest.mark.parametrize("address", OF_OTHERS)
def test_a_page_that_a_library_draws_is_sound(address: str, open_as: Open) -> None:
    page = open_as("administrator", address, **SEEN_AS)
    expect(page.get_by_role("heading").first).to_be_visible()
    assert faults_seen_on(page) == []


def faults_of(page: Page) -> list[str]:
    heavy = [f"{size} bytes of own assets" for size in [own_bytes(page)] if size > HEAVIEST_BYTES]
    return [*heavy, *faults_seen_on(page)]


def faults_seen_on(page: Page) -> list[str]:
    faults = []
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        faults += [f"{width} px: {fault}" for fault in serious_faults(page)]
        page.emulate_media(color_scheme="dark")
        faults += [f"{width} px, dark: {fault}" for fault in serious_faults(page, only="color-contrast")]
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faults.append(f"scrolls sideways at {NARROWEST} px")
    return faults


def serious_faults(page: Page, *, only: str = "") -> list[str]:
    """What axe finds that keeps people from reading or using the page."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if only:
        options["runOnly"] = {"type": "rule", "values": [only]}
    found = Axe().run(page, context={"exclude": [[each] for each in NOT_OURS]}, options=options).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def own_bytes(page: Page) -> int:
    """As they come over the wire."""
    sizes = "performance.getEntriesByType('resource').reduce((all, each) => all + each.encodedBodySize, 0)"
    return int(page.evaluate(sizes))
