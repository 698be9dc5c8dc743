"""Invented stories of a few articles, with what people labelled in them: who says what, which claims, from where."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from claims.evaluation.corpora import GoldError
from claims.evaluation.gold import GoldAttribution, GoldText, located
from claims.link.starter import StarterAlias, StarterEntity, StarterRelation


@dataclass(frozen=True)
class StoryHop:
    relation: str
    agent: str
    channel: str


@dataclass(frozen=True)
class StoryStatement:
    """`claim` and `origin` are names within the story, "" where there is none."""

    place: GoldAttribution
    speaker: str
    source_kind: str
    claim: str
    relation: str
    origin: str
    hops: tuple[StoryHop, ...]


@dataclass(frozen=True)
class StoryArticle:
    """`revises` is the file of the article of which this is a later version, "" where it is an article of its own."""

    file: str
    outlet: str
    published: datetime
    url: str
    revises: str
    lang: str
    text: str
    statements: tuple[StoryStatement, ...]

    @property
    def gold(self) -> GoldText:
        return GoldText(self.text, self.lang, tuple(each.place for each in self.statements), self.published.date())


@dataclass(frozen=True)
class StoryOutlet:
    name: str
    kind: str
    lang: str
    owner_group: str
    domain: str


@dataclass(frozen=True)
class StoryClaim:
    """`counts` are the numbers and the standing that its statements come to, named as in models.Counts."""

    id: str
    headline: str
    counts: Mapping[str, int | str]


@dataclass(frozen=True)
class Story:
    name: str
    outlets: tuple[StoryOutlet, ...]
    entities: tuple[StarterEntity, ...]
    claims: tuple[StoryClaim, ...]
    articles: tuple[StoryArticle, ...]  # in the order of their publication


def read_stories(folder: Path) -> list[Story]:
    """STORY/story.json with its articles as NN-OUTLET.LANG.txt beside it; what they say is given in words."""
    return [read_story(path) for path in sorted(folder.glob("*/story.json"))]


def read_story(path: Path) -> Story:
    try:
        return _story(path.parent, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path} cannot be read as a story: {error!r}") from error
    except GoldError as error:
        raise GoldError(f"{path}: {error}") from error


def _story(folder: Path, row: dict[str, Any]) -> Story:
    articles = sorted((_article(folder, each) for each in row["articles"]), key=lambda each: each.published)
    return Story(
        folder.name,
        tuple(_outlet(each) for each in row["outlets"]),
        tuple(_entity(each) for each in row["entities"]),
        tuple(StoryClaim(each["id"], each["headline"], each["counts"]) for each in row["claims"]),
        tuple(articles),
    )


def _article(folder: Path, row: dict[str, Any]) -> StoryArticle:
    text = (folder / row["file"]).read_text(encoding="utf-8")
    return StoryArticle(
        file=row["file"],
        outlet=row["outlet"],
        published=datetime.fromisoformat(row["published"]),
        url=row["url"],
        revises=row.get("revises", ""),
        lang=row["file"].split(".")[-2],
        text=text,
        statements=tuple(_statements(text, row["statements"])),
    )


def _statements(text: str, rows: list[dict[str, Any]]) -> Iterable[StoryStatement]:
    for row, place in zip(rows, located(text, rows), strict=True):
        yield StoryStatement(
            place=place,
            speaker=row["speaker"] or "",
            source_kind=row["source_kind"],
            claim=row["claim"] or "",
            relation=row.get("relation") or "",
            origin=row["origin"] or "",
            hops=tuple(StoryHop(hop["relation"], hop["agent"] or "", hop.get("channel", "")) for hop in row["hops"]),
        )


def _outlet(row: dict[str, Any]) -> StoryOutlet:
    return StoryOutlet(row["name"], row["kind"], row["lang"], row.get("owner_group", ""), row["domain"])


def _entity(row: dict[str, Any]) -> StarterEntity:
    return StarterEntity(
        row["kind"],
        row["name"],
        tuple(StarterAlias(alias["text"], alias.get("lang", "")) for alias in row["aliases"]),
        tuple(
            StarterRelation(relation["relation"], relation["object"], relation.get("role", ""))
            for relation in row["relations"]
        ),
        row.get("description", ""),
    )
