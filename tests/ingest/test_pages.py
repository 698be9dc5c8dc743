"""Pages and pasted texts as files in tests/cases/pages, each with what must be read from it.

To add a case, put the page (.html) or the text (.txt) beside a .json file of the same name. "text" lists role and
beginning of every block that extraction may see, in order; "aside" some reasons that must be given for other blocks;
"nowhere" what may stand in no block at all.
"""

import json
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.ingest import PageRefused, inspect_page, read_page
from claims.ingest.reading import TEXT_ROLES, Block, PageReading, Role

CASES = Path(__file__).parents[1] / "cases" / "pages"
EXPECTED = sorted(CASES.glob("*.json"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_page_is_read_as_its_case_says(expected: Path) -> None:
    case = json.loads(expected.read_text(encoding="utf-8"))
    body = next(path for path in CASES.glob(f"{expected.stem}.*") if path.suffix != ".json").read_bytes()
    reading = read_page(body, url=case["url"])
    published = reading.published.isoformat() if reading.published else None
    assert {**facts(reading), "published": published} == {name: case[name] for name in (*facts(reading), "published")}
    text = [block for block in reading.blocks if block.role in TEXT_ROLES]
    assert [(block.role, block.text[: len(start)]) for block, (_, start) in zip(text, case["text"], strict=True)] == [
        (Role(role), start) for role, start in case["text"]
    ]
    assert [block.text for block in with_role(reading, Role.CAPTION)] == case["captions"]
    comments = with_role(reading, Role.COMMENT)
    assert [(c.author, c.text[: len(start)]) for c, (_, start) in zip(comments, case["comments"], strict=True)] == [
        tuple(wanted) for wanted in case["comments"]
    ]
    assert set(case["aside"]) <= {block.why for block in reading.blocks}
    for gone in case["nowhere"]:
        assert not any(gone in block.text for block in reading.blocks)


def facts(reading: PageReading) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in ("title", "author", "lang", "canonical_url")}


def with_role(reading: PageReading, role: Role) -> list[Block]:
    return [block for block in reading.blocks if block.role == role]


PROSE = "<p>Der Anbieter Halden Systems teilte am Montag mit, dass die neuen Karten erst im Herbst kommen werden.</p>"


def html(body: str, head: str = "") -> bytes:
    return f"<html lang='de'><head><title>Titel</title>{head}</head><body>{body}</body></html>".encode()


def test_every_fact_says_where_it_was_found() -> None:
    reading = read_page((CASES / "news-page.html").read_bytes())
    assert dict(reading.provenance) == {"title": "JSON-LD", "author": "JSON-LD", "published": "JSON-LD"}


def test_inspecting_a_page_gives_what_extraction_sees() -> None:
    found = inspect_page((CASES / "news-page.html").read_bytes(), url="https://rechnerbote.example/x")
    assert found["published"] == datetime.fromisoformat("2026-03-02T09:30:00+01:00").isoformat()
    assert found["text"].startswith("Der Hersteller Velora")
    assert {"role": "heading", "text": "Kunden warten seit dem Winter"} in found["blocks"]


def test_hidden_nodes_go_but_never_the_article_itself() -> None:
    reading = read_page(html(f"<article aria-hidden='true'>{PROSE * 3}</article><p hidden>Gespenst</p>"))
    assert "Halden Systems" in reading.text
    assert "Gespenst" not in reading.text


def test_a_box_named_like_an_advertisement_may_hold_an_article() -> None:
    body = "".join(f"<section class='section--ads'>{PROSE.replace('Montag', day)}{PROSE}</section>" for day in "ABCD")
    assert "dass die neuen Karten" in read_page(html(f"<article>{body}</article>")).text


def test_a_piece_of_opinion_labelled_kommentar_is_no_comment() -> None:
    text = (
        "Kommentar\n\nWarum Velora zu lange gewartet hat\n\nDer Hersteller hätte es wissen müssen. Er wusste es auch."
    )
    assert "Der Hersteller hätte es wissen" in read_page(text.encode()).text


def test_prose_that_begins_like_a_box_stays_prose() -> None:
    sentences = (
        "Passend dazu hat Velora angekündigt, die Preise zu senken.",
        "Mit Reuters sprach der Chef von Velora über die Preise.",
        "An dieser Stelle wird es für Velora teuer.",
        "Mehr dazu will der Konzern im Herbst verraten.",
        "Copyright law does not protect a chip, the judge said.",
        "Bloomberg reported from Kiel that Velora is late.",
    )
    text = "Velora und die Preise der Karten\n\n" + "\n\n".join(sentences)
    assert read_page(text.encode()).text.split("\n\n") == list(sentences)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (html("<p>Please complete the security check to continue.</p>"), "bot check"),
        (b"<html><head><title>Just a moment...</title></head><body></body></html>", "bot check"),
        (html("<p>Lesen Sie den Boten wie gewohnt mit Werbung und Tracking, indem Sie zustimmen.</p>"), "consent wall"),
        (html('<script src="/cdn-cgi/challenge-platform/x.js"></script>'), "bot check"),
        (html(f"{PROSE}<p>Weiterlesen mit BotePlus. Sie haben bereits ein Abo?</p>"), "paywall"),
        (html(f"{PROSE}<p>Already a subscriber? Sign in.</p>"), "paywall"),
        (html(f'{PROSE}<script type="application/ld+json">{{"isAccessibleForFree": "False"}}</script>'), "paywall"),
        (html("<h1>Anmelden</h1><p>Bitte melden Sie sich an, um diesen Artikel zu lesen.</p>"), "login page"),
        (b"%PDF-1.7 ...", "not a page"),
        (b"\x89PNG\r\n", "not a page"),
    ],
)
def test_a_wall_is_refused_with_advice(page: bytes, kind: str) -> None:
    with pytest.raises(PageRefused) as caught:
        read_page(page)
    assert caught.value.kind == kind
    assert caught.value.advice in str(caught.value)


