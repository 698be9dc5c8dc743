"""The list of articles, handing one in, and reading one."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Article, Block
from tests import build
from tests.build import Words
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db

TEXT = "Norvik liefert\n\n„Wir liefern, und zwar „sofort““, sagte Ada Lind. Es soll eilen."
WORDS = [
    Words("Wir liefern, und zwar „sofort“", source="Ada Lind", cue="sagte"),
    Words("sofort", source="Ada Lind", values={"confidence": "medium"}),
    Words("Es soll eilen", values={"kind": "free indirect", "confidence": "low"}),
]


def test_statements_are_marked_in_the_text_by_kind_and_speaker(reader: Client) -> None:
    article = build.make_article(TEXT, statements=WORDS)
    page = load(reader, article.get_absolute_url())
    marks = [(mark.get_text(), mark["data-statements"]) for mark in page.select("mark.is-content")]
    assert marks == [("Wir liefern, und zwar „", "1"), ("sofort", "1 2"), ("“", "1")]
    assert all({"line-solid", "tint-1"} <= set(mark["class"]) for mark in page.select("mark.is-content"))
    assert texts_of(page, ".is-source") == ["Ada Lind"]
    assert texts_of(page, ".is-cue") == ["sagte"]


def test_the_text_on_the_page_is_the_text_of_the_revision(reader: Client) -> None:
    page = load(reader, build.make_article(TEXT, statements=WORDS).get_absolute_url())
    for number in page.select(".note-number"):
        number.decompose()
    assert "\n\n".join(block.get_text() for block in page.select(".row-text")) == TEXT


def test_every_statement_has_its_card_and_they_lead_to_each_other(reader: Client) -> None:
    article = build.make_article(TEXT, statements=WORDS)
    page = load(reader, article.get_absolute_url())
    assert [card["data-card"] for card in page.select(".card")] == ["1", "2"]
    for card in page.select(".card"):
        assert page.select(f'.note-number a[href="#{card["id"]}"]')
        (back,) = card.select(".card-number")
        assert page.select(str(back["href"]))


def test_an_address_of_a_statement_leads_to_its_words(reader: Client) -> None:
    statement = build.statement_of(build.make_article(TEXT, statements=WORDS))
    address, anchor = statement.get_absolute_url().split("#")
    assert load(reader, address).select(f"#{anchor}")


def test_a_card_shows_what_was_found_and_why(reader: Client) -> None:
    words = Words(
        "Es soll eilen",
        values={
            "kind": "free indirect",
            "modality": "hearsay",
            "hedges": ["soll"],
            "quantities": [{"text": "zwei Wochen"}],
            "why": "“soll” without a frame",
            "dates": [{"text": "im Mai", "first": "2026-05-01", "last": "2026-05-31"}],
            "said": {"text": "am Montag", "first": "2026-05-18", "last": "2026-05-18"},
            "is_past": True,
            "house_name": "Norvik AG",
            "house": build.make_entity("Norvik"),
        },
    )
    article = build.make_article(TEXT, statements=[words], outlet=build.make_outlet("Leiterbahn"))
    build.make_claim(statements=[build.statement_of(article)], standing="contested", articles=3, outlets=2, origins=2)
    card = text_of(load(reader, article.get_absolute_url()), ".card")
    for part in ("Nobody named", "free indirect", "hearsay", "Hedges soll", "Numbers zwei Wochen", "Outlet Leiterbahn"):
        assert part in card
    assert "contested 2 origins in 3 articles from 2 outlets" in card
    assert "“soll” without a frame" in card
    assert "held in the past" in card
    assert "Belongs to Norvik AG ( Norvik ), by the article's own words" in card
    assert "Dates im Mai (2026-05-01 to 2026-05-31) Said am Montag (2026-05-18)" in card


def test_doubtful_statements_are_hidden_until_asked_for(reader: Client) -> None:
    article = build.make_article(TEXT, statements=WORDS)
    page = load(reader, article.get_absolute_url())
    assert "Show 1 more of low confidence" in page.get_text()
    page = load(reader, article.get_absolute_url() + "?low=1")
    assert "Es soll eilen" in texts_of(page, "mark.line-wavy")


def test_comments_are_folded_apart_and_left_out_parts_say_why(reader: Client) -> None:
    article = build.make_article(TEXT)
    revision = article.revisions.get()
    build.make_aside(revision, Block.Role.COMMENT, "Na endlich.", author="gast")
    build.make_aside(revision, Block.Role.CAPTION, "Bild: Norvik", why="inside figcaption")
    page = load(reader, article.get_absolute_url())
    assert text_of(page, "details .comment") == "gast Na endlich."
    assert "Na endlich." not in text_of(page, ".reading")
    assert "caption Bild: Norvik inside figcaption" in texts_of(page, "details tr")


def test_content_is_marked_with_its_language(reader: Client) -> None:
    page = load(reader, build.make_article("We ship.", lang="en").get_absolute_url())
    assert page.select('.row-text[lang="en"]')


def test_an_older_revision_says_so_and_leads_to_the_newest(reader: Client) -> None:
    article = build.make_article(TEXT)
    build.make_revision(article, "Etwas anderes.")
    page = load(reader, article.get_absolute_url() + "?revision=1")
    assert "You are reading revision 1" in text_of(page, ".notice")
    assert not load(reader, article.get_absolute_url()).select(".notice")
    load(reader, article.get_absolute_url() + "?revision=9", 404)


def test_text_that_looks_like_markup_is_shown_as_text(reader: Client) -> None:
    words = Words("<script>alert(1)</script>", source="<b>Lind</b>")
    article = build.make_article("<b>Lind</b>: <script>alert(1)</script>", statements=[words], title="<i>Titel</i>")
    build.make_claim("<script>x</script>", statements=[build.statement_of(article)])
    for address in (article.get_absolute_url(), "/claims/", "/articles/", Article.objects.get().get_absolute_url()):
        page = load(reader, address)
        assert all(script.get("src") for script in page.select("script"))
        assert not page.select("main b b, main i")


def test_work_under_way_is_shown_and_asked_for_again(reader: Client) -> None:
    article = build.make_waiting_article()
    page = load(reader, article.get_absolute_url())
    assert page.select(".step-current")
    (box,) = page.select("#progress")
    assert box["hx-get"] == reverse("article-progress", args=[article.pk]) + "?revision=0"
    assert page.select("noscript meta[http-equiv=refresh]")


def test_progress_asks_for_the_whole_page_once_there_is_more_to_show(reader: Client) -> None:
    article = build.make_waiting_article()
    address = reverse("article-progress", args=[article.pk])
    assert "HX-Refresh" not in reader.get(address + "?revision=0")
    Article.objects.filter(pk=article.pk).update(stage="failed")
    assert reader.get(address + "?revision=0")["HX-Refresh"] == "true"
    done = build.make_article()
    assert reader.get(reverse("article-progress", args=[done.pk]) + "?revision=0")["HX-Refresh"] == "true"


def test_a_failure_shows_its_reason_and_a_button_to_whoever_may_try_again(analyst: Client, reader: Client) -> None:
    article = build.make_waiting_article(stage="failed", last_error="404 Not Found", next_attempt_at=None)
    assert "404 Not Found" in text_of(load(analyst, article.get_absolute_url()), ".notice-error")
    assert load(analyst, article.get_absolute_url()).select(".notice-error button")
    assert not load(reader, article.get_absolute_url()).select(".notice-error button")
    page = parse(analyst.post(reverse("retry-article", args=[article.pk]), follow=True))
    assert "It is tried again now." in text_of(page, ".toast")
    article.refresh_from_db()
    assert article.stage == Article.Stage.READ


def test_a_failed_attempt_says_when_the_next_one_is(reader: Client) -> None:
    article = build.make_waiting_article(attempts=2, last_error="no answer")
    shown = text_of(load(reader, article.get_absolute_url()), "#progress")
    assert "Attempt 2 failed: no answer The next one is at 20 May 2026, 14:00 CEST" in shown


@pytest.mark.parametrize(
    "sent",
    [
        {"text": "Ada Lind sagte, die Fertigung laufe.", "published_at": "2026-05-19T14:05", "lang": "de"},
        {"html": "<p>Ada Lind sagte, die Fertigung laufe.</p>", "outlet_name": "Leiterbahn"},
        {"url": "https://platinenpost.example/a/1"},
    ],
    ids=["text", "html", "url"],
)
def test_an_analyst_hands_in_an_article(sent: dict[str, str], analyst: Client) -> None:
    page = parse(analyst.post(reverse("submit"), sent, follow=True))
    assert "Handed in" in text_of(page, ".toast")
    assert page.select("#progress .step-current")
    assert Article.objects.get().submitted_by is not None


def test_an_empty_form_says_what_to_give(analyst: Client) -> None:
    page = parse(analyst.post(reverse("submit"), {"text": "  "}), 422)
    assert "Give the article's address" in text_of(page, "#id_url-error")


def test_a_refused_form_keeps_what_was_typed(analyst: Client) -> None:
    page = parse(analyst.post(reverse("submit"), {"text": "Ada Lind sagte nichts.", "url": "gopher://x"}), 422)
    assert text_of(page, "#id_text") == "Ada Lind sagte nichts."
    (field,) = page.select("#id_url")
    assert (field["value"], field["aria-invalid"]) == ("gopher://x", "true")


@pytest.mark.parametrize("way", ["url", "text", "html"])
def test_each_way_in_has_its_form(way: str, analyst: Client) -> None:
    page = load(analyst, reverse("submit") + f"?as={way}")
    assert page.select(f"#id_{way}")
    assert len(page.select(".tabs [aria-current]")) == 1


def test_articles_are_listed_with_what_was_found(reader: Client) -> None:
    build.make_article(TEXT, statements=WORDS, title="Norvik liefert")
    build.make_waiting_article()
    shown = " ".join(texts_of(load(reader, "/articles/"), "tbody tr"))
    assert "3 statements by 1 speaker" in shown
    assert "Being worked on" in shown


def test_headings_and_quotations_of_the_page_stay_what_they_are(reader: Client) -> None:
    article = build.make_article("Titel\n\nZwischentitel\n\nEin Zitat.\n\nEin Absatz.", title="Titel")
    for block, role in zip(Block.objects.order_by("position"), ("heading", "heading", "quote"), strict=False):
        Block.objects.filter(pk=block.pk).update(role=role)
    page = load(reader, article.get_absolute_url())
    assert [(tag.name, tag.get_text()) for tag in page.select(".row-text > *")] == [
        ("h2", "Zwischentitel"),
        ("blockquote", "Ein Zitat."),
        ("p", "Ein Absatz."),
    ]


def test_a_pasted_text_without_a_title_is_called_what_it_is(reader: Client) -> None:
    article = build.make_waiting_article("urn:sha256:0")
    assert text_of(load(reader, article.get_absolute_url()), "h1") == "Pasted text"
    assert "urn:" not in load(reader, "/articles/").get_text()


def test_a_card_shows_the_chain_also_where_the_outlet_is_unknown(reader: Client) -> None:
    article = build.make_article(
        TEXT, statements=[Words("Es soll eilen", source="Ada Lind", via=[("Bloomberg", "interview")])]
    )
    Article.objects.update(outlet=None)
    assert text_of(load(reader, article.get_absolute_url()), ".card .chain") == "Ada Lind Bloomberg (interview)"
