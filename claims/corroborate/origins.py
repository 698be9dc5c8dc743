"""Which statements of one claim come from one and the same origin.

The rules of counting: one speaker at one event is one origin, however many articles repeat it; a report that rests on
another outlet's report has that one's origin; copied text has the origin of what it was copied from; what cannot be
resolved has none and counts zero.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claims.corroborate.events import ONE_EVENT, Event, find_events
from claims.corroborate.report import Report


class OriginKind(StrEnum):
    UTTERANCE = "utterance event"
    DOCUMENT = "document"
    OWN_REPORTING = "own reporting"
    ANONYMOUS = "anonymous report"
    WIRE = "wire item"
    MEASUREMENT = "measurement"


class Way(StrEnum):
    """How an article has a statement from another article."""

    COPIED = "copied text"
    CITES = "cites"


@dataclass(frozen=True)
class FoundOrigin:
    """`key` is "" where no origin was found; `rule` names the rule that decided.

    `way` says how the article has the statement from another, "" where it names none; `rests_on` is that other's
    statement, None where it is not here.
    """

    key: str
    kind: OriginKind | None
    label: str
    rule: str
    why: str
    actor_id: int | None = None
    house: int | str | None = None  # what the speaker belongs to, by its number or else by its name
    outlet_id: int | None = None
    rests_on: int | None = None
    way: str = ""
    copied_share: float = 0.0


class Known:
    """All reports of a claim, the oldest first, by what one is looked for."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.in_time = sorted(reports, key=lambda report: (report.said_at, report.statement_id))
        self.by_id = {report.statement_id: report for report in self.in_time}
        self.of_outlet: dict[int, list[Report]] = defaultdict(list)
        for report in self.in_time:
            if report.outlet_id:
                self.of_outlet[report.outlet_id].append(report)
        self.events = find_events(self.in_time)
        self.papers = self._find_papers()

    def _find_papers(self) -> dict[int, Report | Event]:
        """Documents of which nothing says whose they are: of one claim and one week they may be one, and count once."""
        papers: dict[int, Report | Event] = {}
        last: Report | None = None
        written = [event for event in dict.fromkeys(self.events.values()) if event.is_written]
        for report in self.in_time:
            if report.source_kind != "document" or report.speaker_id or cited_outlet(report) or is_measured(report):
                continue
            near = [event for event in written if event.distance(report.said_at) <= ONE_EVENT]
            if last and report.said_at - last.said_at <= ONE_EVENT:
                papers[report.statement_id] = papers[last.statement_id]
            elif near:
                papers[report.statement_id] = min(near, key=lambda event: (event.distance(report.said_at), event.began))
            else:
                papers[report.statement_id] = report
            last = report
        return papers


def find_origins(reports: Sequence[Report]) -> dict[int, FoundOrigin]:
    """Statement id -> its origin, and the statement it was taken from."""
    known = Known(reports)
    origins = {report.statement_id: trace(report, known, ()) for report in reports}
    first_with: dict[tuple[int | None, str], int] = {}
    for report in known.in_time:
        first_with.setdefault((report.outlet_id, origins[report.statement_id].key), report.statement_id)
    return {report.statement_id: with_way(report, origins, first_with) for report in reports}


def with_way(
    report: Report, origins: Mapping[int, FoundOrigin], first_with: Mapping[tuple[int | None, str], int]
) -> FoundOrigin:
    """From whom the article has it: whose text it copied, else the first of the cited outlet that has that origin."""
    found = origins[report.statement_id]
    if report.copied_from in origins:
        return replace(found, rests_on=report.copied_from, way=Way.COPIED, copied_share=report.copied_share)
    cited = cited_outlet(report)
    if cited is None:
        return found
    return replace(found, rests_on=first_with.get((cited[0], found.key)), way=Way.CITES)


