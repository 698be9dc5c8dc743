"""The demo's weeks through the real pipeline: what is in its articles is found, and nothing else is."""

from datetime import datetime
from typing import Any

import pytest

from claims.models import Article, Claim, Feed, FeedFetch, Link, Revision, Statement, StatementFate
from claims.text import fold
from tests.demo.conftest import read_expected, read_known_failures

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]
EXPECTED = read_expected()
MISSED = read_known_failures("statements")
WRONG_STANDINGS = read_known_failures("standings")
WRONG_COUNTS = read_known_failures("counts")


def known_failure(key: str, failures: dict[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=failures[key], strict=True)] if key in failures else []


def core_statements() -> list[Any]:
    return [
        pytest.param(article["url"], statement, id=key, marks=known_failure(key, MISSED))
        for article in EXPECTED["articles"]
        for statement in article["statements"]
        if statement["tier"] == "core" and not statement.get("optional")
        for key in [f"{article['url'].split('//')[1].strip('/')}: {statement['text'][:60]}"]
    ]


def claims(failures: dict[str, str]) -> list[Any]:
    return [
        pytest.param(claim, id=claim["key"], marks=known_failure(claim["key"], failures))
        for claim in EXPECTED["claims"]
    ]


def article_at(url: str) -> Article:
    return Article.objects.get(url=url)


def statements_holding(url: str, text: str) -> list[Statement]:
    """Statements of the article that hold the words; of any of its revisions, since some were edited away."""
    wanted = squeeze(text)
    found = Statement.objects.filter(revision__article=article_at(url)).exclude(confidence="low")
    return [statement for statement in found if wanted in squeeze(statement.content_text)]


def squeeze(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def test_every_feed_is_read_and_every_article_kept_without_an_error() -> None:
    assert Article.objects.count() == len(EXPECTED["articles"])
    assert set(Article.objects.values_list("stage", "last_error")) == {("kept", "")}
    assert set(FeedFetch.objects.values_list("outcome", flat=True)) <= {"read", "unchanged"}
    assert set(Revision.objects.values_list("stage", flat=True)) == {"done"}
    assert Feed.objects.count() == 13


@pytest.mark.parametrize("article", EXPECTED["articles"], ids=lambda article: article["url"].split("//")[1].strip("/"))
def test_the_facts_about_an_article_are_read(article: dict[str, Any]) -> None:
    found = article_at(article["url"])
    assert found.lang == article["lang"]
    assert found.published_at == datetime.fromisoformat(article["published"])
    assert found.author == article["author"]


@pytest.mark.parametrize(("url", "statement"), core_statements())
def test_a_statement_is_found_with_its_speaker(url: str, statement: dict[str, Any]) -> None:
    found = statements_holding(url, statement["text"])
    assert found, "no statement holds these words"
    accepted = {fold(name) for name in [statement["speaker"] or "", *statement.get("speaker_also", [])]}
    named = {fold(name) for each in found for name in (each.speaker_name, str(each.speaker or ""))}
    assert accepted & named, f"the speaker is {sorted(named)}"


@pytest.mark.parametrize("article", EXPECTED["articles"], ids=lambda article: article["url"].split("//")[1].strip("/"))
def test_nothing_is_found_that_nobody_said(article: dict[str, Any]) -> None:
    forbidden = [*article["must_not"], *EXPECTED["must_not_on_every_page_of"].get(article["outlet"], [])]
    wrong = [entry for entry in forbidden if statements_holding(article["url"], entry["text"])]
    assert wrong == []


def test_what_was_edited_is_told_with_the_words_before_and_now_and_nothing_else_is() -> None:
    told = StatementFate.objects.filter(fate__in=StatementFate.EDITS).select_related("statement__revision__article")
    found = {each.statement.revision.article.url: each for each in told}
    assert len(told) == len(found) == len(EXPECTED["edits"])
    for edit in EXPECTED["edits"]:
        fate = found[edit["url"]]
        assert fate.fate == edit["fate"]
        assert edit["before"] in fate.before
        assert edit["after"] in fate.after


@pytest.mark.parametrize("claim", claims(WRONG_STANDINGS))
def test_a_claim_stands_as_it_should(claim: dict[str, Any]) -> None:
    found = claim_of(claim["key"])
    standing = claim.get("standing_before_review") or claim["standing"]
    assert (found.standing, found.independent) == (standing, claim["independent_origins"])


@pytest.mark.parametrize("claim", claims(WRONG_COUNTS))
def test_a_claim_counts_every_article_and_origin(claim: dict[str, Any]) -> None:
    found = claim_of(claim["key"])
    assert (found.articles, found.origins) == (claim["articles"], claim["origins"])


def claim_of(key: str) -> Claim:
    """The claim that most of the statements expected in it are linked to."""
    votes: dict[int, int] = {}
    for article in EXPECTED["articles"]:
        for statement in article["statements"]:
            if statement["claim"] == key:
                holding = statements_holding(article["url"], statement["text"])
                for link in Link.objects.filter(statement__in=holding, state__in=Link.COUNTED):
                    votes[link.claim_id] = votes.get(link.claim_id, 0) + 1
    assert votes, "no statement of this claim is linked to any"
    return Claim.objects.get(pk=max(votes, key=lambda pk: (votes[pk], -pk)))
