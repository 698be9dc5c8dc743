"""The text that a feed itself carries, as a page: so that it goes through the same reader as every other page."""

from html import escape

import nh3

from claims.ingest.feed_entry import FeedEntry
from claims.ingest.markup import plain_text
from claims.text import words

CONTENT_TYPE = "text/html; charset=utf-8"
# An entry with less running text is a teaser.
FULL_TEXT_WORDS = 120


def entry_page(*, title: str, content_html: str) -> bytes:
    """A page with the entry's title and its sanitised content; b"" where the entry carries no text."""
    content = nh3.clean(content_html)
    if not plain_text(content):
        return b""
    if "<p" not in content and "<br" not in content:
        content = f"<p>{content}</p>"
    title = escape(title)
    page = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>\n{content}\n</article></body></html>"
    )
    return page.encode()


def count_words(entry: FeedEntry) -> int:
    """Of the text that the entry carries."""
    return len(words(plain_text(entry.content_html or entry.summary_html)))
