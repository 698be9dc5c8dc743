"""A labelled story through the real pipeline, and what it is held against."""

import json
from pathlib import Path
from typing import Any

import pytest

from claims.evaluation import Story, read_stories
from claims.models import Article, Claim, Statement
from claims.trial import link_as_labelled, measure_story_links, play_stories

pytestmark = pytest.mark.django_db

FIRST = "Brennwerk zieht um\n\nBrennwerk verlegt die Fertigung im Mai nach Graz, sagte Ada Lind."
ECHO = "Brennwerk moves\n\nBrennwerk will move its production to Graz in May, Ada Lind said."


def statement(content: str, **values: Any) -> dict[str, Any]:
    return {
        "content": [content], "source": ["Ada Lind"], "speaker": "Ada Lind", "source_kind": "named", "kind": "indirect",
        "claim": "move", "relation": "asserts", "origin": "lind", "hops": [], **values,
    }  # fmt: skip


def article(file: str, outlet: str, day: int, *statements: dict[str, Any]) -> dict[str, Any]:
    url = f"https://{outlet.lower()}.example/{file}"
    published = f"2026-03-0{day}T09:00:00+01:00"
    return {"file": file, "outlet": outlet, "published": published, "url": url, "statements": list(statements)}


@pytest.fixture
def stories(tmp_path: Path) -> list[Story]:
    folder = tmp_path / "the-move"
    folder.mkdir()
    (folder / "01-funkpost.de.txt").write_text(FIRST, encoding="utf-8")
    (folder / "02-wire.en.txt").write_text(ECHO, encoding="utf-8")
    counts = {"articles": 2, "outlets": 2, "origins": 1, "independent": 1, "interested": 1, "unresolved": 0}
    lind = {"relation": "works for", "object": "Brennwerk", "role": "CEO"}
    story = {
        "outlets": [
            {"name": name, "kind": "newsroom", "lang": lang, "domain": f"{name.lower()}.example"}
            for name, lang in (("Funkpost", "de"), ("Wire", "en"))
        ],
        "entities": [
            {"name": "Brennwerk", "kind": "organisation", "aliases": [], "relations": []},
            {"name": "Ada Lind", "kind": "person", "aliases": [], "relations": [lind]},
        ],
        "claims": [{"id": "move", "headline": "Brennwerk moves to Graz", "counts": {"standing": "echoed", **counts}}],
        "origins": [{"id": "lind", "kind": "utterance event", "actor": "Ada Lind", "label": "Ada Lind"}],
        "articles": [
            article("01-funkpost.de.txt", "Funkpost", 1, statement("Brennwerk verlegt die Fertigung im Mai nach Graz")),
            article("02-wire.en.txt", "Wire", 2, statement("Brennwerk will move its production to Graz in May")),
        ],
    }
    (folder / "story.json").write_text(json.dumps(story), encoding="utf-8")
    return read_stories(tmp_path)


@pytest.mark.parametrize("labelled", [True, False], ids=["by its labels", "by what is found"])
def test_a_german_and_an_english_article_of_one_statement_meet_in_one_claim(
    stories: list[Story], *, labelled: bool
) -> None:
    play_stories(stories, labelled=labelled)
    measured = measure_story_links(stories)
    assert (measured.statements, measured.bcubed.f1) == (2, 1.0)
    assert measured.pairs_across_languages.recall == 1.0
    assert set(measured.numbers.values()) == {1}


def test_by_its_labels_a_story_has_just_the_statements_that_people_marked(stories: list[Story]) -> None:
    play_stories(stories, labelled=True)
    assert Article.objects.count() == 2
    assert [each.speaker_name for each in Statement.objects.all()] == ["Ada Lind", "Ada Lind"]


def test_with_its_claims_given_only_counting_is_left(stories: list[Story]) -> None:
    play_stories(stories, labelled=True)
    link_as_labelled(stories)
    claim = Claim.objects.get(headline="Brennwerk moves to Graz")
    assert (claim.standing, claim.articles, claim.origins) == ("echoed", 2, 1)
