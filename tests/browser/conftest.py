"""One running tracker and one browser for all tests of this folder; each test has windows of its own.

Nothing here asks the database: while Playwright runs, Django refuses it to this thread.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from find_chromium import find_chromium
from playwright.sync_api import Browser, Page, expect, sync_playwright
from project import ROOT

from tests.browser.running_tracker import Tracker, running_tracker
from tests.browser.watching import watch

# How long something may take to be seen, on a machine that is busy with other things too.
PATIENCE_MS = 60_000
SCREENSHOTS = ROOT / "var" / "browser"

HAS_FAILED = pytest.StashKey[bool]()

Open = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[HAS_FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as driver:
        # Without --no-sandbox it does not start for root, nor in most containers.
        options = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = driver.chromium.launch(executable_path=find_chromium(), args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tracker(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Tracker]:
    with running_tracker(tmp_path_factory.mktemp("tracker")) as running:
        yield running


@pytest.fixture(scope="session")
def signed_in(chromium: Browser, tracker: Tracker) -> Callable[[str], Any]:
    """The cookies of somebody with a role, who signed in by the form."""

    @cache
    def signed_in(role: str) -> Any:
        with chromium.new_context(base_url=tracker.base, locale="en-GB") as context:
            page = context.new_page()
            page.goto("/sign-in/")
            page.get_by_label("User name").fill(role)
            page.get_by_label("Password").fill(tracker.passwords[role])
            page.get_by_role("button", name="Sign in").click()
            page.get_by_role("navigation", name="Main").wait_for()
            return context.storage_state()

    return signed_in


@pytest.fixture
def open_as(
    chromium: Browser, tracker: Tracker, signed_in: Callable[[str], Any], request: pytest.FixtureRequest
) -> Iterator[Open]:
    """Opens a window for a role at an address. No page may have had a fault; a failed test leaves its pictures."""
    opened: list[Page] = []
    faults: list[list[str]] = []

    def open_as(role: str, address: str = "/", **options: Any) -> Page:
        who = {} if role == "signed out" else {"storage_state": signed_in(role)}
        context = chromium.new_context(base_url=tracker.base, **{"locale": "en-GB", **who, **options})
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        opened.append(page)
        faults.append(watch(page, tracker.base))
        page.goto(address)
        return page

    yield open_as
    for number, page in enumerate(opened, start=1):
        if request.node.stash.get(HAS_FAILED, False):
            page.screenshot(path=picture_of(request.node.name, number), full_page=True)
        page.context.close()
    assert [fault for each in faults for fault in each] == []


def picture_of(test: str, number: int) -> Path:
    name = "".join(letter if letter.isalnum() else "_" for letter in test)
    return SCREENSHOTS / f"{name}-{number}.png"