def trace(report: Report, known: Known, trail: tuple[Report, ...]) -> FoundOrigin:
    """Follow one statement to where it comes from; `trail` is the way so far."""
    if any(report.outlet_id == earlier.outlet_id and report.outlet_id for earlier in trail):
        circle = " cites ".join(step.outlet_name for step in (*trail, report))
        return FoundOrigin("", None, "", "citation circle", f"the outlets cite each other: {circle}")
    if original := known.by_id.get(report.copied_from or 0):
        source = trace(original, known, (*trail, report))
        why = f"the text was copied from {original.outlet_name}; there: {source.why}"
        return with_reason(source, "copied text", why)
    if event := known.events.get(report.statement_id):
        return spoken(report, event)
    if report.source_kind == "role" and not report.speaker_outlet_id:
        return FoundOrigin(
            "", None, "", "unresolved", f"“{report.speaker}” is a role, and whose could not be told from the article"
        )
    if cited := cited_outlet(report):
        return follow_citation(report, cited, known, trail)
    if report.source_kind == "document":
        return document(report, known)
    if report.source_kind == "anonymous" and report.outlet_id:
        return FoundOrigin(
            f"anonymous:{report.outlet_id}",
            OriginKind.ANONYMOUS,
            f"unnamed sources of {report.outlet_name}",
            "anonymous report",
            f"{report.outlet_name} gives its own unnamed sources; they count once for the outlet",
            outlet_id=report.outlet_id,
        )
    return FoundOrigin("", None, "", "unresolved", "neither a speaker nor another outlet's report is named")


def spoken(report: Report, event: Event) -> FoundOrigin:
    """One speaker, or one house, at one event."""
    speaker, place = event.first.speaker, event.place
    told = f" to {place[1]}" if place else ""
    kind = OriginKind.MEASUREMENT if is_measured(event.first) else OriginKind.DOCUMENT
    what = "document" if event.is_document else "utterance"
    joined = "" if report.speaker == speaker else f"{report.speaker} is of one house with {speaker}, and of one week; "
    return FoundOrigin(
        f"{what}:{event.voice}:{event.began:%Y-%m-%d}"[:200],
        kind if event.is_document else OriginKind.UTTERANCE,
        f"{kind.value}: {speaker}" if event.is_document else f"{speaker}{told}, {event.began:%Y-%m-%d}",
        what if event.is_document else "one speaker, one event",
        f"{joined}{speaker} said it{told}; all that repeat it within {ONE_EVENT.days} days are this one {what}",
        actor_id=event.first.speaker_id,
        house=event.first.house,
        outlet_id=place[0] if place else None,
    )


def document(report: Report, known: Known) -> FoundOrigin:
    paper = known.papers.get(report.statement_id, report)
    if isinstance(paper, Event):
        why = f"“{report.speaker}” is not said to be somebody else's, and may be what {paper.first.speaker} wrote"
        return with_reason(spoken(paper.first, paper), "document", why)
    author = paper.speaker or paper.outlet_name
    kind = OriginKind.MEASUREMENT if is_measured(paper) else OriginKind.DOCUMENT
    same = "" if paper is report else f"; “{report.speaker}” may be the same one, and is counted once with it"
    return FoundOrigin(
        f"document:{paper.outlet_id}:{author.casefold()}"[:200],
        kind,
        f"{kind.value}: {author}",
        "document",
        f"“{author}” is a document; every article that quotes it has it from there{same}",
        outlet_id=paper.outlet_id if kind == OriginKind.MEASUREMENT else None,
    )


def is_measured(report: Report) -> bool:
    return report.source_kind == "document" and (report.channel == "benchmark" or report.outlet_kind == "lab")


def cited_outlet(report: Report) -> tuple[int, str] | None:
    """The outlet that the statement was taken from: the speaker, if it is one, else the nearest of the chain."""
    if report.speaker_outlet_id and report.speaker_outlet_id != report.outlet_id:
        return report.speaker_outlet_id, report.speaker
    return next((cited for cited in report.cites if cited[0] != report.outlet_id), None)


def follow_citation(report: Report, cited: tuple[int, str], known: Known, trail: tuple[Report, ...]) -> FoundOrigin:
    outlet_id, name = cited
    if there := known.of_outlet.get(outlet_id):
        source = trace(there[0], known, (*trail, report))
        return with_reason(source, source.rule, f"{report.outlet_name} has it from {name}; there: {source.why}")
    anonymous = report.source_kind == "anonymous"
    return FoundOrigin(
        f"{'anonymous' if anonymous else 'report'}:{outlet_id}",
        OriginKind.ANONYMOUS if anonymous else OriginKind.OWN_REPORTING,
        f"unnamed sources of {name}" if anonymous else f"report of {name}",
        "cited report",
        f"{report.outlet_name} has it from {name}, whose own article is not here",
        outlet_id=outlet_id,
    )


def with_reason(origin: FoundOrigin, rule: str, why: str) -> FoundOrigin:
    return replace(origin, rule=rule, why=why)
