"""Whatever bytes were fetched or handed in as an article, to its blocks: an HTML page or pasted text."""

import re

from claims.ingest.html_page import read_html
from claims.ingest.markup import decode_html
from claims.ingest.plain_text import read_plain_text
from claims.ingest.reading import PageReading, PageRefused
from claims.ingest.site_rules import NO_RULES, SiteRules

SNIFFED = 20_000  # characters
HTML_SIGN = re.compile(
    r"<!doctype html|<(?:html|head|body|article|main|section|div|p|h[1-6]|br|span|table|ul|meta|title)\b[^<>]*>",
    re.IGNORECASE,
)
# What is no text at all, by how it begins.
FOREIGN = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "an archive",
}
PASTE_ADVICE = "open it and paste the article's text instead"


def read_page(
    body: bytes,
    *,
    content_type: str = "",
    url: str = "",
    declared_lang: str | None = None,
    rules: SiteRules = NO_RULES,
) -> PageReading:
    """Raises PageRefused where the bytes are no article page; never anything else. Rules are for HTML alone."""
    for start, what in FOREIGN.items():
        if body.startswith(start):
            raise PageRefused(f"this is {what}, not a page", kind="not a page", advice=PASTE_ADVICE)
    if looks_like_html(body, content_type):
        return read_html(body, content_type=content_type, url=url, declared_lang=declared_lang, rules=rules)
    return read_plain_text(decode_html(body, content_type), url=url, declared_lang=declared_lang)


def looks_like_html(body: bytes, content_type: str) -> bool:
    """As sent, if the sender says so; pasted text and files say nothing."""
    kind = content_type.split(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    return kind != "text/plain" and bool(HTML_SIGN.search(decode_html(body[: 4 * SNIFFED], content_type)[:SNIFFED]))
