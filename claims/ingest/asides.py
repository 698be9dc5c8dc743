"""What of a text as given is no article text, for whoever must keep the places of its characters."""

import re
from collections.abc import Iterator

from claims.ingest.characters import one_line
from claims.ingest.page_words import CLOSING_BOXES, COMMENT_LINES
from claims.ingest.plain_text import BULLET, WHO_COMMENTS, read_plain_text
from claims.ingest.reading import Block, Role
from claims.text import Span

LINE = re.compile(r"[^\r\n]+")
BELOW_THE_ARTICLE = frozenset({WHO_COMMENTS, *COMMENT_LINES, *CLOSING_BOXES})


def blank_asides(text: str) -> str:
    """The text with spaces for its captions and for what stands below the article: comments, boxes.

    Every other character stays where it was; so do the title and its like, which may say who said what.
    """
    blanked = []
    at = 0
    for block, span in _places(text):
        if block.role not in (Role.CAPTION, Role.COMMENT) and block.why not in BELOW_THE_ARTICLE:
            continue
        blanked += [text[at : span.start], re.sub(r"[^\r\n]", " ", span.of(text))]
        at = span.end
    return "".join([*blanked, text[at:]])


def _places(text: str) -> Iterator[tuple[Block, Span]]:
    """Each block with the lines it was made of: they come in the same order, wrapped ones joined."""
    lines = [(match.span(), shown) for match in LINE.finditer(text) if (shown := one_line(match.group()))]
    at = 0
    for block in read_plain_text(text).blocks:
        if at == len(lines):
            return
        first = last = at
        joined = lines[at][1]
        while len(BULLET.sub("", joined)) < len(block.text) and last + 1 < len(lines):
            last += 1
            joined = f"{joined} {lines[last][1]}"
        yield block, Span(lines[first][0][0], lines[last][0][1])
        at = last + 1
