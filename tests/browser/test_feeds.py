"""A feed from its address to its articles, and back to work after its server was gone."""

from datetime import UTC, datetime
from email.utils import format_datetime

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PATIENCE_MS, Open
from tests.misbehaving_server import Server, http, misbehaving_server

TITLE = "Lötstation Nord"
HEADLINE = "Quarzwerk verschiebt seinen Speicherchip"
PAGE = f"""<!doctype html><html lang="de"><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>
<p>Der Speicherhersteller Quarzwerk bringt seinen Chip erst im Herbst, sagte Geschäftsführerin Ada Lind am Montag.</p>
<p>"Die Ausbeute reicht uns noch nicht", sagte Lind. Kunden seien unterrichtet, die Preise blieben wie angekündigt.</p>
</article></body></html>"""


def test_a_feed_is_previewed_added_found_broken_and_repaired(open_as: Open) -> None:
    page = open_as("curator", "/feeds/")
    with misbehaving_server() as server:
        publish(server)
        page.get_by_role("link", name="Add a feed").click()
        page.get_by_label("Address of the feed, or of a page of the outlet").fill(server.url("/news.xml"))
        page.get_by_role("button", name="Look what is there").click()
        expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
        expect(page.get_by_role("rowheader", name=HEADLINE)).to_be_visible()
        expect(page.locator("#sample")).to_contain_text("Die Ausbeute reicht uns noch nicht")
        page.get_by_role("button", name="Add this feed").click()
        expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
        reload_until(page, page.get_by_text("1 article so far"))
    page.get_by_role("button", name="Read it now").click()
    reload_until(page, page.get_by_text("The server does not answer. It is tried again by itself"))

    with misbehaving_server() as server:
        publish(server)
        page.get_by_role("link", name="Settings").click()
        page.get_by_role("link", name="Give it another address").click()
        page.get_by_label("New address of the feed").fill(server.url("/moved.xml"))
        page.get_by_role("button", name="Look what is there").click()
        page.get_by_role("button", name="Use this address").click()
        expect(page.get_by_text("The old one stays known.")).to_be_visible()
        reload_until(page, page.locator(".notice .state-reading"))


def publish(server: Server) -> None:
    """One article, in a feed that is to be had at two addresses."""
    link = server.url("/quarzwerk")
    entry = f"<item><title>{HEADLINE}</title><link>{link}</link><guid isPermaLink='false'>quarzwerk-1</guid>"
    entry += f"<pubDate>{format_datetime(datetime.now(UTC))}</pubDate></item>"
    head = f"<title>{TITLE}</title><link>{server.url('/')}</link><language>de</language>"
    feed = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{entry}</channel></rss>'
    answer = http("200 OK", feed.encode(), "Content-Type: application/rss+xml")
    server.answers.update({"/news.xml": answer, "/moved.xml": answer})
    server.answers["/quarzwerk"] = http("200 OK", PAGE.encode(), "Content-Type: text/html; charset=utf-8")


def reload_until(page: Page, seen: Locator) -> None:
    """The page of a feed does not follow its work by itself."""
    for _ in range(PATIENCE_MS // 500):
        page.reload()
        if seen.is_visible():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{seen} was not seen on {page.url}")
