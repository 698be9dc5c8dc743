"""Posts and the checked claims that they make: how often a right one is found, and how often the machine links it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from claims.corroborate import Features
from claims.evaluation.corpora import FIELDS, Corpus, GoldError, read_rows
from claims.evaluation.described import describe_text
from claims.evaluation.scoring import Score

LANG = "en"
POOL = "corpus.jsonl"
# "… — Lena Aurich (@LenaAurich) March 4, 2026", as a post is embedded in a page
SIGNATURE = re.compile(r"\s*— (?P<author>[^—]*\(@\w+\)) (?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})\s*$")
DAY_OF_POST, DAY_OF_CLAIM = "%B %d, %Y", "%d %B %Y"
RANKS = 5


@dataclass(frozen=True)
class Post:
    """`right` are the numbers of the claims that it makes."""

    said: Features
    right: frozenset[int]


@dataclass(frozen=True)
class PostCorpus:
    """Claims by their numbers, each with its wordings."""

    claims: Sequence[tuple[int, Sequence[Features]]]
    posts: Sequence[Post]


@dataclass(frozen=True)
class Answer:
    """What was made of a post: the claims from the most like on, and the one it was linked to by the machine.

    `linked_without` says whether it would be linked if the right claims were not known, which is wrong in any case.
    """

    right: frozenset[int]
    ranked: Sequence[int]
    linked: int | None
    linked_without: bool


@dataclass(frozen=True)
class Retrieval:
    """Shares of the posts; `map5` is the mean of 1 / rank of the right claim, 0 from the sixth rank on."""

    posts: int
    map5: float
    first: float
    first_five: float
    links: Score
    linked_without: float


def measure_answers(answers: Sequence[Answer]) -> Retrieval:
    ranks = [rank_of_right(answer) for answer in answers]
    linked = [answer for answer in answers if answer.linked is not None]
    count = max(len(answers), 1)
    return Retrieval(
        posts=len(answers),
        map5=sum(1 / rank for rank in ranks if rank) / count,
        first=sum(rank == 1 for rank in ranks) / count,
        first_five=sum(rank > 0 for rank in ranks) / count,
        links=Score(sum(answer.linked in answer.right for answer in linked), len(linked), len(answers)),
        linked_without=sum(answer.linked_without for answer in answers) / count,
    )


def rank_of_right(answer: Answer) -> int:
    """0 where it is not among the first five."""
    return next((rank for rank, pk in enumerate(answer.ranked[:RANKS], 1) if pk in answer.right), 0)


def read_posts(path: Path) -> PostCorpus:
    """With the claims from the file beside it."""
    pool = list(read_rows(path.with_name(POOL), ("id", "claim", "title", "subtitle", "date")))
    numbers = {row["id"]: number for number, (_, row) in enumerate(pool, 1)}
    posts = [to_post(row, numbers, place) for place, row in read_rows(path, FIELDS[Corpus.POSTS])]
    claims = ((numbers[row["id"]], wordings_of(row)) for _, row in pool)
    return PostCorpus([(number, wordings) for number, wordings in claims if wordings], posts)


def to_post(row: dict[str, Any], numbers: dict[str, int], place: str) -> Post:
    unknown = [claim for claim in row["relevant"] if claim not in numbers]
    if unknown:
        raise GoldError(f"{place} names claims that are not in {POOL}: {', '.join(unknown)}")
    return Post(describe_post(row["query"]), frozenset(numbers[claim] for claim in row["relevant"]))


def describe_post(text: str) -> Features:
    """Who wrote it is a part of what it says: claims tell who is said to have posted what."""
    signature = SIGNATURE.search(text)
    if not signature:
        return describe_text(text, LANG)
    said = f"{text[: signature.start()]} {signature['author']}"
    return describe_text(said, LANG, to_day(signature["day"], DAY_OF_POST))


def wordings_of(row: dict[str, Any]) -> list[Features]:
    day = to_day(row["date"] or "", DAY_OF_CLAIM)
    texts: Iterable[str | None] = (row["claim"], row["title"], row["subtitle"])
    described = (describe_text(text, LANG, day) for text in texts if text)
    return [each for each in described if each.keys]


def to_day(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC).date()
    except ValueError:
        return None
