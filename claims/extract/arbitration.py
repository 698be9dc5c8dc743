"""Two rules may claim the same words: the better one keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.frame import Frame
from claims.text import Span


@dataclass(frozen=True)
class Nesting:
    """A statement inside a statement ("Nikkei reports that Huang said that ...") is kept for these rules alone."""

    inner: frozenset[str]
    outer: frozenset[str]

    def allows(self, inner: Frame, outer: Frame) -> bool:
        """Where the cue of the one stands in what the other says."""
        return (
            inner.rule in self.inner
            and outer.rule in self.outer
            and any(content.covers(cue) for cue in inner.cue for content in outer.content)
        )


def arbitrate(frames: Sequence[Frame], rule_order: Sequence[str], nesting: Nesting) -> list[Frame]:
    """One cue makes one statement, and no two statements share most of their content.

    `rule_order` names the better rules first; of those that one entry names together, the frame that begins first wins.
    Frames are compared only within their sentence, which is bounded, so that the whole stays linear.
    """
    rank = {rule: i for i, equals in enumerate(rule_order) for rule in equals.split()}
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    kept: list[Frame] = []
    for number in sorted(by_sentence):
        taken: list[Frame] = []
        for frame in sorted(by_sentence[number], key=lambda f: (rank[f.rule], f.start)):
            if all(_compatible(frame, other, nesting) for other in taken):
                taken.append(frame)
        kept.extend(sorted(taken, key=lambda f: f.start))
    return kept


def _compatible(frame: Frame, better: Frame, nesting: Nesting) -> bool:
    if any(a.overlaps(b) for a in frame.cue for b in better.cue):
        return (frame.fragment or better.fragment) and not set(frame.content) & set(better.content)
    shared = _shared(frame, better)
    if shared == 0:
        return True
    if set(frame.content) & set(better.content):
        return False
    if frame.fragment or better.fragment:
        return shared < max(_length(better.content), _length(frame.content))
    smaller = min(_length(frame.content), _length(better.content))
    larger = max(_length(frame.content), _length(better.content))
    if smaller > 0.85 * larger:
        return False
    if nesting.allows(frame, better):
        frame.inside = True
        return True
    # "Laut Nikkei sagte Huang, dass ...": the better one stands in what the other source says
    if nesting.allows(better, frame):
        frame.around = True
        return True
    return False


def _shared(frame: Frame, other: Frame) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in frame.content for b in other.content)


def _length(content: tuple[Span, ...]) -> int:
    return sum(span.end - span.start for span in content)
