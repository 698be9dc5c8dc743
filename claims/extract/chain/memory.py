"""Chains across an article: an interview named once holds for what its speaker says there later, and before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from claims.extract.attribution import Attribution, ChainHop, Channel, Relation, SourceKind, Speaker
from claims.extract.document import Sentence
from claims.extract.lexicon_files import entries
from claims.extract.people import bare_name
from claims.text import Span

LASTING = frozenset(
    {
        Channel.INTERVIEW,
        Channel.KEYNOTE,
        Channel.EARNINGS_CALL,
        Channel.CONFERENCE,
        Channel.PODCAST,
        Channel.PRESS_RELEASE,
        Channel.POST,
        Channel.MEMO,
        Channel.COURT_DOCUMENT,
        Channel.FILING,
    }
)
# The heading, the lead and the paragraph behind it: an interview is often named in the second of them only.
LEAD = 3  # paragraphs
CLAUSE = re.compile(r"[^,;:]+")
SHORT_CLAUSE = 4  # words: "Last year, Huang said", "..., wie zuvor schon, ..."
REPORT_REACH = 1  # paragraphs
ONE_OCCASION = frozenset({Channel.INTERVIEW, Channel.KEYNOTE, Channel.EARNINGS_CALL, Channel.PODCAST})
PRONOUNS = frozenset("er sie he she".split())
DEFINITE = frozenset("das dem the".split())


@dataclass(frozen=True)
class Place:
    """Where somebody is said to have spoken."""

    paragraph: int
    speaker: str
    hops: tuple[ChainHop, ...]


@dataclass
class ChainMemory:
    """Goes through the sentences in the order of the text."""

    lang: str
    lasting: dict[str, Place] = field(default_factory=dict)  # by speaker
    reported: dict[str, Place] = field(default_factory=dict)  # through whom a speaker's words came
    last_report: ChainHop | None = None
    last_speaker: str = ""
    # Sentences without a statement that say where somebody spoke, until that one says something.
    announced: list[tuple[frozenset[str], Place]] = field(default_factory=list)

    def complete(
        self, named: Sequence[ChainHop], speaker: Speaker, sentence: Sentence, *, points_back: bool, alone: bool
    ) -> tuple[ChainHop, ...]:
        """With what was set up before, if the statement is `alone`: none of its words say where else it is from."""
        own = [*named]
        if points_back:
            own.extend(self._report_before(own, speaker))
        self._note_report(own, speaker)
        if not speaker.name:
            return tuple(own)
        self.last_speaker = speaker.name
        self._hear_announced(speaker.name)
        own = [self._interview_before(hop, speaker) for hop in own]
        placed = tuple(hop for hop in own if is_place(hop))
        reports = tuple(hop for hop in own if hop.relation is Relation.REPORTED_BY)
        if placed:
            self.lasting[speaker.name] = Place(sentence.paragraph, speaker.name, (*placed, *reports))
        elif alone and not reports and not is_outlet(speaker.name, self.lang):
            own.extend(self._inherited(speaker.name, sentence))
        if reports and not points_back:
            self.reported[speaker.name] = Place(sentence.paragraph, speaker.name, reports)
        return tuple(own)

    def knows(self, speaker: Speaker) -> bool:
        """Something may be taken over for this speaker."""
        return bool(self.announced) or speaker.name in self.lasting or speaker.name in self.reported

    def note(self, hops: Sequence[ChainHop], placed: Sequence[ChainHop], sentence: Sentence) -> list[str]:
        """A sentence without a statement: "Das Interview mit Bloomberg ..."; whose words that is known to be about."""
        self._note_report(hops, None)
        if not placed:
            return []
        words = frozenset(bare_name(t.text) for t in sentence.tokens if t.is_capitalised)
        place = Place(sentence.paragraph, "", tuple(placed))
        known = [name for name in {*self.lasting, self.last_speaker} if name and name.split()[-1] in words]
        others = any(t.lower in PRONOUNS for t in sentence.tokens[:1])
        if not known and self.last_speaker and (others or _speaks_of_interview(sentence)):
            known = [self.last_speaker]
        for name in known:
            self.lasting[name] = replace(place, speaker=name)
        self.announced.append((words, place))
        return sorted(known)

    def _hear_announced(self, name: str) -> None:
        last = name.split()[-1]
        for words, place in self.announced:
            if last in words and name not in self.lasting:
                self.lasting[name] = replace(place, speaker=name)

    def _inherited(self, name: str, sentence: Sentence) -> list[ChainHop]:
        place = self.lasting.get(name)
        if place is not None:
            return [replace(h, inferred=True, why="set up earlier in the article for this speaker") for h in place.hops]
        report = self.reported.get(name)
        if report is not None and sentence.paragraph - report.paragraph <= REPORT_REACH:
            return [replace(h, inferred=True, why="the statement before came through it") for h in report.hops]
        return []

    def _interview_before(self, hop: ChainHop, speaker: Speaker) -> ChainHop:
        """ "so Huang im Gespräch": the one that was named before, if there was one."""
        place = self.lasting.get(speaker.name)
        if hop.agent or hop.channel is not Channel.INTERVIEW or place is None:
            return hop
        named = next((known for known in place.hops if known.agent and is_place(known)), None)
        return replace(named, span=hop.span, inferred=True, why=f"the one named before: {hop.why}") if named else hop

    def _report_before(self, own: Sequence[ChainHop], speaker: Speaker) -> list[ChainHop]:
        report = self.last_report
        if report is None or report.agent == speaker.name or any(hop.agent == report.agent for hop in own):
            return []
        return [replace(report, inferred=True, why="“the report” is the one named before")]

    def _note_report(self, hops: Sequence[ChainHop], speaker: Speaker | None) -> None:
        named = [hop for hop in hops if hop.agent and hop.relation in (Relation.CITING, Relation.REPORTED_BY)]
        reports = [hop for hop in named if hop.channel is Channel.REPORT or is_outlet(hop.agent, self.lang)]
        if reports:
            first = next((hop for hop in reports if hop.relation is Relation.CITING), reports[0])
            self.last_report = ChainHop(first.agent, Relation.REPORTED_BY, Channel.REPORT, first.span)
        elif speaker is not None and speaker.kind is SourceKind.NAMED and is_outlet(speaker.name, self.lang):
            self.last_report = ChainHop(speaker.name, Relation.REPORTED_BY, Channel.REPORT, speaker.mention)


def _speaks_of_interview(sentence: Sentence) -> bool:
    return any(t.lower in DEFINITE for t in sentence.tokens[:2])


@cache
def _outlet_names(lang: str) -> frozenset[str]:
    return entries(lang, "outlets") | {name.removeprefix("The ") for name in entries(lang, "outlets")}


def is_outlet(name: str, lang: str) -> bool:
    return name in _outlet_names(lang)


def is_place(hop: ChainHop) -> bool:
    """Where the speaker spoke: whom they told, or at what."""
    return hop.relation is Relation.SAID_TO or (hop.relation is Relation.VIA and hop.channel in LASTING)


def with_later_places(
    found: Sequence[Attribution], paragraphs: Sequence[int], places: Sequence[Place]
) -> list[Attribution]:
    """What is said before the interview is named, in the same paragraph or in the lead, was said there too.

    `paragraphs` holds the paragraph of each statement.
    """
    completed = list(found)
    for i, statement in enumerate(found):
        if not statement.speaker.name or any(
            is_place(hop) or hop.relation is Relation.REPORTED_BY for hop in statement.via
        ):
            continue
        place = next((p for p in places if _holds_before(p, statement, paragraphs[i])), None)
        if place is not None:
            where = "further down in the lead" if place.paragraph != paragraphs[i] else "later in the paragraph"
            told = tuple(replace(hop, inferred=True, why=f"named {where} for this speaker") for hop in place.hops)
            completed[i] = replace(statement, via=(*told, *statement.via))
    return completed


def _holds_before(place: Place, statement: Attribution, paragraph: int) -> bool:
    if place.speaker != statement.speaker.name or not any(
        hop.channel in ONE_OCCASION or hop.relation is Relation.SAID_TO for hop in place.hops
    ):
        return False
    first = place.hops[0].span
    is_later = first is not None and first.start > statement.content[0].start
    return is_later and (place.paragraph == paragraph or paragraph <= place.paragraph < LEAD)


def is_elsewhere(text: str, cue: Sequence[Span], sentence: Span, content: Sequence[Span], lang: str) -> bool:
    """ "hatte Huang im vergangenen Jahr gesagt": words in the cue's own clause that put it on another occasion."""
    for clause in CLAUSE.finditer(text, sentence.start, sentence.end):
        place = Span(*clause.span())
        words = " ".join(clause.group().lower().split())
        beside = any(place.overlaps(span) for span in cue) or words.count(" ") < SHORT_CLAUSE
        if not beside or any(span.covers(place) for span in content):
            continue
        if any(f" {other} " in f" {words} " for other in entries(lang, "other_occasions")):
            return True
    return False
