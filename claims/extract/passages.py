"""A text in one language may have paragraphs in the other: each is read by the rules of its own."""

import re
from collections.abc import Iterator

from claims.text import STOPWORDS, WORD, Span, count_function_words

PARAGRAPH = re.compile(r"[^\r\n]+")
ENOUGH_WORDS = 12
MOST_OF_MAIN = 0.05  # of the words of a paragraph in the other language
LEAST_OF_OTHER = 0.15


def part_languages(text: str, main: str) -> dict[str, str]:
    """Language -> the text with spaces for what is not in it, so that every place stays the same.

    A paragraph is the other language's only where its function words leave no doubt: a quotation or a name does not.
    """
    other = next(lang for lang in STOPWORDS if lang != main)
    foreign = [match.span() for match in PARAGRAPH.finditer(text) if _is_in(match.group(), other, main)]
    if not foreign:
        return {main: text}
    spans = [Span(start, end) for start, end in foreign]
    return {main: "".join(_blanked(text, spans)), other: "".join(_blanked(text, list(_between(spans, len(text)))))}


def _is_in(paragraph: str, other: str, main: str) -> bool:
    lower = paragraph.lower()
    # Told at a glance for most: a function word between spaces counts for sure, and between two words stands a mark.
    if sum(map(STOPWORDS[main].__contains__, lower.split())) > MOST_OF_MAIN * (len(lower) // 2 + 1):
        return False
    found = WORD.findall(lower)
    if len(found) < ENOUGH_WORDS:
        return False
    votes = count_function_words(found)
    return votes[main] <= MOST_OF_MAIN * len(found) and votes[other] >= LEAST_OF_OTHER * len(found)


def _between(spans: list[Span], length: int) -> Iterator[Span]:
    at = 0
    for span in [*spans, Span(length, length + 1)]:
        if span.start > at:
            yield Span(at, span.start)
        at = span.end


def _blanked(text: str, spans: list[Span]) -> Iterator[str]:
    at = 0
    for span in spans:
        yield text[at : span.start]
        yield re.sub(r"[^\r\n]", " ", span.of(text))
        at = span.end
    yield text[at:]
