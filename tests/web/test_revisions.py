"""What changed in an article from one revision to another, beside what that did to its statements."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Article
from tests import build
from tests.build import Words
from tests.web.pages import load, text_of, texts_of

pytestmark = pytest.mark.django_db

FIRST = "Die Anlage liefert 40 Stück, sagte Lind.\n\nAndere warten noch."
SECOND = "Die Anlage liefert bis zu 40 Stück, sagte Lind.\n\nAndere warten noch."
THIRD = "Die Anlage liefert bis zu 40 Stück, sagte Lind."


@pytest.fixture
def article() -> Article:
    """Its second revision softened what was said, its third dropped a paragraph."""
    words = Words("Die Anlage liefert 40 Stück", source="Lind")
    article = build.make_article(FIRST, statements=[words], title="Anlage liefert")
    statement = build.statement_of(article)
    second = build.make_revision(article, SECOND, change_kind="substantive", title="Anlage liefert bald")
    build.make_fate(statement, second, "softened", after="Die Anlage liefert bis zu 40 Stück")
    build.make_revision(article, THIRD, change_kind="substantive", title="Anlage liefert bald")
    return article


def changes(article: Article, **pair: int) -> str:
    query = "&".join(f"{name}={number}" for name, number in pair.items())
    return f"{reverse('article-changes', args=[article.pk])}?{query}"


def test_what_came_and_what_went_stands_in_the_text_of_the_later_revision(article: Article, reader: Client) -> None:
    page = load(reader, changes(article, before=1, after=2))
    assert text_of(page, "h1") == "What changed from revision 1 to revision 2"
    assert texts_of(page, ".compared-changed ins") == ["bis zu"]
    assert text_of(page, ".retitled .wording ins") == "bald"
    assert text_of(page, ".unchanged summary") == "1 paragraph unchanged"


def test_what_the_edit_did_to_a_statement_stands_beside_the_text(article: Article, reader: Client) -> None:
    page = load(reader, changes(article, before=1, after=2))
    assert text_of(page, ".changed-statements .facts").startswith("softened Lind Before")
    assert texts_of(page, ".changed-statements ins") == ["bis zu"]
    page = load(reader, changes(article, before=2, after=3))
    assert text_of(page, ".empty-small") == "No statement was lost, softened or worded otherwise between the two."


def test_revisions_further_apart_tell_of_every_edit_between_them(article: Article, reader: Client) -> None:
    page = load(reader, changes(article, before=3, after=1))  # in either order
    assert text_of(page, "h1") == "What changed from revision 1 to revision 3"
    assert len(page.select(".changed-statements > li")) == 1
    assert texts_of(page, ".compared-mark") == ["changed", "removed"]


def test_without_a_choice_the_newest_is_held_against_the_one_before(article: Article, reader: Client) -> None:
    page = load(reader, changes(article))
    assert text_of(page, "h1") == "What changed from revision 2 to revision 3"
    assert [(field["name"], field["value"]) for field in page.select("input[checked]")] == [
        ("after", "3"),
        ("before", "2"),
    ]


def test_an_article_offers_its_revisions_to_compare_once_it_has_two(article: Article, reader: Client) -> None:
    page = load(reader, article.get_absolute_url())
    assert len(page.select(f'form[action="{reverse("article-changes", args=[article.pk])}"] input[name=before]')) == 3
    assert not load(reader, build.make_article().get_absolute_url()).select("input[name=before]")


def test_a_revision_that_is_not_there_is_not_found(article: Article, reader: Client) -> None:
    load(reader, changes(article, before=1, after=9), 404)
    load(reader, changes(build.make_article()), 404)
