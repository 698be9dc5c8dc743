"""Paragraphs that stand in several articles of one site: who the author is, what the newsletter brings, who pays.

What somebody said is never taken for one, however often follow-ups repeat it as background: a lost statement costs
more than a newsletter's pitch that is read. Headings and short paragraphs recur by chance, and are never taken either.
A page that repeats for its greater part is another address of the same article.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

from claims.ingest.reading import PageReading, Role
from claims.ingest.roles import without_dangling_headings
from claims.text import fold, words

RECURS_IN = 3  # articles, this one among them
SHORTEST = 10  # words
SHORTEST_QUOTATION = 4  # words
LARGEST_SHARE = 0.5  # of the text
QUOTATION = re.compile(r"[“”„‟\"«»]([^“”„‟\"«»]+)[“”„‟\"«»]")

SaysSomething = Callable[[str], bool]


def paragraph_fingerprints(reading: PageReading) -> dict[str, str]:
    """The paragraphs that are long enough to be known again, by what is the same in each place where they stand."""
    paragraphs = (block.text for block in reading.blocks if block.role == Role.BODY)
    return {fingerprint(text): text for text in paragraphs if len(words(text)) >= SHORTEST}


def fingerprint(paragraph: str) -> str:
    """The same whatever the typography of it."""
    return sha256(" ".join(words(fold(paragraph))).encode()).hexdigest()[:32]


def without_recurring(reading: PageReading, others: Mapping[str, int], says_something: SaysSomething) -> PageReading:
    """What recurs becomes boilerplate with the reason and the number of articles.

    `others`: in how many other articles of the site a fingerprint stands. `says_something`: whether somebody speaks.
    """
    found = paragraph_fingerprints(reading)
    recurring = {text: others[key] + 1 for key, text in found.items() if others.get(key, 0) + 1 >= RECURS_IN}
    if not recurring or sum(map(len, recurring)) > LARGEST_SHARE * len(reading.text):
        return reading
    demoted = {text for text in recurring if not _holds_quotation(text) and not says_something(text)}
    blocks = [
        replace(block, role=Role.BOILERPLATE, why=f"stands in at least {recurring[block.text]} articles of this site")
        if block.role == Role.BODY and block.text in demoted
        else block
        for block in reading.blocks
    ]
    return replace(reading, blocks=tuple(without_dangling_headings(blocks)))


def _holds_quotation(text: str) -> bool:
    return any(len(words(said)) >= SHORTEST_QUOTATION for said in QUOTATION.findall(text))
