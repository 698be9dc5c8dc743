"""Occasions: which statements of a claim were made when one speaker, or one house, spoke up once.

An interview is repeated for days, so what a speaker says within a week is one occasion; but a post on Monday and an
interview on Friday are two. "The company said" is of the occasion on which somebody of the company spoke, if one did.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta

from claims.corroborate.report import Report

ONE_EVENT = timedelta(days=7)
# Within so much time a press office that answers several outlets says one thing once.
SAME_DAY = timedelta(days=1)
# What is said by these can be read, and quoted as a document.
WRITTEN = frozenset({"press release", "filing", "post", "report", "memo", "court document"})


class Event:
    """One occasion. `voice` is the speaker or the house, `first` the report that it is named by."""

    def __init__(self, voice: int | str, first: Report) -> None:
        self.voice = voice
        self.first = first
        self.earliest = self.latest = first.said_at
        self.venues: set[Hashable] = set()
        self.place: tuple[int | None, str] | None = None
        self.is_written = False
        self.is_document = True
        self.add(first)

    def add(self, report: Report) -> None:
        is_paper = report.source_kind == "document"
        self.earliest = min(self.earliest, report.said_at)
        self.latest = max(self.latest, report.said_at)
        self.venues |= {venue_of(report)} - {None}
        self.place = self.place or report.told_to
        self.is_written = self.is_written or is_paper or report.channel in WRITTEN
        self.is_document = self.is_document and is_paper

    @property
    def began(self) -> datetime:
        return self.first.said_at

    def distance(self, at: datetime) -> timedelta:
        """From the stretch of time in which it was reported."""
        return max(self.earliest - at, at - self.latest, timedelta(0))

    def remoteness(self, report: Report) -> tuple[bool, timedelta]:
        return venue_of(report) not in self.venues, self.distance(report.said_at)

    def goes_on_with(self, report: Report) -> bool:
        """Whether the report may be of this event: soon after, and if later than a day, not from another place."""
        gap, venue = self.distance(report.said_at), venue_of(report)
        is_elsewhere = venue is not None and bool(self.venues) and venue not in self.venues
        return gap <= SAME_DAY or (gap <= ONE_EVENT and not is_elsewhere)


def find_events(in_time: Iterable[Report]) -> dict[int, Event]:
    """Statement -> its event, for reports of whom somebody is named, the oldest first."""
    found: dict[int, Event] = {}
    of_voice: dict[int | str, list[Event]] = defaultdict(list)
    of_house: dict[int | str, list[Event]] = defaultdict(list)
    # People first: what a company says may be what one of its people said, and reported before it.
    for report in sorted(in_time, key=lambda each: each.speaks_for_house):
        voice = voice_of(report)
        if voice is None:
            continue
        mates = of_house[report.house] if report.speaks_for_house and report.house else []
        near = [event for event in (*mates, *of_voice[voice]) if event.goes_on_with(report)]
        if near:
            event = min(near, key=lambda each: each.remoteness(report))
            event.add(report)
        else:
            event = Event(voice, report)
            of_voice[voice].append(event)
            if report.house:
                of_house[report.house].append(event)
        found[report.statement_id] = event
    return found


def voice_of(report: Report) -> int | str | None:
    """Whose voice it is; None where nobody is named whom one could tell again."""
    if report.speaker_outlet_id:
        return None
    if report.source_kind == "document":
        return report.speaker_id
    if report.source_kind == "role" and report.speaker_id is None:
        return report.house
    if not report.speaker or report.source_kind not in ("named", "role"):
        return None
    return report.speaker_id or report.speaker.casefold()


def venue_of(report: Report) -> Hashable:
    """Where it was said, as far as one can tell it again: names of places that are not known vary."""
    return report.told_to[0] if report.told_to and report.told_to[0] else report.channel or None
