"""Two wordings side by side: which words of each the other does not have."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.text import TYPOGRAPHY

WORD = re.compile(r"\s*(?:\w+(?:[.,'’-]\w+)*|[^\w\s])")


@dataclass(frozen=True)
class Words:
    """A stretch of one wording; `differs` from the other."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Wordings:
    before: tuple[Words, ...]
    after: tuple[Words, ...]


def compare_wordings(before: str, after: str) -> Wordings:
    old, new = WORD.findall(before), WORD.findall(after)
    keys = [[word.strip().translate(TYPOGRAPHY) for word in words] for words in (old, new)]
    left: list[Words] = []
    right: list[Words] = []
    for tag, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        left += _stretch(old[a:b], differs=tag != "equal")
        right += _stretch(new[c:d], differs=tag != "equal")
    return Wordings(tuple(left), tuple(right))


def _stretch(words: list[str], *, differs: bool) -> list[Words]:
    """The space before it is no part of what differs."""
    text = "".join(words)
    bare = text.lstrip()
    space = [Words(text[: len(text) - len(bare)], differs=False)] if len(bare) < len(text) else []
    return [*space, Words(bare, differs)] if bare else []
