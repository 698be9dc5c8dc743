"""How fast extraction is, and whether a degenerate text costs more than its length."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract import extract

WORDS_PER_ARTICLE = 500
ARTICLES = 60
ROUNDS = 3
DEGENERATE = {
    "a million characters without a space": "a" * 1_000_000,
    "10,000 unclosed quotation marks": "„auf " * 10_000,
    "5,000 nested brackets": "(" * 5_000 + "x" + ")" * 5_000,
}


@dataclass(frozen=True)
class Speed:
    """One process. `degenerate` compares seconds per character with the articles': 1.0 is as fast as they are."""

    articles_per_second: float
    doubling: float  # what a text of twice the length costs, times as much: 2.0 is linear
    degenerate: dict[str, float]


def measure_speed(texts: Sequence[str], lang: str) -> Speed:
    """The texts are joined and cut into articles of 500 words; each figure is the best of three rounds."""
    articles = cut_articles(texts)
    seconds = sum(_seconds(article, lang) for article in articles)
    per_character = seconds / sum(map(len, articles))
    long = "\n\n".join(articles[: len(articles) // 2])
    double = f"{long}\n\n{long}"
    return Speed(
        len(articles) / seconds,
        _seconds(double, lang) / _seconds(long, lang),
        {name: _seconds(text, lang) / len(text) / per_character for name, text in DEGENERATE.items()},
    )


def cut_articles(texts: Sequence[str]) -> list[str]:
    """Paragraphs are kept whole; few texts are taken several times."""
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    if not paragraphs:
        raise ValueError("there is no text to measure the speed with")
    articles: list[str] = []
    article: list[str] = []
    size = 0
    while len(articles) < ARTICLES:
        for paragraph in paragraphs:
            article.append(paragraph)
            size += len(paragraph.split())
            if size >= WORDS_PER_ARTICLE:
                articles.append("\n\n".join(article))
                article, size = [], 0
    return articles[:ARTICLES]


def _seconds(text: str, lang: str) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        extract(text, lang)
        best = min(best, time.perf_counter() - started)
    return best
