"""Two revisions of a text as one: by paragraphs, then by sentences, then by the words of a sentence that changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain, groupby, pairwise

from claims.text import SENTENCE_END, TYPOGRAPHY, words
from claims.web.wording import match_words, stretch

# Sentences that share less of their words are two, of which one went and one came.
SAME_SENTENCE = 0.4
# A partner is looked for so far ahead: a text of thousands of paragraphs is compared in the time that a page may take.
LOOK_AHEAD = 20


class Change(StrEnum):
    SAME = "unchanged"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class ChangedWords:
    text: str
    change: Change  # never "changed": words come and go


@dataclass(frozen=True)
class Paragraph:
    change: Change
    pieces: tuple[ChangedWords, ...]


@dataclass(frozen=True)
class Stretch:
    """Paragraphs that follow each other: all of them unchanged, or none."""

    is_changed: bool
    paragraphs: tuple[Paragraph, ...]


def compare_texts(before: str, after: str) -> tuple[Stretch, ...]:
    compared = compare_parts(before.split("\n\n"), after.split("\n\n"))
    paragraphs = [_paragraph(old, new) for old, new in compared]
    grouped = groupby(paragraphs, key=lambda each: each.change is not Change.SAME)
    return tuple(Stretch(is_changed, tuple(group)) for is_changed, group in grouped)


def compare_parts(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each part of one text beside the part of the other that it became; "" where it became none, or was none."""
    old, new = [_plain(part) for part in before], [_plain(part) for part in after]
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(before[a:b], after[c:d], strict=True)
        else:
            yield from _pair(before[a:b], after[c:d])


def _pair(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """In their order, each with the first of the other side that is like it enough."""
    taken = 0
    for old in before:
        ahead = range(taken, min(taken + LOOK_AHEAD, len(after)))
        partner = next((at for at in ahead if _likeness(old, after[at]) >= SAME_SENTENCE), None)
        if partner is None:
            yield old, ""
            continue
        yield from (("", new) for new in after[taken:partner])
        yield old, after[partner]
        taken = partner + 1
    yield from (("", new) for new in after[taken:])


def _likeness(one: str, other: str) -> float:
    """Which share of the longer one's words both have."""
    left, right = (Counter(words(part.casefold())) for part in (one, other))
    return (left & right).total() / max(left.total(), right.total(), 1)


def _paragraph(before: str, after: str) -> Paragraph:
    if not before or not after:
        change = Change.ADDED if after else Change.REMOVED
        return Paragraph(change, (ChangedWords(before or after, change),))
    if _plain(before) == _plain(after):
        return Paragraph(Change.SAME, (ChangedWords(after, Change.SAME),))
    sentences = compare_parts(_sentences(before), _sentences(after))
    return Paragraph(Change.CHANGED, tuple(chain.from_iterable(_sentence(old, new) for old, new in sentences)))


def _sentence(before: str, after: str) -> Iterator[ChangedWords]:
    if not before or not after:
        yield ChangedWords(before or after, Change.ADDED if after else Change.REMOVED)
        return
    if _plain(before) == _plain(after):
        yield ChangedWords(after, Change.SAME)
        return
    for differs, old, new in match_words(before, after):
        if not differs:
            yield ChangedWords(new, Change.SAME)
            continue
        for text, change in ((old, Change.REMOVED), (new, Change.ADDED)):
            yield from (
                ChangedWords(each.text, change if each.differs else Change.SAME) for each in stretch(text, differs=True)
            )
    if space := after[len(after.rstrip()) :]:
        yield ChangedWords(space, Change.SAME)


def _sentences(text: str) -> list[str]:
    """Each with the space behind it, so that they join up to the text."""
    borders = [0, *(found.end() for found in SENTENCE_END.finditer(text.translate(TYPOGRAPHY))), len(text)]
    return [text[start:end] for start, end in pairwise(borders) if start < end]


def _plain(text: str) -> str:
    return " ".join(text.translate(TYPOGRAPHY).split())
