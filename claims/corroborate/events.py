"""Occasions: which statements of a claim were made when one speaker, or one house, spoke up once.

An interview is repeated for days, so what a speaker says within a week is one occasion; but a post on Monday and an
interview on Friday are two. "The company said" is of the occasion on which somebody of the company spoke, if one did.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from claims.corroborate.report import Report

ONE_EVENT = timedelta(days=7)
# Within so much time a press office that answers several outlets says one thing once.
SAME_DAY = timedelta(days=1)
# What is said by these can be read, and quoted as a document.
WRITTEN = frozenset({"press release", "filing", "post", "report", "memo", "court document"})


@dataclass(eq=False)
class Event:
    """`voice` is the speaker or the house; `place` the outlet that was spoken to."""

    voice: int | str
    first: Report
    reports: list[Report] = field(default_factory=list)

    @property
    def began(self) -> datetime:
        return self.first.said_at

    @property
    def last(self) -> datetime:
        return self.reports[-1].said_at

    @property
    def place(self) -> tuple[int | None, str] | None:
        return next((report.told_to for report in self.reports if report.told_to), None)

    @property
    def is_written(self) -> bool:
        return any(report.source_kind == "document" or report.channel in WRITTEN for report in self.reports)

    @property
    def is_document(self) -> bool:
        return all(report.source_kind == "document" for report in self.reports)

    def distance(self, at: datetime) -> timedelta:
        """From the stretch of time in which it was reported."""
        return max(self.began - at, at - self.last, timedelta(0))

    def remoteness(self, report: Report) -> tuple[bool, timedelta]:
        return venue_of(report) not in map(venue_of, self.reports), self.distance(report.said_at)

    def goes_on_with(self, report: Report) -> bool:
        """Whether the report may be of this event: soon after, and if later than a day, not from another place."""
        gap = self.distance(report.said_at)
        venues = {venue_of(each) for each in self.reports} - {None}
        is_elsewhere = venue_of(report) is not None and bool(venues) and venue_of(report) not in venues
        return gap <= SAME_DAY or (gap <= ONE_EVENT and not is_elsewhere)


def find_events(in_time: Iterable[Report]) -> dict[int, Event]:
    """Statement -> its event, for reports of whom somebody is named, the oldest first."""
    spoken = [report for report in in_time if voice_of(report) is not None]
    events: dict[int | str, list[Event]] = defaultdict(list)  # by voice
    of_house: dict[int, list[Event]] = defaultdict(list)
    # People first: what a company says may be what one of its people said, and reported before it.
    for report in sorted(spoken, key=lambda each: each.speaks_for_house):
        voice = voice_of(report)
        mates = of_house[report.house] if report.speaks_for_house and report.house else []
        near = [event for event in (*mates, *events[voice or ""]) if event.goes_on_with(report)]
        if near:
            event = min(
                near,
                key=lambda each: (venue_of(report) not in map(venue_of, each.reports), each.distance(report.said_at)),
            )
        else:
            event = Event(voice or "", report)
            events[event.voice].append(event)
            if report.house:
                of_house[report.house].append(event)
        event.reports.append(report)
        event.reports.sort(key=lambda each: (each.said_at, each.statement_id))
    return {report.statement_id: event for group in events.values() for event in group for report in event.reports}


def voice_of(report: Report) -> int | str | None:
    """Whose voice it is; None where nobody is named whom one could tell again."""
    if report.speaker_outlet_id:
        return None
    if report.source_kind == "document":
        return report.speaker_id
    if report.source_kind == "role" and report.speaker_id is None:
        return None
    if not report.speaker or report.source_kind not in ("named", "role"):
        return None
    return report.speaker_id or report.speaker.casefold()


def venue_of(report: Report) -> Hashable:
    """Where it was said, as far as one can tell it again: names of places that are not known vary."""
    return report.told_to[0] if report.told_to and report.told_to[0] else report.channel or None
