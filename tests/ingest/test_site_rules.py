"""What the rules of a site do to its pages, and which rules cannot be followed."""

from typing import Any

import pytest

from claims.ingest import (
    BadRulesError,
    ComparedBlock,
    Difference,
    PageReading,
    SiteRules,
    compare_readings,
    inspect_page,
    masked,
    read_page,
    read_rules,
    site_rules,
)
from claims.ingest.reading import Role

FIRST = "Norvane verschiebt den Start der neuen Karte auf den Herbst, wie der Hersteller am Montag mitteilte."
SECOND = "Das Werk in Graz arbeitet seit zwei Jahren daran und hat dafür viele neue Maschinen gekauft."
DEAL = "Heute im Angebot: die schnellste Karte von Norvane für nur 299 Euro statt 499 Euro bei allen Händlern."
PAGE = f"""<html lang="de"><head><title>Norvane verschiebt die Karte</title></head><body>
<nav>Start Hardware Tests</nav>
<article class="story"><h1>Norvane verschiebt die Karte</h1><p class="lead">{FIRST}</p>
<div class="hit"><p>{DEAL}</p></div><p>{SECOND}</p></article>
</body></html>"""


def read(rules: SiteRules, page: str = PAGE) -> PageReading:
    return read_page(page.encode(), content_type="text/html", rules=rules)


def test_a_part_that_is_removed_is_kept_beside_the_text_with_the_rule_that_did_it() -> None:
    assert DEAL in read(SiteRules()).text
    reading = read(site_rules(remove=["div.hit"]))
    assert reading.text == f"{FIRST}\n\n{SECOND}"
    assert (Role.BOILERPLATE, DEAL, "removed by the site's rule “div.hit”") in [
        (block.role, block.text, block.why) for block in reading.blocks
    ]


def test_only_what_the_keep_selector_holds_is_read() -> None:
    reading = read(site_rules(keep="p.lead"))
    assert reading.text == FIRST
    assert reading.title == "Norvane verschiebt die Karte"


def test_a_part_within_another_that_is_kept_stands_there_once() -> None:
    assert read(site_rules(keep="article, p")).text.count(FIRST) == 1


def test_a_page_without_the_part_to_keep_is_read_as_a_whole_and_says_so() -> None:
    reading = read(site_rules(keep="div.story-2019", remove=[".gone", ".hit"]))
    assert (FIRST in reading.text, DEAL in reading.text) == (True, False)
    assert reading.unmatched == ("div.story-2019", ".gone")


@pytest.mark.parametrize("rules", [site_rules(remove=["body", "html", "head"]), site_rules(keep="body")])
def test_no_rule_takes_the_whole_page(rules: SiteRules) -> None:
    assert FIRST in read(rules).text


def test_rules_are_for_pages_and_leave_pasted_text_alone() -> None:
    text = f"Norvane verschiebt die Karte\n\n{FIRST}\n\n{SECOND}"
    assert FIRST in read_page(text.encode(), content_type="text/plain", rules=site_rules(keep="p.lead")).text


@pytest.mark.parametrize(
    ("given", "field", "what"),
    [
        ({"remove": [".ok", "..twice"]}, "remove", "“..twice” is no CSS selector"),
        ({"remove": ["p::before"]}, "remove", "“p::before” is no CSS selector"),
        ({"remove": ["x" * 400]}, "remove", "longer than 300 characters"),
        ({"remove": [f".a{n}" for n in range(100)]}, "remove", "100 selectors, more than 60"),
        ({"keep": "article >"}, "keep", "“article >” is no CSS selector"),
        ({"headers": [("Host", "x")]}, "headers", "Host is set by the reader itself"),
        ({"headers": [("content-LENGTH", "3")]}, "headers", "Content-Length is set by the reader itself"),
        ({"headers": [("User-Agent", "a browser")]}, "headers", "User-Agent is set by the reader itself"),
        ({"headers": [("Proxy-Authorization", "x")]}, "headers", "is set by the reader itself"),
        ({"headers": [("Cook ie", "a=b")]}, "headers", "no name of a header"),
        ({"headers": [("Cookie", "a=b"), ("cookie", "c=d")]}, "headers", "Cookie stands there twice"),
        ({"headers": [("Cookie", "a=b\r\nX-Other: c")]}, "headers", "on one line"),
        ({"headers": [("Cookie", "größe=1")]}, "headers", "ASCII"),
        ({"headers": [("Cookie", "")]}, "headers", "1 to 4,000 characters"),
        ({"headers": [(f"X-{n}", "1") for n in range(20)]}, "headers", "20 headers, more than 12"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_at_its_field(given: dict[str, Any], field: str, what: str) -> None:
    with pytest.raises(BadRulesError) as refusal:
        site_rules("post.example", **given)
    assert refusal.value.field == field
    assert what in str(refusal.value)


def test_names_of_headers_are_written_one_way_and_empty_lines_are_nothing() -> None:
    rules = site_rules("post.example", remove=["  .ad ", "", ".ad"], headers=[("accept-language", " de ")])
    assert (rules.remove, rules.headers.pairs) == ((".ad",), (("Accept-Language", "de"),))


def test_a_secret_stands_in_no_repr_and_is_masked() -> None:
    rules = site_rules("post.example", headers=[("Cookie", "session=geheim"), ("Accept-Language", "de")])
    assert "geheim" not in repr(rules)
    assert masked(rules.headers.pairs) == [("Cookie", "hidden"), ("Accept-Language", "de")]


@pytest.mark.parametrize(
    ("host", "sent"), [("post.example", True), ("m.post.example", True), ("outpost.example", False), ("example", False)]
)
def test_headers_are_for_the_hosts_of_their_site_alone(host: str, sent: bool) -> None:  # noqa: FBT001
    assert site_rules("post.example", headers=[("Cookie", "a=b")]).headers.are_for(host) is sent


def test_rules_can_be_tried_on_a_page_as_json() -> None:
    found = inspect_page(PAGE.encode(), rules=read_rules({"remove": [".hit", ".gone"], "keep": "article"}))
    assert DEAL not in found["text"]
    assert found["unmatched"] == [".gone"]


@pytest.mark.parametrize("given", ["x", {"remove": "p"}, {"remove": [1]}, {"keep": ["p"]}, {"keep": "p:"}])
def test_json_that_is_no_rules_says_what_is_wrong(given: object) -> None:
    with pytest.raises(BadRulesError):
        read_rules(given)


def test_two_readings_are_compared_paragraph_by_paragraph() -> None:
    before, after = read(site_rules(remove=[".lead"])), read(site_rules(remove=[".hit"]))
    assert compare_readings(before, after) == [
        ComparedBlock(Difference.DROPPED, Role.BODY, DEAL, "removed by the site's rule “.hit”"),
        ComparedBlock(Difference.ADDED, Role.BODY, FIRST),
        ComparedBlock(Difference.SAME, Role.BODY, SECOND),
    ]
