"""The page of one claim: its statements, the origins they come from, and what happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from claims.models import (
    Claim,
    Deadline,
    Link,
    Origin,
    OriginAssignment,
    Resolution,
    Revision,
    StandingChange,
    Statement,
    Watch,
)
from claims.queries.edits import Edit, edits_about
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.said import Said, said, statements_to_show
from claims.queries.verdicts import is_overdue


@dataclass(frozen=True)
class LinkedStatement:
    """A statement's part in a claim. `gone_in` is the number of the revision that no longer has it."""

    link: Link
    said: Said
    origin: Origin | None
    origin_why: str
    gone_in: int | None

    @property
    def at(self) -> datetime:
        article = self.said.statement.revision.article
        return article.published_at or article.first_seen_at


@dataclass(frozen=True)
class OriginGroup:
    """All statements that come from one origin, the first first. Without an origin they count zero."""

    origin: Origin | None
    statements: tuple[LinkedStatement, ...]

    @property
    def first(self) -> LinkedStatement:
        return self.statements[0]

    @property
    def echoes(self) -> tuple[LinkedStatement, ...]:
        return self.statements[1:]


@dataclass(frozen=True)
class Event:
    """What happened to the claim: its numbers changed, a person set a verdict, an article edited what it says, or a due
    date passed."""

    at: datetime
    before: StandingChange | None = None
    after: StandingChange | None = None
    resolution: Resolution | None = None
    edit: Edit | None = None
    passed: Deadline | None = None

    @property
    def standing_changed(self) -> bool:
        return self.after is not None and (self.before is None or self.before.standing != self.after.standing)


@dataclass(frozen=True)
class ClaimView:
    line: ClaimLine
    statements: tuple[LinkedStatement, ...]
    suggested: tuple[LinkedStatement, ...]
    origins: tuple[OriginGroup, ...]
    events: tuple[Event, ...]
    is_followed: bool
    is_overdue: bool

    @property
    def claim(self) -> Claim:
        return self.line.claim


def claim_view(claim: Claim, *, user_id: int, today: date) -> ClaimView:
    linked = _linked_statements(claim)
    counted = tuple(each for each in linked if each.link.state in Link.COUNTED)
    (line,) = claim_lines([claim])
    return ClaimView(
        line=line,
        statements=counted,
        suggested=tuple(each for each in linked if each.link.state == Link.State.SUGGESTED),
        origins=_by_origin(counted),
        events=_events(claim),
        is_followed=Watch.objects.filter(user=user_id, claim=claim).exists(),
        is_overdue=is_overdue(claim, line.resolution, today),
    )


def _linked_statements(claim: Claim) -> list[LinkedStatement]:
    links = {
        link.statement_id: link for link in claim.links.exclude(state=Link.State.REJECTED).order_by("statement_id")
    }
    statements = list(statements_to_show().filter(pk__in=links))
    assignments = {
        each.statement_id: each
        for each in OriginAssignment.objects.filter(statement__in=links, superseded_at=None).select_related(
            "origin__actor", "origin__outlet"
        )
    }
    kept = []
    for statement, gone_in in _newest_of_each_article(statements):
        assignment = assignments.get(statement.pk)
        origin, why = (assignment.origin, assignment.why) if assignment else (None, "")
        kept.append(LinkedStatement(links[statement.pk], said(statement), origin, why, gone_in))
    return sorted(kept, key=lambda each: (each.at, each.said.statement.pk))


def _newest_of_each_article(statements: Sequence[Statement]) -> list[tuple[Statement, int | None]]:
    """An article's newest revision speaks for it; where that dropped the statement, the last one that had it does."""
    numbers: dict[int, list[int]] = {}
    article_ids = {statement.revision.article_id for statement in statements}
    rows = Revision.objects.filter(article__in=article_ids, stage=Revision.Stage.DONE)
    for article_id, number in rows.order_by("number").values_list("article_id", "number"):
        numbers.setdefault(article_id, []).append(number)
    last_with: dict[int, int] = {}
    for statement in statements:
        revision = statement.revision
        last_with[revision.article_id] = max(revision.number, last_with.get(revision.article_id, 0))
    kept = []
    for statement in statements:
        revision = statement.revision
        if revision.number == last_with[revision.article_id]:
            later = [number for number in numbers.get(revision.article_id, []) if number > revision.number]
            kept.append((statement, later[0] if later else None))
    return kept


def _by_origin(statements: Sequence[LinkedStatement]) -> tuple[OriginGroup, ...]:
    """In the order in which the origins were first heard of; what has none comes last."""
    groups: dict[int, list[LinkedStatement]] = {}
    for each in statements:
        groups.setdefault(each.origin.pk if each.origin else 0, []).append(each)
    ordered = sorted(groups.items(), key=lambda item: (item[0] == 0, item[1][0].at))
    return tuple(OriginGroup(members[0].origin, tuple(members)) for _, members in ordered)


def _events(claim: Claim) -> tuple[Event, ...]:
    """Newest first."""
    events = []
    before: StandingChange | None = None
    for change in claim.standing_changes.order_by("at", "pk"):
        events.append(Event(at=change.at, before=before, after=change))
        before = change
    verdicts = claim.resolutions.select_related("by").order_by("at", "pk")
    events += [Event(at=verdict.at, resolution=verdict) for verdict in verdicts]
    events += [Event(at=each.passed_at, passed=each) for each in claim.deadlines.all() if each.passed_at]
    events += [Event(at=edit.fate.at, edit=edit) for edit in edits_about(claim)]
    return tuple(sorted(events, key=lambda event: event.at, reverse=True))
