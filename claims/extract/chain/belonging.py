"""Which statement of its sentence a hop belongs to, and in which order the hops of a statement stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from claims.extract.attribution import ChainHop, Channel, Relation, SourceKind, Speaker
from claims.extract.chain.hops import NamedHop
from claims.extract.chain.words import begins_channel
from claims.extract.frame import Frame
from claims.text import Span

LONGEST_REPORT_NAME = 6  # words: "a machine-translated Reuters report"
EDGE = 3  # characters: marks and a blank between a phrase and the edge of what is said
# Another clause begins between the phrase and the statement.
CLAUSE_BREAK = re.compile(r"[;:]|[,—–] (?:and|but|while|und|aber|doch|während)\b")
# A phrase with one of these may close an English sentence, behind what is said and still not part of it.
TRAILING_CHANNELS = frozenset(
    {
        Channel.INTERVIEW,
        Channel.PRESS_RELEASE,
        Channel.POST,
        Channel.EARNINGS_CALL,
        Channel.FILING,
        Channel.MEMO,
        Channel.PODCAST,
        Channel.COURT_DOCUMENT,
    }
)
# From the speaker towards the article.
ORDER = {
    Relation.SAID_TO: 0,
    Relation.VIA: 1,
    Relation.TRANSLATED_FROM: 2,
    Relation.CITING: 3,
    Relation.REPORTED_BY: 4,
}


def own_hops(text: str, frame: Frame, siblings: Sequence[Frame], hops: Iterable[NamedHop], lang: str) -> list[NamedHop]:
    """`siblings` are all statements of the sentence, the frame itself among them."""
    return [
        hop
        for hop in hops
        if _belongs(frame, siblings, hop, lang) and not CLAUSE_BREAK.search(_between(text, frame, hop))
    ]


def _between(text: str, frame: Frame, hop: NamedHop) -> str:
    """The words between a phrase and the nearest words of the statement."""
    places = [*frame.cue, *frame.content, *([frame.source] if frame.source else [])]
    if any(place.overlaps(hop.phrase) for place in places):
        return ""
    before = [text[place.end : hop.phrase.start] for place in places if place.end <= hop.phrase.start]
    after = [text[hop.phrase.end : place.start] for place in places if place.start >= hop.phrase.end]
    return min(before + after, key=len)


def _belongs(frame: Frame, siblings: Sequence[Frame], hop: NamedHop, lang: str) -> bool:
    outside = [f for f in siblings if not _is_inside(f, hop) and not _is_deeper(f, siblings, hop)]
    if not outside:
        outside = [f for f in siblings if _is_at_edge(f, hop, lang)]
    if not any(f is frame for f in outside):
        return False
    if hop.relation in (Relation.SAID_TO, Relation.VIA) and not hop.is_aside:
        nearest = min(_distance(f, hop) for f in outside)
        return _distance(frame, hop) == nearest
    return True


def _is_inside(frame: Frame, hop: NamedHop) -> bool:
    """Within what is said, unless the cue stands there as well ("sprach im Interview von ...")."""
    piece = next((span for span in frame.content if span.overlaps(hop.span)), None)
    return piece is not None and not any(piece.covers(cue) for cue in frame.cue)


def _is_deeper(frame: Frame, siblings: Sequence[Frame], hop: NamedHop) -> bool:
    """The statement stands in what another one says, and the hop does not."""
    return any(
        span.covers(cue) and not span.covers(hop.span)
        for other in siblings
        if other is not frame and not set(other.cue) & set(frame.cue)
        for span in other.content
        for cue in frame.cue
    )


def _is_at_edge(frame: Frame, hop: NamedHop, lang: str) -> bool:
    if hop.is_aside or not frame.cue:
        return hop.is_aside
    first, last = frame.content[0], frame.content[-1]
    if hop.phrase.start - first.start <= EDGE and frame.cue[0].start > first.start:
        return True
    if any(0 <= span.end - hop.phrase.end <= EDGE for span in frame.content) and hop.relation in (
        Relation.CITING,
        Relation.REPORTED_BY,
        None,
    ):
        return True
    trailing = hop.relation is Relation.SAID_TO or hop.channel in TRAILING_CHANNELS
    if lang != "en" or not trailing or frame.cue[-1].end > last.start:
        return False
    return hop.is_placed and _closes(last, hop)


def _closes(content: Span, hop: NamedHop) -> bool:
    """Up to three words of time may follow: "in a statement on Tuesday"."""
    return content.start < hop.phrase.start and content.end - hop.phrase.end <= 20


def _distance(frame: Frame, hop: NamedHop) -> int:
    places = frame.cue or frame.content
    return min(max(0, hop.phrase.start - place.end, place.start - hop.phrase.end) for place in places)


def is_report(speaker: Speaker, lang: str) -> bool:
    """The speaker is a paper that has an author of its own: "einem Bericht von Nikkei"."""
    return speaker.kind is SourceKind.DOCUMENT or any(
        begins_channel(word, lang) for word in speaker.name.split()[:LONGEST_REPORT_NAME]
    )


def in_order(hops: Iterable[ChainHop], speaker: Speaker, lang: str) -> tuple[ChainHop, ...]:
    """From the speaker towards the article; what a report leans on follows where the report itself is the speaker."""
    leaning_last = is_report(speaker, lang)
    return tuple(
        sorted(hops, key=lambda hop: 5 if leaning_last and hop.relation is Relation.CITING else ORDER[hop.relation])
    )


def without_speaker(hops: Sequence[ChainHop], speaker: Speaker, lang: str) -> list[ChainHop]:
    """Nobody is a hop of their own statement, and nobody is one twice."""
    kept: list[ChainHop] = []
    if not hops:
        return kept
    own = set() if is_report(speaker, lang) else _words_of(speaker.name)
    for hop in hops:
        agent = _words_of(hop.agent)
        if agent and own and (agent <= own or own <= agent):
            if hop.channel is Channel.UNKNOWN or hop.relation is not Relation.SAID_TO:
                continue
            hop = replace(hop, agent="")
        if not any(k.agent == hop.agent and k.relation is hop.relation and k.channel is hop.channel for k in kept):
            kept.append(hop)
    return _merged(kept)


def _merged(hops: Sequence[ChainHop]) -> list[ChainHop]:
    """told Reuters in an interview: one hop, not two."""
    told = next((hop for hop in hops if hop.relation is Relation.SAID_TO and hop.channel is Channel.UNKNOWN), None)
    place = next((hop for hop in hops if not hop.agent and hop.channel in (Channel.INTERVIEW, Channel.PODCAST)), None)
    if told is None or place is None:
        return list(hops)
    return [replace(told, channel=place.channel) if hop is told else hop for hop in hops if hop is not place]


def _words_of(name: str) -> set[str]:
    return {word for word in name.lower().split() if word not in ("der", "die", "das", "dem", "den", "the", "a")}
