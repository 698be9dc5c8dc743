"""The sites: their list, the rules of one, trying rules before they are saved, and reading a site again."""

import pytest
from django.test import Client
from django.urls import reverse

from claims import pipeline
from claims.ingest.http import Request, Response
from claims.models import Article, RawPage, SiteRules
from claims.pipeline.work import Due
from tests import build
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db
SITE = "post.example"
STORY = "Norvane verschiebt den Start der neuen Karte auf den Herbst, wie der Hersteller am Montag mitteilte."
MORE = "Das Werk in Graz arbeitet seit zwei Jahren daran und hat dafür viele neue Maschinen gekauft."
DEAL = "Heute im Angebot: die schnellste Karte von Norvane für nur 299 Euro statt 499 Euro bei allen Händlern."
PAGE = (
    f"<html lang='de'><head><title>Norvane wartet</title></head><body><article><h1>Norvane wartet</h1>"
    f"<p>{STORY}</p><div class='hit'><p>{DEAL}</p></div><p>{MORE}</p></article></body></html>"
)
SENT = {"remove": "", "keep": "", "headers": "", "reason": "", "based_on": "0"}


def nobody(request: Request) -> Response:
    raise AssertionError(f"{request.url} was asked")


@pytest.fixture
def stored() -> Article:
    """An article with its page, read before there were rules."""
    article = build.make_waiting_article(f"https://www.{SITE}/a")
    RawPage.objects.create(
        article=article,
        how=RawPage.How.FILE,
        url=article.url,
        content_type="text/html; charset=utf-8",
        compressed=RawPage.compress(PAGE.encode()),
        fetched_at=build.NOW,
    )
    pipeline.run(Due("read_article", article.pk), build.NOW, nobody)
    article.refresh_from_db()
    return article


def address(name: str, site: str = SITE) -> str:
    return reverse(name, args=[site])


def test_a_list_without_sites_says_when_one_needs_rules(reader: Client) -> None:
    assert "Most need none" in text_of(load(reader, reverse("sites")), ".empty-small")


def test_the_list_shows_the_newest_rules_of_each_site_and_what_stands_behind_walls(reader: Client) -> None:
    build.make_site_rules(SITE, keep="main")
    build.make_site_rules(SITE, remove=[".a", ".b"], headers=[["Cookie", "session=geheim"]])
    build.make_waiting_article("https://wall.example/a", stage="failed", wall="consent wall")
    page = load(reader, reverse("sites"))
    assert texts_of(page, "tbody th") == ["wall.example", SITE]
    assert "leaves out 2 kinds of part; sends Cookie" in page.get_text()
    assert "geheim" not in page.get_text()


@pytest.mark.parametrize("given", ["https://www.post.example/x", "post.example"])
def test_a_site_is_opened_by_its_name_or_address(given: str, reader: Client) -> None:
    assert reader.get(reverse("sites"), {"site": given})["Location"] == address("site")


def test_what_names_no_site_is_answered_at_the_field(reader: Client) -> None:
    page = parse(reader.get(reverse("sites"), {"site": "two words"}), 422)
    assert "names no site" in text_of(page, "#id_site-error")
    assert reader.get(address("site", "Post.example")).status_code == 404


@pytest.mark.parametrize(("role", "shown"), [("reader", False), ("analyst", False), ("curator", True)])
def test_secrets_are_shown_to_curators_alone(role: str, shown: bool, client: Client) -> None:  # noqa: FBT001
    build.make_site_rules(SITE, headers=[["Cookie", "session=geheim"], ["Accept-Language", "de"]])
    client.force_login(build.make_user(role))
    page = load(client, address("site")).get_text()
    assert ("session=geheim" in page) is shown
    assert "Accept-Language: de" in page


def test_rules_are_tried_on_a_stored_page_before_they_are_saved(stored: Article, curator: Client) -> None:
    page = parse(curator.post(address("site-rules"), SENT | {"remove": ".hit\n.gone", "do": "preview"}))
    assert text_of(page, ".compared-dropped").startswith(f"dropped {DEAL}")
    assert "Removed by the site's rule “.hit”" in text_of(page, ".compared-dropped")
    assert [text.removeprefix("kept ") for text in texts_of(page, ".compared-kept")] == [STORY, MORE]
    assert "matches nothing on this page: .gone" in text_of(page, "#preview .notice")
    assert text_of(page, "#id_remove") == ".hit .gone"
    assert not SiteRules.objects.exists()


def test_paragraphs_that_come_back_are_marked_too(stored: Article, curator: Client) -> None:
    build.make_site_rules(SITE, remove=[".hit"])
    page = parse(curator.post(address("site-rules"), SENT | {"do": "preview", "based_on": "1"}))
    assert texts_of(page, ".compared-added") == [f"added {DEAL}"]


def test_rules_that_leave_no_text_say_so(stored: Article, curator: Client) -> None:
    page = parse(curator.post(address("site-rules"), SENT | {"remove": "article", "do": "preview"}))
    assert "By these rules the page has no text" in text_of(page, "#preview")


