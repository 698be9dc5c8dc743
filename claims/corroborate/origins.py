"""Which statements of one claim come from one and the same origin.

The rules of counting: one speaker at one event is one origin, however many articles repeat it; a report that rests on
another outlet's report has that one's origin; copied text has the origin of what it was copied from; what cannot be
resolved has none and counts zero.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

# Two statements of one speaker within this time are taken to be of one event (an interview is repeated for days).
ONE_EVENT = timedelta(days=7)


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
class Report:
    """One statement of a claim, as far as its origin can be told from it.

    `cites` are the outlets its chain names, nearest to the speaker first; `told_to` is the one the speaker spoke to.
    `copied_from` is the statement of an earlier article that this one's text was copied from, `copied_share` how much
    of the text stands there.
    """

    statement_id: int
    article_id: int
    outlet_id: int | None
    outlet_name: str
    outlet_kind: str
    said_at: datetime
    source_kind: str  # as extract.SourceKind
    speaker: str  # "" where nobody is named
    speaker_id: int | None = None
    speaker_outlet_id: int | None = None  # the speaker is itself an outlet: "Reuters reports"
    cites: tuple[tuple[int, str], ...] = ()  # (outlet id, name)
    told_to: tuple[int, str] | None = None
    channel: str = ""  # as extract.Channel
    copied_from: int | None = None
    copied_share: float = 0.0


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
        self.of_speaker: dict[int | str, list[Report]] = defaultdict(list)
        self.event_began: dict[int, datetime] = {}
        """By statement: when the first of its speaker's statements was made that followed each other."""
        for report in self.in_time:
            if report.outlet_id:
                self.of_outlet[report.outlet_id].append(report)
            if report.speaker:
                before = self.of_speaker[speaker_of(report)]
                last = before[-1] if before else report
                goes_on = report.said_at - last.said_at <= ONE_EVENT and before
                self.event_began[report.statement_id] = (
                    self.event_began[last.statement_id] if goes_on else report.said_at
                )
                before.append(report)


def speaker_of(report: Report) -> int | str:
    return report.speaker_id or report.speaker.casefold()


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
    if report.speaker and report.source_kind in ("named", "role") and not report.speaker_outlet_id:
        return utterance(report, known)
    cited = cited_outlet(report)
    if report.source_kind == "document" and not (cited and report.speaker_outlet_id):
        return document(report)
    if cited:
        return follow_citation(report, cited, known, trail)
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


def utterance(report: Report, known: Known) -> FoundOrigin:
    """One speaker at one event: the statements of a speaker that follow each other within ONE_EVENT."""
    if report.source_kind == "role" and report.speaker_id is None:
        return FoundOrigin(
            "", None, "", "unresolved", f"“{report.speaker}” is a role, and whose could not be told from the article"
        )
    began = known.event_began[report.statement_id]
    place = next((other.told_to for other in known.of_speaker[speaker_of(report)] if other.told_to), None)
    told = f" to {place[1]}" if place else ""
    return FoundOrigin(
        f"utterance:{speaker_of(report)}:{began:%Y-%m-%d}"[:200],
        OriginKind.UTTERANCE,
        f"{report.speaker}{told}, {began:%Y-%m-%d}",
        "one speaker, one event",
        f"{report.speaker} said it{told}; all repetitions within {ONE_EVENT.days} days are this one utterance",
        actor_id=report.speaker_id,
        outlet_id=place[0] if place else None,
    )


def document(report: Report) -> FoundOrigin:
    measured = report.channel == "benchmark" or report.outlet_kind == "lab"
    author = report.speaker or report.outlet_name
    # "The report" of two outlets need not be one document.
    name = str(report.speaker_id or f"{report.outlet_id}:{author.casefold()}")
    return FoundOrigin(
        f"document:{name}"[:200],
        OriginKind.MEASUREMENT if measured else OriginKind.DOCUMENT,
        f"{'measurement' if measured else 'document'}: {author}",
        "document",
        f"“{author}” is a document; every article that quotes it has it from there",
        actor_id=report.speaker_id,
        outlet_id=report.outlet_id if measured else None,
    )


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
    return FoundOrigin(origin.key, origin.kind, origin.label, rule, why, origin.actor_id, origin.outlet_id)