def test_a_whole_article_is_kept_although_its_site_sells_subscriptions() -> None:
    prose = "".join(PROSE.replace("Montag", f"{day}. Mai") for day in range(1, 21))
    sold = '<script type="application/ld+json">{"isAccessibleForFree": false}</script><p>Already a subscriber?</p>'
    assert read_page(html(f"<article>{prose}</article>{sold}")).text


def test_an_article_about_a_consent_wall_is_an_article() -> None:
    prose = "".join(PROSE.replace("Montag", f"{day}. Mai") for day in range(1, 21))
    assert read_page(html(f"<article><p>Zustimmung erforderlich, stand dort.</p>{prose}</article>")).text


def test_text_is_normalised_and_holds_nothing_invisible() -> None:
    said = "Die Gro\u0308ße\u200b des Chips\u00a0 wuchs&shy;tum&#x200b;sweise an,\n\tsagte der Sprecher."
    assert "Die Größe des Chips wuchstumsweise an, sagte der Sprecher." in read_page(html(f"{PROSE}<p>{said}</p>")).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_an_encoding_is_seen_without_being_declared(encoding: str) -> None:
    page = html(f"<article>{PROSE * 2}<p>Die Größe überraschte den Hersteller, sagte er.</p></article>").decode()
    assert "Größe überraschte" in read_page(page.encode(encoding), content_type="text/html").text


def test_an_empty_page_has_no_text() -> None:
    for body in (b"", b"<html></html>", b"\x00\x00", b"   \n"):
        assert read_page(body).text == ""


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000 + "x",
        "<table><tr><td>" * 5_000,
        f"<p title='{'x' * 2_000_000}'>x</p>",
        "<p>" * 29_000,
        "<a href='/x'>link</a> " * 14_000,
        "<div class='comments'><div class='comment'>x" * 2_000,
        "<td colspan=9000000000000000>x</td>",
        "<p>&#xD800;&#0;\ud7ff</p>",
    ],
    ids=["deep", "tables", "attribute", "paragraphs", "links", "comments", "colspan", "characters"],
)
def test_hostile_markup_is_read_in_time(body: str) -> None:
    began = time.process_time()
    read_page(html(body))
    assert time.process_time() - began < 20


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "text/html", "text/plain", "text/html; charset=nonsense"]))
def test_no_bytes_break_it(body: bytes, content_type: str) -> None:
    try:
        reading = read_page(body, content_type=content_type)
    except PageRefused:
        return
    assert reading.text == reading.text.strip()
    reading.text.encode()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_every_text_block_is_one_clean_line(lines: list[str]) -> None:
    for block in read_page("\n\n".join(lines).encode("utf-8", "replace"), content_type="text/plain").blocks:
        assert block.text == " ".join(block.text.split())


def test_a_heap_of_tags_is_refused_before_it_costs_anything() -> None:
    with pytest.raises(PageRefused, match="the page has 140,002 tags") as refused:
        read_page(b"<html><body>" + b"<a href='/x'>" * 140_000, content_type="text/html")
    assert "paste its text" in refused.value.advice
