"""One form for every address of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import host_of, is_web_address, normalise_url, registered_domain, site_of, sites_above
from claims.ingest.urls import absolute


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTP://News.Example:80/a#top", "http://news.example/a"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://user:pw@news.example/a", "https://news.example/a"),
        ("https://news.example/a/../b/./c", "https://news.example/b/c"),
        ("https://news.example/a?id=7&utm_source=rss&utm_medium=feed", "https://news.example/a?id=7"),
        ("https://news.example/a?wt_mc=rss.red.ho.atom&b=2&a=1&fbclid=x", "https://news.example/a?b=2&a=1"),
        ("https://news.example/a?mtm_campaign=x&at_medium=y&pk_kwd=z&xtor=RSS-1&gclid=9", "https://news.example/a"),
        ("https://news.example/a?q=a%20b&empty=", "https://news.example/a?q=a%20b&empty="),
        ("https://müller.example/ä ö", "https://xn--mller-kva.example/%C3%A4%20%C3%B6"),
        ("https://[2606:4700::1111]:443/x", "https://[2606:4700::1111]/x"),
        ("  https://news.example/a\n", "https://news.example/a"),
    ],
)
def test_an_address_has_one_normal_form(url: str, normal: str) -> None:
    assert normalise_url(url) == normal


@pytest.mark.parametrize(
    "url", ["", "news.example/a", "ftp://news.example/a", "javascript:alert(1)", "https://", "http://[::1"]
)
def test_what_is_no_web_address_is_refused_by_name(url: str) -> None:
    assert not is_web_address(url)
    with pytest.raises(ValueError, match="is not a web address"):
        normalise_url(url)


def test_a_port_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a web address"):
        normalise_url("https://news.example:99999/a")


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(rest: str) -> None:
    try:
        once = normalise_url("https://news.example/" + rest)
    except ValueError:
        return
    assert normalise_url(once) == once


def test_the_registered_domain_knows_the_public_suffixes() -> None:
    assert registered_domain("https://heute.news.co.uk/x") == "news.co.uk"
    assert registered_domain("https://www.zeitung.de") == "zeitung.de"
    assert registered_domain("http://127.0.0.1:8000/x") == "127.0.0.1"
    assert registered_domain("https://intranet/x") == "intranet"


def test_the_host_comes_without_www() -> None:
    assert host_of("https://WWW.News.example/x") == "news.example"


def test_a_link_is_resolved_against_its_page() -> None:
    assert absolute("../b", "https://news.example/x/a/") == "https://news.example/x/b"
    assert absolute("mailto:ada@news.example", "https://news.example/") == ""
    assert absolute("  ", "https://news.example/") == ""
    assert absolute("http://[broken", "https://news.example/") == ""


def test_an_address_too_long_to_be_kept_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than 2000"):
        normalise_url("https://news.example/" + "a" * 2000)


@pytest.mark.parametrize(
    ("url", "sites"),
    [
        ("https://www.example.org/a", ("example.org",)),
        ("https://a.blog.example.co.uk/", ("a.blog.example.co.uk", "blog.example.co.uk", "example.co.uk")),
        ("https://www.post.example/", ("post.example",)),
        ("http://127.0.0.1:8000/", ("127.0.0.1",)),
        ("urn:sha256:abc", ()),
    ],
)
def test_a_page_belongs_to_its_host_and_to_the_sites_above_it(url: str, sites: tuple[str, ...]) -> None:
    assert sites_above(url) == sites
    assert site_of(url) == (sites[-1] if sites else "")