def test_a_site_without_stored_pages_says_that_selectors_cannot_be_tried(curator: Client) -> None:
    page = load(curator, address("site-rules"))
    assert "No page of post.example is stored yet" in page.get_text()
    assert not page.select("#preview, [value=preview]")


@pytest.mark.parametrize(
    ("wrong", "field"), [({"remove": "..twice"}, "remove"), ({"headers": "Host: x"}, "headers"), ({}, "reason")]
)
def test_what_cannot_be_saved_is_answered_at_its_field(wrong: dict[str, str], field: str, curator: Client) -> None:
    page = parse(curator.post(address("site-rules"), SENT | wrong | {"do": "save"}), 422)
    assert page.select(f"#id_{field}-error")


def test_rules_are_saved_and_earlier_ones_can_be_gone_back_to(stored: Article, curator: Client) -> None:
    sent = SENT | {"remove": ".hit", "headers": "Cookie: a=b", "reason": "Werbung", "do": "save"}
    page = parse(curator.post(address("site-rules"), sent, follow=True))
    assert "Saved: post.example, version 1" in text_of(page, ".toast")
    curator.post(address("site-rules"), sent | {"remove": ".other", "based_on": "1"})
    back = load(curator, address("site-rules") + "?revision=1")
    assert (text_of(back, "#id_remove"), text_of(back, "#id_headers")) == (".hit", "Cookie: a=b")
    assert [field["value"] for field in back.select("[name=based_on], #id_reason")] == ["2", "Back to version 1"]
    assert curator.get(address("site-rules") + "?revision=9").status_code == 404


def test_a_site_is_read_again_and_shows_how_far_that_is(stored: Article, curator: Client) -> None:
    build.make_site_rules(SITE, remove=[".hit"])
    page = parse(curator.post(address("reread-site"), follow=True))
    assert "0 of 1 stored page read again" in text_of(page, "#rereading")
    assert page.select("#rereading[hx-get]")
    waiting = curator.get(address("site-progress"))
    assert "HX-Refresh" not in waiting
    due = Article.objects.get().next_attempt_at
    assert due
    pipeline.run(Due("read_article", stored.pk), due, nobody)
    assert curator.get(address("site-progress"))["HX-Refresh"] == "true"
    assert "1 stored page read again" in text_of(load(curator, address("site")), "#rereading")
    assert DEAL not in text_of(load(curator, stored.get_absolute_url()), ".reading")


def test_a_site_without_rules_cannot_be_read_again(curator: Client) -> None:
    page = parse(curator.post(address("reread-site"), follow=True))
    assert "has no rules yet" in text_of(page, ".toast-error")


@pytest.mark.parametrize(
    ("wall", "hint"),
    [
        ("consent wall", "copy the cookie"),
        ("bot check", "refuses automated readers"),
        ("login page", "asks for a sign-in"),
        ("paywall", "shows a teaser"),
        ("", "which part of it is the article"),
    ],
)
def test_a_failed_article_leads_to_the_rules_of_its_site_and_says_what_to_set(
    wall: str, hint: str, reader: Client
) -> None:
    article = build.make_waiting_article(f"https://{SITE}/a", stage="failed", wall=wall, next_attempt_at=None)
    notice = load(reader, article.get_absolute_url()).select_one(".notice-error")
    assert notice
    assert hint in notice.get_text()
    assert notice.select(f'a[href="{address("site")}"]')


def test_an_article_behind_a_wall_leads_curators_to_the_settings_of_its_feed(curator: Client) -> None:
    feed = build.make_feed()
    for stage in ("failed", "kept"):
        article = build.make_waiting_article(stage=stage, wall="paywall", last_error="A teaser.", next_attempt_at=None)
        build.make_revision(article, "Neu.")
        feed.entries.create(guid=stage, article=article, seen_at=build.NOW)
        page = load(curator, article.get_absolute_url())
        assert page.select(f'.notice a[href="{reverse("feed-settings", args=[feed.pk])}"]')


def test_a_feed_says_which_of_its_articles_stand_behind_a_wall(reader: Client) -> None:
    feed = build.make_feed()
    for number in range(2):
        article = build.make_waiting_article(stage="failed", wall="consent wall")
        feed.entries.create(guid=str(number), article=article, seen_at=build.NOW)
    page = load(reader, feed.get_absolute_url())
    assert "2 of its articles stand behind a consent wall" in page.get_text()
    assert page.select(f'a[href="{address("site", "platinenpost.example")}"]')


def test_every_field_of_the_rules_has_a_label_and_nothing_is_inline(stored: Article, curator: Client) -> None:
    for name in ("site-rules", "site"):
        page = load(curator, address(name))
        assert not page.select("style, [style], script:not([src])")
        for field in page.select("main input:not([type=hidden]), main select, main textarea"):
            assert page.select(f'label[for="{field["id"]}"]'), field
