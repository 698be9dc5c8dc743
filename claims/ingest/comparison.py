"""Two readings of one page side by side: what the one keeps and the other does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from claims.ingest.reading import TEXT_ROLES, Block, PageReading, Role


class Difference(StrEnum):
    SAME = "kept"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True)
class ComparedBlock:
    """`why`: what the later reading says of a paragraph that it drops."""

    difference: Difference
    role: Role
    text: str
    why: str = ""


def compare_readings(before: PageReading, after: PageReading) -> list[ComparedBlock]:
    """The paragraphs of both texts, in the order of the page."""
    return list(_compared(before, after))


def _compared(before: PageReading, after: PageReading) -> Iterator[ComparedBlock]:
    old, new = _text_blocks(before), _text_blocks(after)
    asides = {block.text: block.why for block in after.blocks if block.role not in TEXT_ROLES}
    matcher = SequenceMatcher(None, [block.text for block in old], [block.text for block in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from (ComparedBlock(Difference.SAME, block.role, block.text) for block in new[c:d])
            continue
        for block in old[a:b]:
            yield ComparedBlock(Difference.DROPPED, block.role, block.text, _why_dropped(block.text, asides))
        yield from (ComparedBlock(Difference.ADDED, block.role, block.text) for block in new[c:d])


def _why_dropped(text: str, asides: dict[str, str]) -> str:
    """What was taken out may hold more than the paragraph."""
    return asides.get(text) or next((why for aside, why in asides.items() if text in aside), "")


def _text_blocks(reading: PageReading) -> list[Block]:
    return [block for block in reading.blocks if block.role in TEXT_ROLES]
