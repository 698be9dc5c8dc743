"""The labels of the invented stories hold together: every word stands in its article, and the numbers follow."""

import json
from pathlib import Path
from typing import Any

import pytest

from claims.evaluation import read_stories

STORIES = Path(__file__).parent.parent / "cases" / "stories"
COUNTING = ("asserts", "denies", "qualifies", "repeats")
FOR_OR_AGAINST = ("asserts", "denies", "repeats")

every_story = pytest.mark.parametrize("path", sorted(STORIES.glob("*/*/story.json")), ids=lambda path: path.parent.name)


def told_of(story: dict[str, Any], claim: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The counting statements of a claim, each with its article; what a later version replaced does not count."""
    replaced = {article.get("revises") for article in story["articles"]}
    return [
        (article, statement)
        for article in story["articles"]
        if article["file"] not in replaced
        for statement in article["statements"]
        if statement["claim"] == claim and statement["relation"] in COUNTING
    ]


@pytest.mark.parametrize(
    "part", sorted(path for path in STORIES.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_every_statement_is_found_in_its_article(part: Path) -> None:
    articles = [article for story in read_stories(part) for article in story.articles]
    assert {article.lang for article in articles} == {"de", "en"}
    assert all(article.gold.attributions for article in articles)


@every_story
def test_a_story_names_only_what_it_has(path: Path) -> None:
    story = json.loads(path.read_text("utf-8"))
    outlets, claims, origins = (
        {row[key] for row in story[name]} for name, key in (("outlets", "name"), ("claims", "id"), ("origins", "id"))
    )
    files = {article["file"] for article in story["articles"]}
    assert files == {file.name for file in path.parent.glob("*.txt")}
    for article in story["articles"]:
        assert article["outlet"] in outlets
        assert {article.get("takes_from"), article.get("revises")} <= {None, *files}
        text = (path.parent / article["file"]).read_text("utf-8")
        assert all(words in text for words in article.get("not_statements", []))
        assert {statement["claim"] for statement in article["statements"]} <= {None, *claims}
        assert {statement["origin"] for statement in article["statements"]} <= {None, *origins}


@every_story
def test_the_numbers_of_a_claim_are_those_of_its_statements(path: Path) -> None:
    story = json.loads(path.read_text("utf-8"))
    for claim in story["claims"]:
        told = told_of(story, claim["id"])
        origins = [statement["origin"] for _, statement in told if statement["relation"] in FOR_OR_AGAINST]
        numbers = {
            "articles": len({article["file"] for article, _ in told}),
            "outlets": len({article["outlet"] for article, _ in told}),
            "origins": len({*origins} - {None}),
            "unresolved": origins.count(None),
        }
        assert {name: claim["counts"][name] for name in numbers} == numbers, claim["id"]
