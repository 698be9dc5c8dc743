"""Readers see what a new revision did to what was said, and at which other addresses a text stands."""

import pytest
from django.test import Client

from claims.models import Article, Revision, Statement
from tests import build
from tests.build import Words
from tests.web.pages import load, parse, text_of, texts_of

pytestmark = pytest.mark.django_db

FIRST = "Wir liefern im Mai, sagte Ada Lind.\n\nDer Preis bleibt stabil, sagte Bo Brandt."
SECOND = "Wir liefern vermutlich im Mai, sagte Ada Lind."


@pytest.fixture
def article() -> Article:
    lind = Words("Wir liefern im Mai", source="Ada Lind", cue="sagte")
    return build.make_article(FIRST, statements=[lind, Words("Der Preis bleibt stabil", source="Bo Brandt")])


def edit(article: Article, fates: tuple[str, str]) -> Revision:
    """A second revision in which the two statements meet these fates; what is not gone has a successor."""
    words = Words("Wir liefern vermutlich im Mai", source="Ada Lind", cue="sagte")
    revision = build.make_revision(article, SECOND, statements=[words])
    successor = revision.statements.get()
    for statement, fate in zip(Statement.objects.filter(revision__number=1), fates, strict=True):
        build.make_fate(statement, revision, fate, successor=None if fate == "gone" else successor)
    return revision


def test_the_new_revision_says_what_was_softened_and_what_is_gone(article: Article, reader: Client) -> None:
    edit(article, ("softened", "gone"))
    page = load(reader, article.get_absolute_url())
    assert text_of(page, ".edits h2") == "Edited since revision 1"
    assert "2 of 2 statements no longer stand as they did" in text_of(page, ".edits")
    assert texts_of(page, ".edits .fate") == ["softened", "gone"]
    assert texts_of(page, ".edits b") == ["Ada Lind", "Bo Brandt"]
    assert texts_of(page, ".edits ins") == ["vermutlich"]
    assert texts_of(page, ".edits del") == ["Der Preis bleibt stabil"]
    assert "A hedge was added." in text_of(page, ".edits li")


def test_both_wordings_can_be_gone_to(article: Article, reader: Client) -> None:
    revision = edit(article, ("softened", "gone"))
    page = load(reader, article.get_absolute_url())
    before, now = (str(link["href"]) for link in page.select(".edits li:first-child a"))
    assert now == f"#s{revision.statements.get().pk}"
    assert page.select(now)
    assert load(reader, before).select(f"#{before.split('#')[1]}")


def test_a_revision_that_lost_nothing_says_so(article: Article, reader: Client) -> None:
    edit(article, ("kept", "moved"))
    page = load(reader, article.get_absolute_url())
    assert text_of(page, ".edits h2") == "Nothing lost since revision 1"
    assert "All 2 statements still stand and keep their claims, 1 of them at another place." in text_of(page, ".edits")


def test_what_the_extraction_lost_is_not_told_as_an_edit(article: Article, reader: Client) -> None:
    edit(article, ("kept", "unread"))
    page = load(reader, article.get_absolute_url())
    assert text_of(page, ".edits h2") == "Nothing lost since revision 1"
    assert "1 was not edited, but is no longer found by our own reading." in text_of(page, ".edits")


def test_a_first_revision_tells_of_no_edits(article: Article, reader: Client) -> None:
    assert not load(reader, article.get_absolute_url()).select(".edits")


def test_doubtful_statements_are_not_told_as_lost(article: Article, reader: Client) -> None:
    edit(article, ("softened", "gone"))
    Statement.objects.update(confidence="low")
    assert not load(reader, article.get_absolute_url()).select(".edits")


def test_a_card_of_the_old_revision_says_what_became_of_its_statement(article: Article, reader: Client) -> None:
    edit(article, ("softened", "gone"))
    page = load(reader, f"{article.get_absolute_url()}?revision=1")
    softened, gone = texts_of(page, ".card")
    assert "softened in revision 2 Now: Wir liefern vermutlich im Mai" in softened
    assert "gone in revision 2" in gone
    assert "Softened because A hedge was added".lower() in softened.lower()


def test_an_edit_stands_in_the_history_of_its_claim(article: Article, reader: Client) -> None:
    claim = build.make_claim(statements=[Statement.objects.order_by("pk")[0]])
    edit(article, ("softened", "gone"))
    page = load(reader, claim.get_absolute_url())
    event = next(event for event in texts_of(page, ".events li") if "edited" in event)
    assert "softened Platinenpost edited" in event
    assert "Wir liefern vermutlich im Mai" in event
    assert len([event for event in texts_of(page, ".events li") if "edited" in event]) == 1


def test_an_edit_of_what_never_counted_is_no_event_of_the_claim(article: Article, reader: Client) -> None:
    claim = build.make_claim()
    build.make_link(claim, Statement.objects.order_by("pk")[0], state="rejected")
    edit(article, ("softened", "gone"))
    assert not [event for event in texts_of(load(reader, claim.get_absolute_url()), ".events li") if "edited" in event]


def duplicate(article: Article) -> Article:
    why = "98% of its words stand in the same order there"
    return build.make_article(FIRST, duplicate_of=article, duplicate_why=why, title="Werk in Graz")


def test_two_addresses_of_one_text_name_each_other(article: Article, reader: Client) -> None:
    other = duplicate(article)
    page = load(reader, other.get_absolute_url())
    assert article.title in text_of(page, ".reading-head .notice")
    assert "98% of its words" in text_of(page, ".reading-head .notice")
    assert "No attributed statement" not in page.get_text()
    assert other.canonical_url in text_of(load(reader, article.get_absolute_url()), ".reading-head")
    assert "the same text as another" in load(reader, "/articles/").get_text()


def test_only_a_curator_is_offered_to_keep_them_apart(article: Article, reader: Client, curator: Client) -> None:
    other = duplicate(article)
    address = f"{other.get_absolute_url()}keep-apart/"
    assert not load(reader, other.get_absolute_url()).select(f'form[action="{address}"]')
    assert load(curator, other.get_absolute_url()).select(f'form[action="{address}"]')
    page = parse(curator.post(address, follow=True))
    assert "read as an article of its own now" in text_of(page, ".toasts")
    other.refresh_from_db()
    assert other.stands_alone
    assert "an article of its own already" in text_of(parse(curator.post(address, follow=True)), ".toasts")


def test_an_earlier_address_is_told_beside_the_article(article: Article, reader: Client) -> None:
    article.aliases.create(url="https://platinenpost.example/alt", replaced_at=build.NOW)
    assert "https://platinenpost.example/alt" in load(reader, article.get_absolute_url()).get_text()
