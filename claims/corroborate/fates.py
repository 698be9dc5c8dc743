"""What became of the statements of one revision in the next: kept, moved, softened, hardened, changed, gone.

A statement is looked for where the diff puts its words. Elsewhere only the very same words of the same source, in text
that is new, are the statement moved; a sentence that merely looks like it never takes its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.corroborate.alignment import Alignment, align, stands
from claims.corroborate.weakening import Fate, Stated, compare, other_source
from claims.text import Span

SUCCEEDS_AT = 0.5  # of the words of both together, those that the diff pairs
# A statement that was cut or went on is the same if so many of the shorter one's words are at their place.
CUT_AT, FEWEST_CUT = 0.7, 4
LONGEST_SHOWN = 500
MOVED = Fate.MOVED, "the same words of the same source, at another place"


@dataclass(frozen=True)
class FoundFate:
    """`new_id` is the statement that took the old one's place, None where none did; `likeness` is 0 to 1."""

    old_id: int
    new_id: int | None
    fate: Fate
    before: str
    after: str
    likeness: float
    why: str


@dataclass(frozen=True)
class Placed:
    """A statement with its words and their places among all of its text."""

    stated: Stated
    content: tuple[int, ...]
    beside: tuple[int, ...]  # source and cue
    words: tuple[str, ...]

    @property
    def id(self) -> int:
        return self.stated.id


Pair = tuple[Placed, Placed, float]


def find_fates(old_text: str, old: Sequence[Stated], new_text: str, new: Sequence[Stated]) -> list[FoundFate]:
    """One fate for each old statement, in their order."""
    diff = align(old_text, new_text)
    earlier = [Placed(each, *places(each, diff, is_old=True)) for each in old]
    later = [Placed(each, *places(each, diff, is_old=False)) for each in new]
    at_place = pairs_at_place(earlier, later, diff)
    found: dict[int, FoundFate] = {}
    taken: set[int] = set()

    def keep(pairs: Iterable[Pair], *, moved: bool = False) -> None:
        for before, after, likeness in pairs:
            if before.id not in found and after.id not in taken:
                taken.add(after.id)
                fate, why = MOVED if moved else compare_at_place(before, after, diff)
                words = show_both(old_text, before.stated, new_text, after.stated)
                found[before.id] = FoundFate(before.id, after.id, fate, *words, likeness, why)

    keep(pair for pair in at_place if is_same(pair[0], pair[1]))
    keep(pairs_elsewhere(earlier, later, diff), moved=True)
    keep(at_place)
    for each in earlier:
        if each.id not in found:
            before = show(old_text, each.stated.content)
            fate, why = lose(each, diff)
            found[each.id] = FoundFate(each.id, None, fate, before, "", 0.0, why)
    return [found[each.id] for each in old]


def places(
    stated: Stated, diff: Alignment, *, is_old: bool
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[str, ...]]:
    tokens = diff.old if is_old else diff.new
    content = tokens.within(stated.content)
    return content, tokens.within((*stated.source, *stated.cue)), tokens.words(content)


def is_same(old: Placed, new: Placed) -> bool:
    same_words = bool(old.words) and "".join(old.words) == "".join(new.words)
    return same_words and not other_source(old.stated, new.stated)


def pairs_at_place(earlier: Sequence[Placed], later: Sequence[Placed], diff: Alignment) -> list[Pair]:
    """Old and new statements whose words the diff pairs, the likest first, those of the same source before others."""
    pairs = []
    for old in earlier:
        image = {diff.forward[at] for at in old.content if at in diff.forward}
        for new in later:
            paired = len(image.intersection(new.content))
            if not paired:
                continue
            likeness = 2 * paired / (len(old.content) + len(new.content))
            same_source = not other_source(old.stated, new.stated)
            was_cut = paired >= FEWEST_CUT and paired / min(len(old.content), len(new.content)) >= CUT_AT
            if likeness >= SUCCEEDS_AT or (same_source and was_cut):
                pairs.append((likeness, same_source, old, new))
    pairs.sort(key=lambda pair: (-pair[0], not pair[1], pair[2].content, pair[3].content))
    return [(old, new, likeness) for likeness, _, old, new in pairs]


def pairs_elsewhere(earlier: Sequence[Placed], later: Sequence[Placed], diff: Alignment) -> Iterator[Pair]:
    """The same words of the same source, where the old text had other words or none."""
    for old in earlier:
        for new in later:
            if is_same(old, new) and not stands(new.content, diff.backward):
                yield old, new, 1.0


def compare_at_place(old: Placed, new: Placed, diff: Alignment) -> tuple[Fate, str]:
    differs = other_source(old.stated, new.stated)
    untouched = (
        stands(old.content, diff.forward)
        and stands(new.content, diff.backward)
        and all(at in diff.forward for at in old.beside)
        and all(at in diff.backward for at in new.beside)
    )
    if untouched and not differs:
        read_otherwise = "; they are read otherwise now" if old.words != new.words else ""
        return Fate.KEPT, f"its words stand untouched{read_otherwise}"
    return compare(old.stated, new.stated, old.words, new.words)


def lose(old: Placed, diff: Alignment) -> tuple[Fate, str]:
    """How a statement that nothing succeeds was lost."""
    if stands(old.content, diff.forward):
        if all(at in diff.forward for at in old.beside):
            return Fate.UNREAD, "all of its words stand, but no statement is found in them any more"
        return Fate.UNATTRIBUTED, "its words stand, but nobody is said to say them any more"
    left = sum(at in diff.forward for at in old.content)
    if left:
        return Fate.GONE, f"{left} of its {len(old.content)} words are left at its place"
    return Fate.GONE, "none of its words are left at its place"


def show_both(old_text: str, old: Stated, new_text: str, new: Stated) -> tuple[str, str]:
    """What each says; with source and cue where that alone does not tell them apart."""
    before, after = show(old_text, old.content), show(new_text, new.content)
    if before != after:
        return before, after
    return show(old_text, [whole(old)]), show(new_text, [whole(new)])


def whole(stated: Stated) -> Span:
    spans = (*stated.source, *stated.cue, *stated.content)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def show(text: str, spans: Iterable[Span]) -> str:
    words = " … ".join(" ".join(span.of(text).split()) for span in spans)
    return words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"
