"""Two wordings side by side: which words of each the other does not have."""

import re
from collections.abc import Iterator
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

    @property
    def are_alike(self) -> bool:
        """At least half of the later one stands in the earlier one, too: of what is worded anew, everything differs."""
        differing = sum(len(words.text) for words in self.after if words.differs)
        return 2 * differing <= sum(len(words.text) for words in self.after)


def compare_wordings(before: str, after: str) -> Wordings:
    left: list[Words] = []
    right: list[Words] = []
    for differs, old, new in match_words(before, after):
        left += stretch(old, differs=differs)
        right += stretch(new, differs=differs)
    return Wordings(tuple(left), tuple(right))


def match_words(before: str, after: str) -> Iterator[tuple[bool, str, str]]:
    """Whether a stretch differs, and its words in both, each with the space before it."""
    old, new = WORD.findall(before), WORD.findall(after)
    left, right = ([word.strip().translate(TYPOGRAPHY) for word in words] for words in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield tag != "equal", "".join(old[a:b]), "".join(new[c:d])


def stretch(text: str, *, differs: bool) -> list[Words]:
    """The space before it is no part of what differs."""
    bare = text.lstrip()
    space = [Words(text[: len(text) - len(bare)], differs=False)] if len(bare) < len(text) else []
    return [*space, Words(bare, differs)] if bare else []
