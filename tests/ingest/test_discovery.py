"""The feeds a page names, best first."""

import pytest

from claims.ingest import find_feeds

PAGE = "https://news.example/2026/story.html"


@pytest.mark.parametrize(
    ("head", "feeds"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', ["https://news.example/rss"]),
        (
            '<LINK REL=" Alternate foo " TYPE="Application/Atom+XML" HREF=" atom.xml ">',
            ["https://news.example/2026/atom.xml"],
        ),
        ('<link rel="&#97;lternate" type="application/feed+json" href="/f.json">', ["https://news.example/f.json"]),
        (
            '<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="r">',
            ["https://cdn.example/x/r"],
        ),
        ('<link rel="alternate" type="application/ atom+xml" href="/no">', []),
        ('<link rel="alternate stylesheet" type="application/rss+xml" href="/no">', []),
        ('<link rel="alternate" type="application/json" href="/wp-json/1">', []),
        ('<link rel="alternate" hreflang="de" href="/de">', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x">', []),
    ],
)
def test_declared_links_are_found(head: str, feeds: list[str]) -> None:
    assert find_feeds(f"<html><head>{head}</head><body></body></html>", PAGE) == feeds


def test_the_comments_of_one_article_come_last_and_anchors_after_links() -> None:
    html = b"""<html><head>
    <link rel="alternate" type="application/rss+xml" title="Kommentare zu: Story" href="/story/feed">
    <link rel="alternate" type="application/rss+xml" href="/main">
    </head><body><a href="/about">About</a><a href="/news.rss">All as RSS</a><a href="/main">RSS</a></body></html>"""
    assert find_feeds(html, PAGE) == [
        "https://news.example/main",
        "https://news.example/story/feed",
        "https://news.example/news.rss",
    ]


def test_an_anchor_alone_is_enough() -> None:
    assert find_feeds('<a href="/blog/feed/">Subscribe</a><a href="/feedback">Feedback</a>', PAGE) == [
        "https://news.example/blog/feed/"
    ]


def test_the_relative_address_of_a_feed_stays_relative_where_the_page_has_no_address() -> None:
    page = '<link rel="alternate" type="application/rss+xml" href=" feeds/all.xml ">'
    assert find_feeds(page, "") == ["feeds/all.xml"]
