"""What a curator does with feeds: look, add, set, mend, and all that with several at once. Each is a Decision."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from claims import curation
from claims.curation import CurationError, FeedCandidate
from claims.ingest.http import FetchError, Request, Response
from claims.models import Article, Decision, Feed, FeedAlias, FeedEntry, Outlet, Revision
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db

HOME = "https://post.example/"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Norvik news</title><link>https://post.example/</link>
<item><title>A chip</title><link>https://post.example/1</link></item></channel></rss>"""


def page(*addresses: str) -> bytes:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{each}">' for each in addresses)
    return f"<html><head>{links}</head><body><p>Norvik</p></body></html>".encode()


def web(pages: dict[str, bytes]) -> Callable[[Request], Response]:
    def fetch(request: Request) -> Response:
        if request.url not in pages:
            raise FetchError(f"{request.url} answered 404", kind="http", status=404)
        return Response(request.url, 200, pages[request.url])

    return fetch


def actions() -> list[str]:
    return list(Decision.objects.order_by("pk").values_list("action", flat=True))


# Looking


def test_an_address_leads_to_its_feed() -> None:
    found = curation.look_up(f"{HOME}feed", fetch=web({f"{HOME}feed": FEED})).feed
    assert found is not None
    assert found.candidate == FeedCandidate(f"{HOME}feed", "Norvik news")


def test_a_page_that_names_one_feed_leads_to_it() -> None:
    found = curation.look_up(HOME, fetch=web({HOME: page("/feed"), f"{HOME}feed": FEED})).feed
    assert found is not None
    assert found.url == f"{HOME}feed"


def test_a_page_that_names_several_feeds_leaves_the_choice_to_the_curator() -> None:
    found = curation.look_up(HOME, fetch=web({HOME: page("/a.xml", "/b.xml")}))
    assert (found.feed, found.named) == (None, (f"{HOME}a.xml", f"{HOME}b.xml"))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://gone.example/", "404"),
        ("nonsense", "not a web address"),
        (f"{HOME}leer", "names none"),
        (f"{HOME}falsch", "names one feed"),
    ],
)
def test_an_address_without_a_feed_is_refused_at_its_field(url: str, said: str) -> None:
    pages = {f"{HOME}leer": page(), f"{HOME}falsch": page("/leer")}
    with pytest.raises(CurationError, match=said) as refusal:
        curation.look_up(url, fetch=web(pages))
    assert refusal.value.field == "url"


def test_looking_stores_nothing() -> None:
    curation.look_up(f"{HOME}feed", fetch=web({f"{HOME}feed": FEED}))
    assert not Feed.objects.exists()


# Adding


def test_a_feed_is_added_and_polled_at_once() -> None:
    curator = build.make_user("curator")
    feed = curation.add_feed(curator, FeedCandidate(f"{HOME}feed", "Norvik news"), folder="Hardware", now=NOW)
    assert (feed.title, feed.outlet.name, feed.folder) == ("Norvik news", "Norvik news", "Hardware")
    assert (feed.next_attempt_at, feed.next_why, feed.added_by) == (NOW, "it is new", curator)
    assert actions() == ["add feed"]


@pytest.mark.parametrize("address", ["feed", "old"])
def test_a_feed_that_is_here_by_its_address_or_an_old_one_is_not_added_again(address: str) -> None:
    FeedAlias.objects.create(feed=build.make_feed(f"{HOME}feed"), url=f"{HOME}old", moved_at=NOW)
    with pytest.raises(CurationError, match="already here"):
        curation.add_feed(build.make_user("curator"), FeedCandidate(f"{HOME}{address}"), now=NOW)


# Settings


def settings_of(feed: Feed, **changed: Any) -> dict[str, Any]:
    same = {"title": feed.title, "outlet_name": feed.outlet.name, "folder": feed.folder}
    return {**same, "takes_full_text": False, "ignores_cache": False, **changed}


def test_what_differs_is_changed_in_one_decision() -> None:
    feed = build.make_feed(title="Alt", folder="Tests")
    before = feed.outlet.name
    wanted = settings_of(feed, title=" Neu ", outlet_name="Leiterbahn", ignores_cache=True)
    curation.change_settings(build.make_user("curator"), feed, **wanted, now=NOW)
    feed.refresh_from_db()
    assert (feed.title, feed.outlet.name, feed.folder, feed.ignores_cache) == ("Neu", "Leiterbahn", "Tests", True)
    decision = Decision.objects.get()
    assert decision.before == {"title": "Alt", "outlet": before, "ignores_cache": "False"}
    assert decision.after == {"title": "Neu", "outlet": "Leiterbahn", "ignores_cache": "True"}


