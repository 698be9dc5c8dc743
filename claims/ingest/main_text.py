"""The article's own text out of a page: trafilatura finds it, this gives each paragraph its role."""

from collections.abc import Iterator
from itertools import groupby

import trafilatura
from lxml.etree import _Element
from trafilatura.settings import Document

from claims.ingest.characters import one_line
from claims.ingest.reading import Block, Role

CONTAINERS = frozenset({"div", "list", "body", "main", "article", "section"})
BREAK = "\x1e"  # stands for a line break while an element's text is put together
CELL_SEPARATOR = " · "


def find_main_text(html: str, url: str = "") -> tuple[Block, ...]:
    """Empty where trafilatura sees no article."""
    document = trafilatura.bare_extraction(html, url=url or None, include_comments=False, include_tables=True)
    if not isinstance(document, Document):  # a dictionary comes only if asked for
        return ()
    return tuple(_blocks(document.body))


def _blocks(element: _Element) -> Iterator[Block]:
    if opening := element.text:
        yield from _paragraphs(opening, Role.BODY)
    for child in element:
        yield from _blocks_of_child(child)
        if following := child.tail:
            yield from _paragraphs(following, Role.BODY)


def _blocks_of_child(child: _Element) -> Iterator[Block]:
    match child.tag:
        case "head":
            yield from _paragraphs(_text(child).replace(BREAK, " "), Role.HEADING)
        case "quote":
            yield from _quote(child)
        case "table":
            for row in child.iter("row"):
                cells = (one_line(_text(cell).replace(BREAK, " ")) for cell in row.iter("cell"))
                yield from _paragraphs(CELL_SEPARATOR.join(filter(None, cells)), Role.BODY)
        case tag if tag in CONTAINERS:
            yield from _blocks(child)
        case tag if tag in ("item", "p") and any(part.tag in ("p", "list", "quote", "head") for part in child):
            yield from _blocks(child)
        case _:
            yield from _paragraphs(_text(child), Role.BODY)


def _quote(quote: _Element) -> Iterator[Block]:
    if any(part.tag in ("p", "list", "head", "quote") for part in quote):
        for block in _blocks(quote):
            yield Block(Role.QUOTE, block.text)
    else:
        yield from _paragraphs(_text(quote), Role.QUOTE)


def _text(element: _Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces.append(BREAK if child.tag == "lb" else _text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _paragraphs(text: str, role: Role) -> Iterator[Block]:
    """Two line breaks in a row part paragraphs, one does not."""
    lines = [one_line(line) for line in text.split(BREAK)]
    for filled, group in groupby(lines, key=bool):
        if filled:
            yield Block(role, " ".join(group))
