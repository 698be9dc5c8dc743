"""Taking over a list of feeds: every row is answered for, and the same list again changes nothing."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims import curation
from claims.ingest import is_web_address, read_opml
from claims.models import Decision, Feed, FeedImport
from claims.web.feed_lists import STARTER_LIST
from tests import build
from tests.build import NOW
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db

LIST = b"""<opml version="2.0"><body><outline text="Hardware">
<outline text="Platinenpost" xmlUrl="https://platinenpost.example/feed"/>
<outline text="Leiterbahn" xmlUrl="https://leiterbahn.example/rss"/></outline>
<outline text="Altes" xmlUrl="gopher://altes.example/"/></body></opml>"""


def import_list(body: bytes = LIST, *, actor: User | None = None) -> FeedImport:
    return curation.import_feeds(actor or build.make_user("curator"), body, name="feeds.opml", now=NOW)


def outcomes(imported: FeedImport) -> list[tuple[str, str]]:
    return [(row["title"], row["taken"]) for row in imported.rows]


def test_each_row_says_what_became_of_it() -> None:
    build.make_feed("https://leiterbahn.example/rss", title="Leiterbahn")
    imported = import_list()
    assert outcomes(imported) == [("Platinenpost", "added"), ("Leiterbahn", "already here"), ("Altes", "refused")]
    assert imported.rows[2]["message"] == "This is no http or https address."
    added = Feed.objects.get(url="https://platinenpost.example/feed")
    assert (added.title, added.folder, added.next_attempt_at) == ("Platinenpost", "Hardware", NOW)
    assert Decision.objects.filter(action="add feed", object_id=added.pk).exists()


def test_the_same_list_again_changes_nothing() -> None:
    import_list()
    before = list(Feed.objects.values())
    assert [taken for _, taken in outcomes(import_list())] == ["already here", "already here", "refused"]
    assert list(Feed.objects.values()) == before


def test_what_is_exported_can_be_imported() -> None:
    import_list()
    exported = read_opml(curation.export_feeds(NOW))
    assert [(each.title, each.folder) for each in exported] == [
        ("Leiterbahn", "Hardware"),
        ("Platinenpost", "Hardware"),
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"<rss/>", "no OPML list"), (b"<opml><body/></opml>", "names no feeds"), (b"<" * 5_000_001, "larger")],
)
def test_a_list_that_cannot_be_taken_is_refused_whole(body: bytes, said: str) -> None:
    with pytest.raises(curation.CurationError, match=said):
        import_list(body)


def test_an_analyst_may_not_import() -> None:
    with pytest.raises(PermissionDenied):
        import_list(actor=build.make_user("analyst"))


def test_the_page_shows_the_outcome_of_every_row(curator: Client) -> None:
    sent = {"file": SimpleUploadedFile("feeds.opml", LIST)}
    page = parse(curator.post(reverse("import-feeds"), sent, follow=True))
    assert "2 added, 0 already here, 1 refused" in text_of(page, ".page-head")
    assert texts_of(page, "tbody th") == ["Altes", "Platinenpost", "Leiterbahn"]


def test_the_page_says_how_far_the_reading_is_and_what_failed_stands_first(reader: Client) -> None:
    imported = import_list()
    page = load(reader, imported.get_absolute_url())
    assert "0 read, 0 failed, 2 still to be read" in text_of(page, ".progress")
    assert page.select(".progress[hx-get]")
    build.make_fetch(Feed.objects.get(title="Leiterbahn"), "timeout")
    page = load(reader, imported.get_absolute_url())
    assert "0 read, 1 failed, 1 still to be read" in text_of(page, ".progress")
    assert texts_of(page, "tbody th")[0] == "Leiterbahn"
    build.make_fetch(Feed.objects.get(title="Platinenpost"))
    page = load(reader, imported.get_absolute_url())
    assert "1 read, 1 failed, 0 still to be read" in text_of(page, ".progress")
    assert not page.select(".progress[hx-get]")


def test_the_page_loads_itself_anew_when_all_feeds_were_read(reader: Client) -> None:
    progress = reverse("feed-import-progress", args=[import_list().pk])
    assert "HX-Refresh" not in reader.get(progress).headers
    for feed in Feed.objects.all():
        build.make_fetch(feed)
    assert reader.get(progress).headers["HX-Refresh"] == "true"


def test_a_long_import_is_shown_in_pages(reader: Client) -> None:
    imported = build.make_feed_import([build.make_feed() for _ in range(101)])
    assert len(load(reader, imported.get_absolute_url()).select("tbody tr")) == 100
    assert len(load(reader, imported.get_absolute_url() + "?page=2").select("tbody tr")) == 1


def test_an_import_can_be_left_and_come_back_to(curator: Client) -> None:
    imported = import_list()
    link = f'a[href="{imported.get_absolute_url()}"]'
    assert load(curator, reverse("import-feeds")).select(link)
    assert load(curator, reverse("feeds")).select(link)
    Feed.objects.update(is_paused=True)
    assert not load(curator, reverse("feeds")).select(link)
    assert "2 paused" in text_of(load(curator, imported.get_absolute_url()), ".progress")


def test_a_form_without_a_file_says_what_to_choose(curator: Client) -> None:
    page = parse(curator.post(reverse("import-feeds")), 422)
    assert "Choose the OPML file" in text_of(page, "#id_file-error")


def test_the_starter_list_is_imported_on_request(curator: Client) -> None:
    curator.post(reverse("import-feeds"), {"starter": "1"})
    assert Feed.objects.count() == len(read_opml(STARTER_LIST.read_bytes()))


def test_the_starter_list_names_each_feed_once_and_in_order() -> None:
    feeds = read_opml(Path(STARTER_LIST).read_bytes())
    assert len({feed.url for feed in feeds}) == len(feeds) >= 40
    assert all(is_web_address(feed.url) and feed.title and feed.folder in ("Deutsch", "English") for feed in feeds)