def test_the_same_settings_again_are_no_decision() -> None:
    feed = build.make_feed(title="Alt")
    curation.change_settings(build.make_user("curator"), feed, **settings_of(feed), now=NOW)
    assert actions() == []


def test_a_feed_belongs_to_an_outlet() -> None:
    feed = build.make_feed()
    with pytest.raises(CurationError) as refusal:
        curation.change_settings(build.make_user("curator"), feed, **settings_of(feed, outlet_name=" "), now=NOW)
    assert refusal.value.field == "outlet_name"


def test_articles_that_were_set_aside_get_their_text_once_the_feed_gives_it() -> None:
    feed, article = build.make_feed(), build.make_waiting_article(stage=Article.Stage.FAILED, next_attempt_at=None)
    FeedEntry.objects.create(feed=feed, guid="1", article=article, content_html="<p>Norvik liefert.</p>", seen_at=NOW)
    wanted = settings_of(feed, takes_full_text=True)
    assert curation.change_settings(build.make_user("curator"), feed, **wanted, now=NOW) == 1
    article.refresh_from_db()
    assert (article.stage, article.next_attempt_at, article.pages.get().how) == ("read", NOW, "feed")


# Another address


def test_a_new_address_keeps_the_old_one_and_forgets_what_was_learned_of_it() -> None:
    feed = build.make_feed(f"{HOME}old", gone_at=NOW, attempts=7, etag='"a"', body_sha256="x", last_error="410")
    curation.replace_address(build.make_user("curator"), feed, f"{HOME}new", now=NOW)
    feed.refresh_from_db()
    assert (feed.url, feed.gone_at, feed.attempts, feed.etag, feed.body_sha256) == (f"{HOME}new", None, 0, "", "")
    assert (feed.next_attempt_at, feed.last_error) == (NOW, "")
    assert curation.find_known(f"{HOME}old") == feed
    assert Decision.objects.get().before["url"] == f"{HOME}old"


def test_a_feed_can_go_back_to_an_address_that_it_had() -> None:
    curator, feed = build.make_user("curator"), build.make_feed(f"{HOME}old")
    curation.replace_address(curator, feed, f"{HOME}new", now=NOW)
    curation.replace_address(curator, Feed.objects.get(), f"{HOME}old", now=NOW)
    assert [alias.url for alias in FeedAlias.objects.all()] == [f"{HOME}new"]


@pytest.mark.parametrize(("url", "said"), [(f"{HOME}other", "already here"), (f"{HOME}old", "address that it has")])
def test_an_address_that_is_taken_is_refused(url: str, said: str) -> None:
    feed = build.make_feed(f"{HOME}old")
    build.make_feed(f"{HOME}other")
    with pytest.raises(CurationError, match=said):
        curation.replace_address(build.make_user("curator"), feed, url, now=NOW)
    assert actions() == []


def test_a_successor_is_looked_for_at_the_old_address_and_on_the_front_pages() -> None:
    outlet = build.make_outlet("Norvik Post", domain="norvik.example")
    feed = build.make_feed(f"{HOME}old", outlet=outlet)
    build.make_feed(f"{HOME}known")
    pages = {f"{HOME}old": page("/a", "/b"), HOME: page("/known", "/b"), "https://norvik.example/": FEED}
    found = curation.find_successors(feed, fetch=web(pages))
    assert found == (f"{HOME}a", f"{HOME}b", "https://norvik.example/")


def test_a_search_for_a_successor_that_finds_none_says_where_it_looked() -> None:
    with pytest.raises(CurationError, match=r"post\.example/old answered 404.*post\.example/ answered 404"):
        curation.find_successors(build.make_feed(f"{HOME}old"), fetch=web({}))


# Pausing, resuming, reading now, moving: one feed, or several at once


def test_a_paused_feed_that_is_resumed_is_polled_at_once() -> None:
    curator, feed = build.make_user("curator"), build.make_feed()
    curation.pause_feed(curator, feed, now=NOW)
    curation.resume_feed(curator, feed, now=NOW + timedelta(hours=1))
    feed.refresh_from_db()
    assert (feed.is_paused, feed.next_attempt_at) == (False, NOW + timedelta(hours=1))
    assert actions() == ["pause feed", "resume feed"]


