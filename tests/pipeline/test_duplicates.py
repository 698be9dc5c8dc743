"""One article at two addresses is one article, by its feed's identifier or by its text; strangers are never merged."""

from datetime import timedelta
from typing import Any

import pytest

from claims import curation, pipeline
from claims.curation import CurationError
from claims.ingest.http import Request, Response
from claims.models import Article, ArticleAlias, Decision, Feed, FeedEntry, Revision
from claims.pipeline.work import Due
from tests import build
from tests.build import NOW

pytestmark = pytest.mark.django_db

HOST = "https://leiterbahn.example"
MORNING, NOON, MIDNIGHT = "Mon, 18 May 2026 08:15:00 GMT", "Tue, 19 May 2026 12:00:00 GMT", "18 May 2026 00:00:00 GMT"
Item = dict[str, str]


def poll(feed: Feed, *items: Item) -> None:
    listed = "".join(
        "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in item.items()) + "</item>" for item in items
    )
    body = f'<rss version="2.0"><channel><title>Leiterbahn</title>{listed}</channel></rss>'.encode()
    Feed.objects.filter(pk=feed.pk).update(next_attempt_at=NOW)
    pipeline.run(Due("poll_feed", feed.pk), NOW, lambda request: Response(request.url, 200, body))
    feed.refresh_from_db()
    assert feed.last_error == ""


def item(path: str, *, guid: str = "7", title: str = "Werk in Graz läuft", **others: str) -> Item:
    return {"title": title, "link": f"{HOST}/{path}", "guid": guid, **others}


@pytest.fixture
def feed() -> Feed:
    return build.make_feed(f"{HOST}/rss")


def test_an_edited_slug_is_the_same_article_at_a_new_address(feed: Feed) -> None:
    poll(feed, item("werk-in-gratz"))
    poll(feed, item("werk-in-graz"))
    article = Article.objects.get()
    assert (article.canonical_url, article.url) == (f"{HOST}/werk-in-graz", f"{HOST}/werk-in-graz")
    assert article.aliases.get().url == f"{HOST}/werk-in-gratz"
    assert FeedEntry.objects.get().article == article


def test_the_old_address_never_comes_in_again(feed: Feed) -> None:
    poll(feed, item("werk-in-gratz"))
    poll(feed, item("werk-in-graz"))
    poll(build.make_feed(f"{HOST}/alles"), item("werk-in-gratz", guid="anders"))
    curation.submit_article(build.make_user("analyst"), url=f"{HOST}/werk-in-gratz", now=NOW)
    assert Article.objects.count() == 1
    assert Article.objects.get().canonical_url == f"{HOST}/werk-in-graz"


def test_an_edited_title_is_the_same_article_by_its_minute_of_publication(feed: Feed) -> None:
    poll(feed, item("werk-steht", title="Werk in Graz steht", pubDate=MORNING))
    poll(feed, item("werk-laeuft", pubDate=MORNING))
    assert Article.objects.count() == 1


STRANGERS = {
    "a title of its own at another time": (
        [item("eins", title="Werk in Graz steht", pubDate=MORNING)],
        [item("zwei", title="Neuer Chip aus Graz", pubDate=NOON)],
    ),
    "a title of its own and no time": ([item("eins", title="Werk in Graz steht")], [item("zwei", title="Ein Chip")]),
    "the next issue of a series": (
        [item("eins", title="Der Morgen in Kürze", pubDate=MORNING)],
        [item("zwei", title="Der Morgen in Kürze", pubDate=NOON)],
    ),
    "a day without its hour": (
        [item("eins", title="Werk in Graz steht", pubDate=MIDNIGHT)],
        [item("zwei", title="Neuer Chip aus Graz", pubDate=MIDNIGHT)],
    ),
    "identifiers counted anew": (
        [item("eins", guid="1", title="Kurz gemeldet")],
        [item("zwei", guid="1", title="Kurz gemeldet"), item("eins", guid="2", title="Kurz gemeldet")],
    ),
    "one identifier for all": (
        [item("eins", title="Kurz gemeldet")],
        [item("zwei", title="Kurz gemeldet"), item("drei", title="Ein Chip")],
    ),
    "one title for all": (
        [item("eins", guid="1", title="Kurz gemeldet")],
        [item("zwei", guid="1", title="Kurz gemeldet"), item("drei", guid="2", title="Kurz gemeldet")],
    ),
}


@pytest.mark.parametrize(("before", "after"), STRANGERS.values(), ids=STRANGERS)
def test_an_identifier_alone_merges_no_strangers(feed: Feed, before: list[Item], after: list[Item]) -> None:
    poll(feed, *before)
    poll(feed, *after)
    assert Article.objects.count() == len({entry["link"] for entry in (*before, *after)})
    assert not ArticleAlias.objects.exists()


