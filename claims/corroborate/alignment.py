"""Which word of a text is which word of its next revision, by diff: by place, never by likeness alone."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from claims.text import SENTENCE_END, TYPOGRAPHY, Span

# Words, their hyphens apart; numbers with their separators; what a number is nothing without.
TOKEN = re.compile(r"[^\W_]+(?:(?:'|(?<=\d)[.,](?=\d))[^\W_]+)*|[%‰$€£¥]|(?<!\w)-(?=\d)")
# So many words of one stretch are compared one by one; beyond it the most frequent of them are no anchors.
MOST_COMPARED = 2000


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    word: str  # no case, no typography


@dataclass(frozen=True)
class Tokens:
    """The words of one text in their order."""

    all: tuple[Token, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Tokens":
        plain = text.translate(TYPOGRAPHY)
        found = tuple(Token(*match.span(), match.group().casefold()) for match in TOKEN.finditer(plain))
        return cls(found, tuple(token.start for token in found))

    def within(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The places, among all words, of those in the spans."""
        return tuple(
            at
            for span in spans
            for at in range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))
        )

    def words(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.all[at].word for at in places)

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Each as the place of its first word and the one behind its last."""
        ends = [*(match.start() for match in SENTENCE_END.finditer(text.translate(TYPOGRAPHY))), len(text)]
        places = [0, *(bisect_left(self.starts, end) for end in ends)]
        return [(first, last) for first, last in pairwise(places) if first < last]


@dataclass(frozen=True)
class Alignment:
    """`forward` leads from a word's place in the old text to its place in the new one, `backward` back."""

    old: Tokens
    new: Tokens
    forward: Mapping[int, int]
    backward: Mapping[int, int]

    def image(self, span: Span) -> Span | None:
        """Where the words of the old text stand in the new one, from the first to the last; None if one does not."""
        places = self.old.within([span])
        if not places or not all(at in self.forward for at in places):
            return None
        return Span(self.new.all[self.forward[places[0]]].start, self.new.all[self.forward[places[-1]]].end)


def align(old_text: str, new_text: str) -> Alignment:
    """Whole sentences first, then the words of those that changed at the same place."""
    old, new = Tokens.of(old_text), Tokens.of(new_text)
    before, after = old.sentences(old_text), new.sentences(new_text)
    forward: dict[int, int] = {}
    old_sentences = [old.words(range(*sentence)) for sentence in before]
    new_sentences = [new.words(range(*sentence)) for sentence in after]
    for tag, a, b, c, d in SequenceMatcher(None, old_sentences, new_sentences, autojunk=False).get_opcodes():
        if tag == "equal":
            forward.update(zip(range(before[a][0], before[b - 1][1]), range(after[c][0], after[d - 1][1]), strict=True))
        elif tag == "replace":
            forward |= align_words(old, new, before[a][0], before[b - 1][1], after[c][0], after[d - 1][1])
    return Alignment(old, new, forward, {there: here for here, there in forward.items()})


def align_words(old: Tokens, new: Tokens, a: int, b: int, c: int, d: int) -> dict[int, int]:
    before, after = old.words(range(a, b)), new.words(range(c, d))
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > MOST_COMPARED)
    return {
        a + block.a + step: c + block.b + step for block in matcher.get_matching_blocks() for step in range(block.size)
    }


def stands(places: Sequence[int], mapping: Mapping[int, int]) -> bool:
    """All the words are in the other text, with nothing put between them."""
    offsets = {mapping[at] - at if at in mapping else None for at in places}
    return len(offsets) == 1 and None not in offsets
