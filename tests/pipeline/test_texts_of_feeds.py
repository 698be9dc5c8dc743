"""The text that a feed carries becomes the article's, and the page behind it is left alone."""

from datetime import timedelta
from html import escape

import pytest

from claims import pipeline
from claims.ingest.http import FetchError, Request, Response
from claims.models import Article, Feed, RawPage
from claims.pipeline.texts_of_feeds import take_texts_of_feed
from claims.pipeline.work import Due
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db

URL, PAGE = "https://platinenpost.example/rss", "https://platinenpost.example/artikel"
STORY = (
    "<p>„Die zweite Linie läuft seit Montag“, sagte Ada Lind, die Chefin von Norvik, bei der Vorlage der Zahlen.</p>"
    "<p>Das Werk war ein halbes Jahr später fertig als geplant. Die Maschinen kamen aus Eindhoven.</p>"
)


def rss(content: str) -> bytes:
    item = f"<title>Norvik liefert</title><link>{PAGE}</link><guid>1</guid><description>{escape(content)}</description>"
    channel = f"<title>x</title><language>de</language><item>{item}</item>"
    return f'<rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def run(step: str, pk: int, body: bytes = b"", *, at: timedelta = timedelta(0)) -> None:
    """A web that has the feed, and whose pages are closed."""

    def fetch(request: Request) -> Response:
        if request.url != URL:
            raise FetchError("a consent wall", kind="http", status=403, permanent=True)
        return Response(request.url, 200, body)

    pipeline.run(Due(step, pk), NOW + at, fetch)


def poll(feed: Feed, content: str, *, at: timedelta = timedelta(0)) -> Article:
    Feed.objects.filter(pk=feed.pk).update(next_attempt_at=NOW + at)
    run("poll_feed", feed.pk, rss(content), at=at)
    article = Article.objects.get()
    run("read_article", article.pk, at=at)
    article.refresh_from_db()
    return article


def test_the_text_in_the_feed_is_read_as_the_articles_page() -> None:
    article = poll(build.make_feed(URL, takes_full_text=True), STORY)
    revision = article.revisions.get()
    assert "sagte Ada Lind" in revision.text
    assert (article.stage, article.title, article.lang) == ("kept", "Norvik liefert", "de")
    assert revision.page.how == RawPage.How.FEED


def test_the_page_behind_it_is_not_fetched_later_either() -> None:
    assert poll(build.make_feed(URL, takes_full_text=True), STORY).next_attempt_at is None


def test_a_change_in_the_feed_is_a_new_revision_and_the_same_text_is_none() -> None:
    feed = build.make_feed(URL, takes_full_text=True)
    poll(feed, STORY)
    poll(feed, f"{STORY} ", at=timedelta(hours=1))
    article = poll(feed, STORY.replace("Montag", "Dienstag"), at=timedelta(hours=2))
    assert [revision.change_kind for revision in article.revisions.all()] == ["first", "substantive"]


def test_markup_in_a_feed_is_kept_without_what_runs() -> None:
    article = poll(
        build.make_feed(URL, takes_full_text=True), f"{STORY}<script>alert(1)</script><p onclick='x()'>Ende.</p>"
    )
    kept = article.pages.get().body
    assert b"script" not in kept
    assert b"onclick" not in kept


def test_an_entry_without_text_has_its_page_fetched() -> None:
    article = poll(build.make_feed(URL, takes_full_text=True), "<img src='bild.png'>")
    assert (article.stage, article.error_kind) == ("failed", "status 403")


def test_a_feed_that_does_not_give_its_text_has_its_pages_fetched() -> None:
    assert poll(build.make_feed(URL), STORY).stage == "failed"


def test_what_was_set_aside_is_read_from_the_feed_once_it_gives_its_text() -> None:
    feed = build.make_feed(URL)
    article = poll(feed, STORY)
    assert take_texts_of_feed(feed, NOW) == 1
    run("read_article", article.pk)
    article.refresh_from_db()
    assert (article.stage, article.revisions.count()) == ("kept", 1)
    assert take_texts_of_feed(feed, NOW) == 0


def test_an_article_that_has_its_text_from_its_page_keeps_it() -> None:
    article = build.make_article("Die zweite Linie läuft.", url=PAGE)
    poll(build.make_feed(URL, takes_full_text=True), STORY)
    assert article.revisions.count() == 1


def test_two_feeds_with_two_wordings_do_not_take_turns() -> None:
    poll(build.make_feed(URL, takes_full_text=True), STORY)
    Feed.objects.update(url="https://platinenpost.example/alt")
    article = poll(build.make_feed(URL, takes_full_text=True), STORY.replace("Montag", "Dienstag"))
    assert article.revisions.count() == 1