SENTENCES = [f"In Halle {name} der Fabrik baut der Konzern Geräte für Kunden in {place}." for name, place in (
    ("Nord", "Wien"), ("Süd", "Bern"), ("West", "Prag"), ("Ost", "Rom"), ("Mitte", "Oslo"), ("Berg", "Riga"),
    ("Tal", "Turin"), ("See", "Bonn"), ("Wald", "Graz"), ("Feld", "Linz"))]  # fmt: skip
TEXT = "„Wir liefern im Mai aus“, sagte Ada Lind. " + " ".join(SENTENCES)


def read(text: str = TEXT, *, outlet: str = "Platinenpost", **values: Any) -> Article:
    """An article with the text, taken through extraction."""
    article = build.make_article(text, outlet=build.make_outlet(outlet), **values)
    return extract(article)


def extract(article: Article) -> Article:
    waiting = {"stage": Revision.Stage.EXTRACT, "next_attempt_at": NOW}
    revision = article.revisions.get(superseded_at=None)
    Revision.objects.filter(pk=revision.pk).update(**waiting)
    pipeline.run(Due("extract_revision", revision.pk), NOW, no_web)
    article.refresh_from_db()
    return article


def no_web(request: Request) -> Response:
    raise AssertionError(f"nothing is fetched, but {request.url} was asked for")


def test_the_same_text_at_another_address_has_no_statements_of_its_own() -> None:
    first, second = read(), read(f"{TEXT} Das Werk ist neu.", next_attempt_at=NOW)
    assert second.duplicate_of == first
    assert second.duplicate_why == "96% of its words stand in the same order there"
    assert second.next_attempt_at is None
    revision = second.revisions.get()
    assert (revision.stage, revision.statements.count()) == ("done", 0)
    assert first.duplicate_of is None
    assert first.revisions.get().statements.count() == 1


def test_a_third_address_points_to_the_first() -> None:
    first = read()
    read()
    assert read().duplicate_of == first


TWO_ARTICLES: dict[str, tuple[str, dict[str, Any]]] = {
    "another outlet": (TEXT, {"outlet": "Leiterbahn"}),
    "more than a week later": (TEXT, {"published_at": NOW + timedelta(days=7)}),
    "one that goes on": (f"{TEXT} Im Sommer baut er zwei weitere Hallen für Kunden in ganz Europa und in Asien.", {}),
    "another number": (TEXT.replace("Kunden in Wien", "50 Kunden in Wien"), {}),
    "a negation": (TEXT.replace("Wir liefern im Mai", "Wir liefern nicht im Mai"), {}),
    "another half": (" ".join([*SENTENCES[:6], "Ganz anders sieht es in den Hallen der Zulieferer aus, denn dort ruht "
                               "die Arbeit seit Wochen, und niemand weiß, wann sie wieder beginnt."]), {}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "values"), TWO_ARTICLES.values(), ids=TWO_ARTICLES)
def test_two_articles_stay_two(text: str, values: dict[str, Any]) -> None:
    read()
    assert read(text, **values).duplicate_of is None


def test_short_notes_are_never_taken_for_one() -> None:
    note = "Der Konzern teilt mit: Die Lieferung ist auf dem Weg. Mehr dazu am Abend auf dieser Seite."
    read(note)
    assert read(note).duplicate_of is None


def test_a_corrected_version_at_the_same_address_is_a_revision() -> None:
    article = read()
    build.make_revision(article, f"{TEXT} Das Werk ist neu.")
    assert extract(article).duplicate_of is None


def test_a_duplicate_that_becomes_a_text_of_its_own_is_read() -> None:
    read()
    second = read()
    build.make_revision(second, TEXT.replace("im Mai", "im Juni 2027"))
    second = extract(second)
    assert (second.duplicate_of, second.duplicate_why) == (None, "")
    assert second.revisions.get(superseded_at=None).statements.exists()


def test_a_curator_keeps_two_apart_for_good() -> None:
    read()
    second, curator = read(), build.make_user("curator")
    curation.keep_apart(curator, second, now=NOW)
    decision = Decision.objects.get()
    assert (decision.actor, decision.action, decision.object_id) == (curator, "keep article apart", second.pk)
    assert decision.before["duplicate_of"] is not None
    assert Due("extract_revision", second.revisions.get().pk) in pipeline.find_due(NOW)
    second = extract(second)
    assert (second.duplicate_of, second.stands_alone) == (None, True)
    assert second.revisions.get().statements.count() == 1


def test_an_article_of_its_own_cannot_be_kept_apart() -> None:
    with pytest.raises(CurationError, match="an article of its own already"):
        curation.keep_apart(build.make_user("curator"), read(), now=NOW)
