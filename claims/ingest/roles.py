"""Which paragraphs of a text, however it was found, are not the article: titles repeated, bylines, credits, teasers.

Each rule looks at one short paragraph, or at its place; none touches a paragraph that reads like prose.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from claims.ingest.page_words import BYLINE, CREDITS, DATE_LINE, PARAGRAPHS, READING_TIME
from claims.ingest.reading import TEXT_ROLES, Block, Role
from claims.text import fold, words

PICTURE_CREDIT = CREDITS["a picture credit"]
AGENCY_CREDIT = "credit of an agency or a reporter"
SHORT_BOILERPLATE = {**PARAGRAPHS, AGENCY_CREDIT: CREDITS[AGENCY_CREDIT]}
LONGEST_BOILERPLATE = 45  # words; longer paragraphs are asked nothing
LONGEST_CREDIT = 25
LONGEST_BYLINE = 14
REPEATED = 3  # times
TOP = 8  # blocks in which the title, byline and date are expected
SENTENCE_END = (".", "!", "?", "…", ".”", ".“", '."', "!“", "?“", ":")


def assign_roles(blocks: Sequence[Block], titles: Sequence[str], link_texts: Collection[str] = ()) -> tuple[Block, ...]:
    """The same blocks; those that are no part of the article with another role and the reason for it."""
    times = Counter(block.text for block in blocks)
    judged = [_judged(block, link_texts, times[block.text]) for block in blocks]
    judged = _without_top_matter(judged, titles)
    return tuple(without_dangling_headings(judged))


def is_prose(text: str) -> bool:
    return text.endswith(SENTENCE_END[:-1]) and len(words(text)) > 6


def _judged(block: Block, link_texts: Collection[str], times: int) -> Block:
    if block.role not in TEXT_ROLES:
        return block
    length = len(words(block.text))
    if length == 0:
        return _boilerplate(block, "no words")
    if length <= LONGEST_BOILERPLATE:
        for why, pattern in SHORT_BOILERPLATE.items():
            if pattern.match(block.text):
                return _boilerplate(block, why)
    if length <= LONGEST_CREDIT and PICTURE_CREDIT.match(block.text):
        return replace(block, role=Role.CAPTION, why="a picture credit")
    if times >= REPEATED:
        return _boilerplate(block, f"stands on the page {times} times")
    if block.role == Role.BODY and block.text in link_texts:
        return _boilerplate(block, "link to another article")
    return block


def _without_top_matter(blocks: list[Block], titles: Sequence[str]) -> list[Block]:
    """The title is kept apart from the text; so are what stands above it, and the byline and date below it."""
    title_words = [set(words(fold(title))) for title in titles if len(words(title)) > 1]
    repeats = [at for at, block in enumerate(blocks[:TOP]) if _is_title(block, title_words)]
    for at, block in enumerate(blocks[:TOP]):
        if block.role not in TEXT_ROLES:
            continue
        if at in repeats:
            blocks[at] = _boilerplate(block, "the title, kept apart")
        elif repeats and at < repeats[0] and len(words(block.text)) <= 6 and not is_prose(block.text):
            blocks[at] = _boilerplate(block, "section label above the title")
        elif len(words(block.text)) <= LONGEST_BYLINE and (why := _why_byline(block.text)):
            blocks[at] = _boilerplate(block, why)
    return blocks


def _is_title(block: Block, titles: Sequence[set[str]]) -> bool:
    if block.role not in TEXT_ROLES or is_prose(block.text):
        return False
    own = set(words(fold(block.text)))
    return any(
        len(own & title) >= 0.8 * max(len(own), len(title)) or (len(own) > 3 and own <= title) for title in titles
    )


def _why_byline(text: str) -> str:
    if DATE_LINE.match(text):
        return "date line"
    if READING_TIME.match(text):
        return "reading time"
    return "byline" if BYLINE.match(text) else ""


def without_dangling_headings(blocks: list[Block]) -> list[Block]:
    """A heading with nothing of the article below it belongs to a box that was taken out."""
    article_follows = False
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.role == Role.HEADING and not article_follows:
            blocks[at] = _boilerplate(block, "heading of nothing")
        article_follows = article_follows or block.role in (Role.BODY, Role.QUOTE)
    return blocks


def _boilerplate(block: Block, why: str) -> Block:
    return replace(block, role=Role.BOILERPLATE, why=why)
