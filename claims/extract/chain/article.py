"""The chains of one article, statement by statement in the order of the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extract.attribution import Attribution, ChainHop, Channel, Relation, SourceKind, Speaker
from claims.extract.chain.agents import agents_at, without_kind
from claims.extract.chain.belonging import in_order, own_hops, without_speaker
from claims.extract.chain.hops import NamedHop, addressee_start, named_hops
from claims.extract.chain.memory import ChainMemory, Place, is_elsewhere, is_place, with_later_places
from claims.extract.document import Document, Sentence
from claims.extract.frame import Frame
from claims.text import Span

STAGES = frozenset({Channel.KEYNOTE, Channel.CONFERENCE})
SPEAKING = frozenset("sprach spricht trat bühne rede spoke speaks appeared stage onstage speech took".split())


@dataclass
class ArticleChains:
    document: Document
    frames: Sequence[Frame]
    lang: str
    memory: ChainMemory = field(init=False)
    _hops: dict[int, tuple[NamedHop, ...]] = field(default_factory=dict)  # by sentence
    _siblings: dict[int, list[Frame]] = field(default_factory=dict)
    _outer: list[tuple[Frame, Speaker, tuple[ChainHop, ...]]] = field(default_factory=list)
    _read: int = 0  # sentences before this one have been looked at
    _paragraphs: list[int] = field(default_factory=list)  # of the statements so far
    _places: list[Place] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.memory = ChainMemory(self.lang)
        for frame in self.frames:
            self._siblings.setdefault(frame.sentence, []).append(frame)

    def source_of(self, frame: Frame) -> Span | None:
        """Without the one who is told: "Huang" of "sagte Huang der Nachrichtenagentur Reuters"."""
        source = frame.source
        if source is None:
            return None
        for hop in self._named(self.document.sentences[frame.sentence]):
            if hop.relation is Relation.SAID_TO and hop.agent and hop.phrase.overlaps(source):
                start = addressee_start(self.document.text, hop, self.lang)
                kept = self.document.text[source.start : max(start, source.start)].rstrip()
                if source.start < start < source.end and kept:
                    return Span(source.start, source.start + len(kept))
        return source

    def of(self, frame: Frame, speaker: Speaker) -> tuple[ChainHop, ...]:
        self._read_up_to(frame.sentence)
        sentence = self.document.sentences[frame.sentence]
        self._outer = [known for known in self._outer if known[0].sentence == frame.sentence]
        named = self._own(frame, sentence)
        told = self._told_by(frame, speaker)
        own = without_speaker([hop.as_hop() for hop in named if hop.relation is not None], speaker, self.lang)
        own.extend(self._joint(frame, speaker, sentence))
        self._note_places(sentence, speaker.name, own)
        hops = self.memory.complete(
            own,
            speaker,
            sentence,
            points_back=any(hop.relation is None for hop in named),
            alone=not told and self.memory.knows(speaker) and not self._is_elsewhere(frame, sentence),
        )
        if hops or told:
            hops = tuple(without_speaker((*in_order(hops, speaker, self.lang), *told), speaker, self.lang))
        self._outer.append((frame, speaker, hops))
        self._paragraphs.append(sentence.paragraph)
        return hops

    def complete(self, found: Sequence[Attribution]) -> list[Attribution]:
        """With the interviews that are named only after a statement."""
        self._read_up_to(len(self.document.sentences))
        return with_later_places(found, self._paragraphs, self._places)

    def _named(self, sentence: Sentence) -> tuple[NamedHop, ...]:
        if sentence.number not in self._hops:
            self._hops[sentence.number] = named_hops(self.document.text, sentence, self.lang)
        return self._hops[sentence.number]

    def _joint(self, frame: Frame, speaker: Speaker, sentence: Sentence) -> list[ChainHop]:
        """Reuters and Nikkei reported: the speaker is one of them, the other reports as well."""
        source = frame.source
        if source is None or not any(word in source.of(self.document.text) for word in (" und ", " and ", " sowie ")):
            return []
        tokens = [token for token in sentence.tokens if source.covers(token.span)]
        agents = agents_at(tokens, 0, self.lang)
        return [
            ChainHop(agent.name, Relation.REPORTED_BY, span=Span(agent.start, agent.end), why="reports it as well")
            for agent in (agents[0] if agents and len(agents[0]) > 1 else ())
            if agent.name != speaker.name
        ]

    def _own(self, frame: Frame, sentence: Sentence) -> list[NamedHop]:
        named = self._named(sentence)
        if not named or not frame.cue:
            return []
        return own_hops(self.document.text, frame, self._siblings[frame.sentence], named, self.lang)

    def _is_elsewhere(self, frame: Frame, sentence: Sentence) -> bool:
        whole = Span(sentence.start, sentence.end)
        return is_elsewhere(self.document.text, frame.cue, whole, frame.content, self.lang)

    def _told_by(self, frame: Frame, speaker: Speaker) -> list[ChainHop]:
        """A statement within what another source says came through that source, and through whom that one came."""
        if frame.fragment:
            return []
        for other, teller, hops in reversed(self._outer):
            if not any(span.covers(cue) for cue in frame.cue for span in other.content):
                continue
            if not teller.name or teller.name == speaker.name:
                continue
            if teller.kind is SourceKind.DOCUMENT and any(hop.relation is Relation.REPORTED_BY for hop in hops):
                return list(hops)
            why = "stands in what this source says"
            name = without_kind(teller.name, self.lang)
            return [ChainHop(name, Relation.REPORTED_BY, span=teller.mention, why=why), *hops]
        return []

    def _read_up_to(self, number: int) -> None:
        """Sentences without a statement may still say where somebody spoke."""
        for sentence in self.document.sentences[self._read : number]:
            if sentence.number in self._siblings:
                continue
            named = self._named(sentence)
            if not named:
                continue
            hops = [hop.as_hop() for hop in named if hop.relation is not None]
            speaks = any(token.lower in SPEAKING for token in sentence.tokens)
            placed = [hop for hop in hops if _is_told(hop) or (speaks and hop.channel in STAGES)]
            speakers = self.memory.note(hops, placed, sentence)
            for name in speakers:
                self._note_places(sentence, name, placed)
        self._read = max(self._read, number)

    def _note_places(self, sentence: Sentence, name: str, hops: Sequence[ChainHop]) -> None:
        placed = tuple(hop for hop in hops if is_place(hop))
        if name and placed:
            self._places.append(Place(sentence.paragraph, name, placed))


def _is_told(hop: ChainHop) -> bool:
    return hop.relation is Relation.SAID_TO and bool(hop.agent)
