"""Which feeds a web page names, best first."""

import re

from bs4 import Tag

from claims.ingest.markup import decode_html, parse_html
from claims.ingest.urls import absolute

FEED_TYPES = frozenset(
    "application/rss+xml application/atom+xml application/feed+json application/rdf+xml"
    " text/rss+xml text/atom+xml".split()
)
MAYBE_FEED_TYPES = frozenset("application/json application/xml text/xml".split())  # sites use them for anything
# One article's comments are not what anybody means by a site's feed.
COMMENTS = re.compile(r"comment|kommentar|replies|antworten", re.IGNORECASE)
FEED_LIKE = re.compile(
    r"(?:\b(?:rss|atom|feed|feeds)\b|\.rdf$|/feed/?$|\.(?:rss|atom)$|(?:rss|atom|feed|index)\.xml$)", re.IGNORECASE
)


def find_feeds(html: bytes | str, url: str) -> list[str]:
    """Absolute addresses: links the page declares as feeds, then anchors that look like one.

    Where the page's own address is not known, its relative ones stay as they are.
    """
    soup = parse_html(html if isinstance(html, str) else decode_html(html))
    base = soup.find("base", href=True)
    root = (absolute(_attribute(base, "href"), url) if isinstance(base, Tag) else "") or url
    ranked = [(_rank_of_link(link), link) for link in soup.find_all("link", href=True)]
    ranked += [(_rank_of_anchor(anchor), anchor) for anchor in soup.find_all("a", href=True)]
    best_first = sorted((rank, at, tag) for at, (rank, tag) in enumerate(ranked) if rank is not None)
    named = (_attribute(tag, "href").strip() for _, _, tag in best_first)
    addresses = (absolute(address, root) if root else address for address in named)
    return list(dict.fromkeys(filter(None, addresses)))


def _rank_of_link(link: Tag) -> int | None:
    rels = _attribute(link, "rel").lower().split()
    kind = _attribute(link, "type").lower().split(";")[0].strip()
    if "stylesheet" in rels or not {"alternate", "feed"} & set(rels):
        return None
    looks_like_feed = bool(FEED_LIKE.search(_attribute(link, "href")))
    if kind not in FEED_TYPES and not (kind in MAYBE_FEED_TYPES and looks_like_feed) and "feed" not in rels:
        return None
    about_comments = COMMENTS.search(_attribute(link, "href") + " " + _attribute(link, "title"))
    return 1 if about_comments else 0


def _rank_of_anchor(anchor: Tag) -> int | None:
    href, words = _attribute(anchor, "href"), anchor.get_text(" ", strip=True)
    if not FEED_LIKE.search(href) or COMMENTS.search(href + " " + words):
        return None
    return 2 if FEED_LIKE.search(words) else 3


def _attribute(element: Tag, name: str) -> str:
    value = element.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)
