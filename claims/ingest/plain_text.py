"""An article's text as an analyst copies it from a browser, with everything that comes along, to the same reading.

The order of such a text is the page's: a section label, the title, the article with its credits, then boxes and
readers' comments. Whatever follows the comments' heading is never article text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.ingest.characters import one_line, visible
from claims.ingest.dates import parse_date
from claims.ingest.page_words import BYLINE_START, CAPTION_END, CLOSING_BOXES, COMMENT_LINES
from claims.ingest.reading import TEXT_ROLES, Block, PageReading, Role
from claims.ingest.roles import assign_roles
from claims.text import detect_language, words

COMMENTS_HEADING = COMMENT_LINES["heading of the comments"]
COMMENT_CHROME = COMMENT_LINES["buttons and counters of the comments"]
WHO_COMMENTS = "who comments"
LONGEST_HEADING = 16  # words
LONGEST_CAPTION = 45  # words, of a line that ends with a picture credit
FEWEST_TITLE_WORDS = 4  # of a title, if there is more than one heading to choose from
WRAPPED = range(40, 101)  # characters a line has where an editor has wrapped it
CLOSING_SHARE = 0.3  # of the words that may follow a box that ends the article
NO_SENTENCE = (".", ":", ";", ",", "…")
BULLET = re.compile(r"^(?:[-*•‣▪–]\s+)")
SINGULAR = re.compile(r"kommentar|comment", re.IGNORECASE)
CLOSING_MARKS = "“”\"»«'’)] "
PERSON = re.compile(r"[A-ZÄÖÜ][\w.'’-]+(?: (?:von|van|de|der)?\s*[A-ZÄÖÜ][\w.'’-]+){1,3}")


def read_plain_text(text: str, *, url: str = "", declared_lang: str | None = None) -> PageReading:
    paragraphs = split_paragraphs(visible(text))
    ends_at, opens_comments = _end_of_article(paragraphs)
    article, rest = paragraphs[:ends_at], paragraphs[ends_at:]
    title = _find_title(article)
    blocks = assign_roles([_block(paragraph) for paragraph in article], [title] if title else [])
    blocks = (*blocks, *(_comments(rest) if opens_comments else _closing(rest)))
    facts = _facts(blocks)
    reading = PageReading(
        title=title,
        author=facts.get("author", ""),
        published=parse_date(re.sub(r"^\D+", "", facts.get("published", ""))),
        lang="",
        blocks=blocks,
        canonical_url=url,
        provenance=tuple((name, "the pasted text") for name in ("title", "author", "published") if name in facts),
    )
    return replace(reading, lang=detect_language(reading.text or title, declared_lang).lang)


def split_paragraphs(text: str) -> list[str]:
    """Empty lines part paragraphs; so do single ones, unless the lines were wrapped at a width."""
    found: list[str] = []
    for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [one_line(line) for line in chunk.split("\n") if line.strip()]
        wrapped = len(lines) > 2 and all(len(line) in WRAPPED for line in lines[:-1])
        found += [" ".join(lines)] if wrapped else lines
    return [paragraph for paragraph in found if paragraph]


def is_heading(paragraph: str) -> bool:
    bare = paragraph.rstrip(CLOSING_MARKS)
    return bool(bare) and not bare.endswith(NO_SENTENCE) and len(words(paragraph)) <= LONGEST_HEADING


def _block(paragraph: str) -> Block:
    if CAPTION_END.search(paragraph) and len(words(paragraph)) <= LONGEST_CAPTION:
        return Block(Role.CAPTION, paragraph, why="ends with a picture credit")
    bare = BULLET.sub("", paragraph)
    if bare != paragraph:
        return Block(Role.BODY, bare)
    return Block(Role.HEADING if is_heading(paragraph) else Role.BODY, paragraph)


def _find_title(paragraphs: Sequence[str]) -> str:
    """The first heading of some length before the first prose; a shorter one above it is the section's label."""
    headings = []
    for paragraph in paragraphs:
        if not is_heading(paragraph):
            break
        if _block(paragraph).role == Role.HEADING and not BYLINE_START.match(paragraph):
            headings.append(paragraph)
    return next((heading for heading in headings if len(words(heading)) >= FEWEST_TITLE_WORDS), "") or (
        headings[0] if headings else ""
    )