def test_several_feeds_are_changed_with_a_decision_for_each_that_changed() -> None:
    curator = build.make_user("curator")
    going, paused, gone = build.make_feed(), build.make_feed(is_paused=True), build.make_feed(gone_at=NOW)
    feeds = [going, paused, gone]
    assert curation.poll_feeds_now(curator, feeds, now=NOW) == 1
    assert curation.resume_feeds(curator, feeds, now=NOW) == 2
    assert curation.move_feeds(curator, feeds, folder="Tests", now=NOW) == 3
    assert curation.pause_feeds(curator, list(Feed.objects.all()), now=NOW) == 3
    assert {feed.folder for feed in Feed.objects.all()} == {"Tests"}
    assert [actions().count(each) for each in ("poll feed", "resume feed", "move feed", "pause feed")] == [1, 2, 3, 3]


# Trying again what was set aside


def set_aside(outlet: Outlet | None, kind: str) -> Article:
    return build.make_waiting_article(stage="failed", next_attempt_at=None, outlet=outlet, error_kind=kind)


def test_all_articles_of_an_outlet_that_failed_for_one_reason_are_tried_again() -> None:
    post = build.make_outlet("Post")
    walled = [set_aside(post, "consent wall"), set_aside(post, "consent wall")]
    others = [set_aside(post, "timeout"), set_aside(None, "consent wall")]
    unread = curation.unread_of_outlet(post.pk, "consent wall")
    assert curation.retry_articles(build.make_user("analyst"), unread, now=NOW) == 2
    assert {Article.objects.get(pk=each.pk).stage for each in walled} == {"read"}
    assert {Article.objects.get(pk=each.pk).stage for each in others} == {"failed"}
    assert actions() == ["retry article", "retry article"]


def test_all_revisions_that_failed_at_a_step_are_tried_again() -> None:
    for stage in ("extract", "link"):
        build.make_revision(build.make_article(), "Neu.", stage="failed", failed_stage=stage)
    assert curation.retry_articles(build.make_user("analyst"), curation.failed_at("link"), now=NOW) == 1
    assert sorted(Revision.objects.exclude(stage="done").values_list("stage", flat=True)) == ["failed", "link"]


def test_what_will_never_be_read_is_left_with_a_reason_until_somebody_tries_again() -> None:
    curator, post = build.make_user("curator"), build.make_outlet("Post")
    gone, other = set_aside(post, "status 404"), set_aside(post, "timeout")
    unread = curation.unread_of_outlet(post.pk, "status 404")
    assert curation.dismiss_articles(curator, unread, reason="a test page", now=NOW) == 1
    assert Article.objects.get(pk=gone.pk).stage == "dismissed"
    assert Article.objects.get(pk=other.pk).stage == "failed"
    assert Decision.objects.get().reason == "a test page"
    curation.retry_article(curator, Article.objects.get(pk=gone.pk), now=NOW)
    assert Article.objects.get(pk=gone.pk).stage == "read"


def test_an_article_that_did_not_fail_is_not_left_unread() -> None:
    with pytest.raises(curation.CurationError, match="did not fail"):
        curation.dismiss_article(build.make_user("curator"), build.make_article(), reason="", now=NOW)


@pytest.mark.parametrize(
    ("role", "change"),
    [
        ("analyst", lambda actor: curation.add_feed(actor, FeedCandidate(HOME), now=NOW)),
        ("analyst", lambda actor: curation.pause_feed(actor, build.make_feed(), now=NOW)),
        ("analyst", lambda actor: curation.pause_feeds(actor, [build.make_feed()], now=NOW)),
        ("analyst", lambda actor: curation.move_feeds(actor, [build.make_feed()], folder="x", now=NOW)),
        ("analyst", lambda actor: curation.replace_address(actor, build.make_feed(), HOME, now=NOW)),
        (
            "analyst",
            lambda actor: curation.change_settings(actor, build.make_feed(), **settings_of(build.make_feed()), now=NOW),
        ),
        ("reader", lambda actor: curation.retry_articles(actor, curation.failed_at("link"), now=NOW)),
        ("analyst", lambda actor: curation.dismiss_articles(actor, curation.failed_at("link"), reason="", now=NOW)),
    ],
)
def test_who_may_not_is_refused(role: str, change: Callable[[User], object]) -> None:
    with pytest.raises(PermissionDenied):
        change(build.make_user(role))
    assert not Decision.objects.exists()
