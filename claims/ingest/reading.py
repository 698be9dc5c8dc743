"""What reading a page yields: blocks with their roles, and where each fact about the article was found."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    CAPTION = "caption"
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"


# Statements come from these; the others are kept beside the text.
TEXT_ROLES = frozenset({Role.HEADING, Role.BODY, Role.QUOTE})
BLOCK_SEPARATOR = "\n\n"


@dataclass(frozen=True)
class Block:
    """A paragraph-sized piece of a page, without line breaks at its ends; `why` says why it has its role."""

    role: Role
    text: str
    author: str = ""  # of a comment
    why: str = ""


@dataclass(frozen=True)
class PageReading:
    """A page as read. `provenance` maps "title", "author", "published" to where the value was found."""

    title: str
    author: str
    published: datetime | None  # aware, in UTC where the page gives no zone
    lang: str  # "de", "en", or "" where it could not be told
    blocks: tuple[Block, ...]
    canonical_url: str = ""
    site_name: str = ""
    provenance: tuple[tuple[str, str], ...] = ()
    unmatched: tuple[str, ...] = ()  # selectors of the site's rules that match nothing on this page

    @property
    def text(self) -> str:
        """What extraction sees: the blocks that statements may come from."""
        return BLOCK_SEPARATOR.join(block.text for block in self.blocks if block.role in TEXT_ROLES)


class PageRefused(ValueError):  # noqa: N818 (what happened, in the words of the curator)
    """The page is a wall in front of the article, which must not be kept as one; `advice` says what to set."""

    def __init__(self, message: str, *, kind: str, advice: str) -> None:
        super().__init__(f"{message}: {advice}")
        self.kind = kind  # "consent wall", "bot check", "login page", "paywall", "not a page"
        self.advice = advice