def _end_of_article(paragraphs: Sequence[str]) -> tuple[int, bool]:
    """Where comments or closing boxes begin, and whether it is the comments."""
    counts = [len(words(paragraph)) for paragraph in paragraphs]
    for at, paragraph in enumerate(paragraphs):
        if _opens_comments(paragraphs, at):
            return at, True
        if _why_closing(paragraph) and _words_before_comments(paragraphs[at:]) <= CLOSING_SHARE * sum(counts[:at]):
            return at, False
    return len(paragraphs), False


def _opens_comments(paragraphs: Sequence[str], at: int) -> bool:
    """Below some prose, since "Kommentar" above a title is the label of an opinion piece; a bare "Kommentar" or
    "Comment" may also be a heading of the article, unless the buttons of a comment section follow it."""
    if not COMMENTS_HEADING.fullmatch(paragraphs[at]) or all(map(is_heading, paragraphs[:at])):
        return False
    below = paragraphs[at + 1 : at + 9]
    return not SINGULAR.fullmatch(paragraphs[at]) or any(map(COMMENT_CHROME.fullmatch, below))


def _words_before_comments(paragraphs: Sequence[str]) -> int:
    total = 0
    for paragraph in paragraphs:
        if COMMENTS_HEADING.fullmatch(paragraph):
            break
        total += len(words(paragraph))
    return total


def _why_closing(paragraph: str) -> str:
    return next((why for why, pattern in CLOSING_BOXES.items() if pattern.fullmatch(paragraph)), "")


def _closing(paragraphs: Sequence[str]) -> Iterator[Block]:
    """Boxes below the article, each up to the next one's heading; comments may follow."""
    why = ""
    for at, paragraph in enumerate(paragraphs):
        if COMMENTS_HEADING.fullmatch(paragraph):
            yield from _comments(paragraphs[at:])
            return
        why = _why_closing(paragraph) or why
        yield Block(Role.BOILERPLATE, paragraph, why=why)


@dataclass
class _Commenter:
    """Who writes the comment that is being read: the first name-like line since the one before it ended."""

    name: str = ""
    done: bool = False


def _comments(paragraphs: Sequence[str]) -> Iterator[Block]:
    commenter = _Commenter()
    for at, paragraph in enumerate(paragraphs):
        if _why_closing(paragraph):
            yield from _closing(paragraphs[at:])
            return
        yield _comment(paragraph, commenter)


def _comment(paragraph: str, commenter: _Commenter) -> Block:
    if COMMENTS_HEADING.fullmatch(paragraph):
        return Block(Role.BOILERPLATE, paragraph, why="heading of the comments")
    if COMMENT_CHROME.fullmatch(paragraph):
        return Block(Role.BOILERPLATE, paragraph, why="buttons and counters of the comments")
    if is_heading(paragraph) and len(words(paragraph)) <= 4:
        if commenter.done:
            commenter.name, commenter.done = "", False
        if len(paragraph) > 1:
            commenter.name = commenter.name or paragraph
        return Block(Role.BOILERPLATE, paragraph, why=WHO_COMMENTS)
    commenter.done = True
    return Block(Role.COMMENT, paragraph, author=commenter.name, why="reader comment")


def _facts(blocks: Sequence[Block]) -> dict[str, str]:
    """What the lines that are no text say about the article."""
    facts: dict[str, str] = {}
    for at, block in enumerate(blocks):
        if block.role in TEXT_ROLES:
            continue
        if block.why == "the title, kept apart":
            facts.setdefault("title", block.text)
        elif block.why == "byline":
            facts.setdefault("author", BYLINE_START.sub("", block.text).strip())
        elif block.why == "date line":
            facts.setdefault("published", block.text)
        elif block.why == "author box" and at and blocks[at - 1].why == "author box" and PERSON.fullmatch(block.text):
            facts.setdefault("author", block.text)
    return facts
