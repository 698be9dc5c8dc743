"""Taking over a list of feeds: every row is answered for, and the same list again changes nothing."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims import curation
from claims.ingest import is_web_address, read_opml
from claims.models import Decision, Feed
from claims.web.feeds import STARTER_LIST
from tests import build
from tests.build import NOW
from tests.web.pages import parse, text_of, texts_of

pytestmark = pytest.mark.django_db

LIST = b"""<opml version="2.0"><body><outline text="Hardware">
<outline text="Platinenpost" xmlUrl="https://platinenpost.example/feed"/>
<outline text="Leiterbahn" xmlUrl="https://leiterbahn.example/rss"/></outline>
<outline text="Altes" xmlUrl="gopher://altes.example/"/></body></opml>"""


def outcomes(rows: list[curation.TakenRow]) -> list[tuple[str, str]]:
    return [(row.title, row.taken) for row in rows]


def test_each_row_says_what_became_of_it() -> None:
    build.make_feed("https://leiterbahn.example/rss", title="Leiterbahn")
    rows = curation.import_feeds(build.make_user("curator"), LIST, now=NOW)
    assert outcomes(rows) == [("Platinenpost", "added"), ("Leiterbahn", "already here"), ("Altes", "refused")]
    assert rows[2].message == "This is no http or https address."
    added = Feed.objects.get(url="https://platinenpost.example/feed")
    assert (added.title, added.folder, added.next_attempt_at) == ("Platinenpost", "Hardware", NOW)
    assert Decision.objects.filter(action="add feed", object_id=added.pk).exists()


def test_the_same_list_again_changes_nothing() -> None:
    curator = build.make_user("curator")
    curation.import_feeds(curator, LIST, now=NOW)
    before = list(Feed.objects.values())
    assert [row.taken for row in curation.import_feeds(curator, LIST, now=NOW)] == [
        "already here", "already here", "refused",
    ]  # fmt: skip
    assert list(Feed.objects.values()) == before


def test_what_is_exported_can_be_imported() -> None:
    curation.import_feeds(build.make_user("curator"), LIST, now=NOW)
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
        curation.import_feeds(build.make_user("curator"), body, now=NOW)


def test_an_analyst_may_not_import() -> None:
    with pytest.raises(PermissionDenied):
        curation.import_feeds(build.make_user("analyst"), LIST, now=NOW)


def test_the_page_shows_the_outcome_of_every_row(curator: Client) -> None:
    page = parse(curator.post(reverse("import-feeds"), {"file": SimpleUploadedFile("feeds.opml", LIST)}))
    assert "2 added, 0 already here, 1 refused" in text_of(page, ".notice")
    assert texts_of(page, "tbody th") == ["Platinenpost", "Leiterbahn", "Altes"]


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
