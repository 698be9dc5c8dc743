"""What is taken out of a page's tree before its main text is looked for, and kept beside it as blocks.

Hidden nodes go without a trace. Captions, reader comments and the boxes named in page_words become blocks of their own.
Nothing is taken that holds a good part of the page's text: class names lie, and a wrong guess must not cost an article.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import takewhile

from bs4 import BeautifulSoup, Tag

from claims.ingest.characters import one_line
from claims.ingest.page_words import (
    BOXES,
    CAPTION_TOKENS,
    COMMENT_AUTHOR,
    COMMENT_ITEM,
    COMMENT_SECTIONS,
    COMMENT_TEXT,
    HIDDEN_TOKENS,
)
from claims.ingest.reading import Block, Role

HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NEVER_A_BOX = frozenset({"html", "head", "body", "main", "article", "h1", "meta", "link", "script", "style"})
LARGEST_SHARE = 0.2  # of the page's paragraph text that a removed node may hold
LONGEST_CAPTION = 600  # characters
LINKED_SHARE = 0.7
NO_BOX = ("", 0)
SENTENCE_END = (".", ".“", ".”", '."')


def take_boxes(soup: BeautifulSoup) -> list[Block]:
    """Removes the nodes from `soup` and returns what they said."""
    limit = LARGEST_SHARE * sum(len(p.get_text()) for p in soup.find_all("p"))
    _drop_hidden(soup, limit)
    return [*_take_comments(soup), *_take_captions(soup), *_take_named_boxes(soup, limit)]


def _tags(soup: BeautifulSoup, is_wanted: Callable[[Tag], bool]) -> list[Tag]:
    """As soup.find_all(is_wanted), in a fraction of its time."""
    return [node for node in soup.descendants if isinstance(node, Tag) and is_wanted(node)]


def _is_gone(node: Tag) -> bool:
    """As node.decomposed, which looks through all of a living node for a tag of the name "_decomposed"."""
    return bool(vars(node).get("_decomposed"))


def _drop_hidden(soup: BeautifulSoup, limit: float) -> None:
    for node in _tags(soup, _is_hidden):
        if not _is_gone(node) and _paragraph_length(node) <= limit:
            node.decompose()


def _is_hidden(node: Tag) -> bool:
    if node.name in NEVER_A_BOX:
        return False
    return bool(
        node.has_attr("hidden")
        or _attribute(node, "aria-hidden") == "true"
        or HIDDEN_STYLE.search(_attribute(node, "style"))
        or HIDDEN_TOKENS & {token.lower() for token in _tokens(node)}
    )


def _take_captions(soup: BeautifulSoup) -> Iterator[Block]:
    for node in _tags(soup, _is_caption):
        if _is_gone(node):
            continue
        text = one_line(node.get_text(" "))
        if len(text) <= LONGEST_CAPTION:
            node.decompose()
            if text:
                yield Block(Role.CAPTION, text, why="text under a picture")


def _is_caption(node: Tag) -> bool:
    if node.name in NEVER_A_BOX:
        return False
    named = node.name == "figcaption" or any(CAPTION_TOKENS.fullmatch(token) for token in _tokens(node))
    return named and len(node.find_all("p", limit=3)) <= 2


def _take_named_boxes(soup: BeautifulSoup, limit: float) -> Iterator[Block]:
    for node in _tags(soup, lambda node: node.name not in NEVER_A_BOX and bool(node.attrs)):
        if _is_gone(node):
            continue
        why, longest = _box(node)
        if why and _paragraph_length(node) <= min(longest, limit) and node.find("h1") is None:
            text = one_line(node.get_text(" "))
            node.decompose()
            if text:
                yield Block(Role.BOILERPLATE, text, why=why)


def _box(node: Tag) -> tuple[str, int]:
    return next((box for box in map(_box_of_token, _tokens(node)) if box[0]), NO_BOX)


@lru_cache(maxsize=20_000)
def _box_of_token(token: str) -> tuple[str, int]:
    return next(((why, longest) for why, longest, pattern in BOXES if pattern.fullmatch(token)), NO_BOX)


def link_texts(soup: BeautifulSoup) -> frozenset[str]:
    """Paragraphs and list items that are a link and little else: headlines of other articles, not sentences."""
    linked: dict[int, int] = defaultdict(int)
    for link in _tags(soup, lambda node: node.name == "a" and node.has_attr("href")):
        length = len(one_line(link.get_text()))
        for around in link.parents:
            if around.name in ("p", "li"):
                linked[id(around)] += length
    found = set()
    for node in _tags(soup, lambda node: node.name in ("p", "li")):
        text = one_line(node.get_text())
        if linked[id(node)] >= LINKED_SHARE * len(text) and not text.endswith(SENTENCE_END):
            found.add(text)
    return frozenset(found)


def _take_comments(soup: BeautifulSoup) -> Iterator[Block]:
    around_articles = _ancestors(_tags(soup, lambda node: node.name in ("article", "h1")))
    for section in _tags(soup, _is_comment_section):
        # A commentary is an article too, so a section around the title or an article element is none.
        if _is_gone(section) or id(section) in around_articles:
            continue
        yield from _comments_in(section)
        section.decompose()


def _is_comment_section(node: Tag) -> bool:
    if node.name in NEVER_A_BOX or node.name in ("a", "span", "button", "p", "li"):
        return False
    return any(COMMENT_SECTIONS.fullmatch(token) for token in _tokens(node))


def _ancestors(nodes: Iterable[Tag]) -> set[int]:
    """The ids of all that the nodes stand in; each is gone through once, however deep a page is nested."""
    found: set[int] = set()
    for node in nodes:
        for parent in takewhile(lambda parent: id(parent) not in found, node.parents):
            found.add(id(parent))
    return found


def _comments_in(section: Tag) -> Iterator[Block]:
    items = section.find_all(_is_comment)
    around_items = _ancestors(items)
    innermost = [item for item in items if id(item) not in around_items]
    for item in innermost or [section]:
        body = next((node for node in item.find_all() if _has_token(node, COMMENT_TEXT)), item)
        author = next((node for node in item.find_all() if _has_token(node, COMMENT_AUTHOR)), None)
        text = one_line(body.get_text(" "))
        if text:
            yield Block(
                Role.COMMENT, text, author=one_line(author.get_text(" ")) if author else "", why="reader comment"
            )


def _is_comment(node: Tag) -> bool:
    return node.name in ("li", "div", "article") and _has_token(node, COMMENT_ITEM)


def _has_token(node: Tag, pattern: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(token) for token in _tokens(node))


def _tokens(node: Tag) -> list[str]:
    return [*_attribute(node, "class").split(), *_attribute(node, "id").split()]


def _attribute(node: Tag, name: str) -> str:
    value = node.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)


def _paragraph_length(node: Tag) -> int:
    return sum(len(p.get_text()) for p in node.find_all("p")) or (len(node.get_text()) if node.name == "p" else 0)
