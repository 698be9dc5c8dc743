"""Bytes of HTML to a tree, and a piece of HTML to plain text."""

import re
import warnings
from html import unescape

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.dammit import UnicodeDammit

from claims.ingest.characters import one_line

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
MULTIBYTE = re.compile(rb"[\x80-\xff]")


def parse_html(markup: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(markup, "lxml")


def decode_html(body: bytes, content_type: str = "") -> str:
    """By byte order mark, else as UTF-8 where it is valid UTF-8, else as sent, as declared, or as it looks."""
    if is_utf8(body):
        return body.decode("utf-8-sig")
    sent = charset_of(content_type)
    decoded = UnicodeDammit(body, known_definite_encodings=[sent] if sent else [], is_html=True)
    return decoded.unicode_markup or body.decode("windows-1252", "replace")


def charset_of(content_type: str) -> str:
    found = CHARSET.search(content_type)
    return found[1] if found else ""


def is_utf8(body: bytes) -> bool:
    """Valid UTF-8 that is not plain ASCII is UTF-8, whatever a header or a declaration says of it."""
    if b"\x00" in body or not MULTIBYTE.search(body):
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def plain_text(html: str) -> str:
    """The text of a title or a summary that may hold markup, on one line."""
    if "<" not in html:
        return one_line(unescape(html))
    return one_line(parse_html(html).get_text())
