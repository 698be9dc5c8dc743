"""A claim: its numbers, what speaks for it, where it comes from, what happened to it, and what people concluded."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from claims.api.addresses import absolute, api_address
from claims.api.shapes.said import Named, Statement, named_entity, named_outlet, statement
from claims.models import Claim, DecidingEvidence, Origin, Resolution
from claims.models.ledger import Counts
from claims.queries.due import DueLine
from claims.queries.edits import Edit
from claims.queries.lines import ClaimLine
from claims.queries.linked import LinkedStatement
from claims.queries.one_claim import ClaimView
from claims.queries.origin_tree import OriginTree, TreeArticle
from claims.queries.timeline import Event
from claims.queries.verdicts import ClaimVerdicts


class Numbers(Schema):
    """What the standing is counted from; see docs/ledger.md."""

    standing: str
    articles: int
    outlets: int
    origins: int
    independent: int
    interested: int
    unresolved: int
    why: str


class Verdict(Schema):
    """Set by a person, never by the machine."""

    value: str
    as_of: date = Field(description="the day from which it holds")
    reason: str
    by: str
    at: datetime


class ClaimSummary(Schema):
    id: int
    url: str = Field(description="its address in this API")
    page: str = Field(description="its page for people; to cite it, add ?as_of= and a day")
    headline: str
    lang: str
    type: str
    numbers: Numbers
    verdict: Verdict | None = Field(description="the newest; null where nobody set one")
    lead: Statement | None = Field(description="the statement that speaks for it; null while none counts")
    due_on: date | None
    opened_at: datetime
    first_said_at: datetime | None
    last_said_at: datetime | None


class DueClaim(Schema):
    claim: ClaimSummary
    due_on: date
    state: str
    days: int = Field(description="until it is due, or since")
    passed_at: datetime | None


class OriginShape(Schema):
    id: int
    kind: str
    label: str
    actor: Named | None
    outlet: Named | None


class LinkShape(Schema):
    """A statement's part in the claim."""

    statement: Statement
    relation: str
    state: str
    why: str
    machine_relation: str = Field(description="what the machine thought, whatever people decided")
    machine_score: float
    at: datetime = Field(description="since when the article says it")
    gone_in: int | None = Field(description="the revision that no longer has it")
    origin: OriginShape | None
    origin_why: str
    rests_on: int | None = Field(description="the statement that it was taken from")
    way: str
    copied_share: float
    ties: list[str] = Field(description="of the speaker's house to whom it is about")
    retells: int | None = Field(description="the statement that it is held against")
    softer: list[str]
    harder: list[str]
    changed: list[str]


class TreeNode(Schema):
    """An article, and those that have it from there."""

    article: int
    outlet: str
    statements: list[int]
    stands: bool
    from_name: str
    lang_before: str
    below: list["TreeNode"]


class OriginBranch(Schema):
    origin: OriginShape
    stands: bool
    articles: list[TreeNode]


class Tree(Schema):
    origins: list[OriginBranch]
    circles: list[list[TreeNode]] = Field(description="articles that cite each other; they count zero")
    unresolved: list[TreeNode] = Field(description="articles whose chain leads nowhere; they count zero")


class EditShape(Schema):
    fate: str
    before: str
    after: str
    why: str
    revision: int


class EventShape(Schema):
    kind: str
    at: datetime
    statement: int | None
    held_against: int | None
    reasons: list[str]
    before: Numbers | None
    after: Numbers | None
    origin: OriginShape | None
    verdict: Verdict | None
    edit: EditShape | None


class Evidence(Schema):
    statement: int | None
    title: str
    url: str
    dated_on: date | None


class FullVerdict(Verdict):
    seconded_by: str
    evidence: list[Evidence]


class ClaimShape(ClaimSummary):
    as_of: date | None = Field(description="null: as it is known now")
    is_overdue: bool
    criterion: str
    statements: list[LinkShape]
    suggested: list[LinkShape] = Field(description="the machine is not sure enough to count these")
    tree: Tree
    timeline: list[EventShape] = Field(description="newest first")
    verdicts: list[FullVerdict] = Field(description="newest first")


def claim_summary(line: ClaimLine) -> ClaimSummary:
    return ClaimSummary(**_summary(line))


def due_claim(due: DueLine) -> DueClaim:
    return DueClaim(
        claim=claim_summary(due.line), due_on=due.due_on, state=due.state, days=due.days, passed_at=due.passed_at
    )


def whole_claim(view: ClaimView, verdicts: ClaimVerdicts) -> ClaimShape:
    return ClaimShape(
        **_summary(view.line),
        as_of=view.as_of,
        is_overdue=view.is_overdue,
        criterion=view.claim.criterion,
        statements=[_link(each) for each in view.statements],
        suggested=[_link(each) for each in view.suggested],
        tree=_tree(view.tree),
        timeline=[_event(event) for event in view.events],
        verdicts=[_full_verdict(each) for each in verdicts.resolutions],
    )


def _summary(line: ClaimLine) -> dict[str, Any]:
    claim: Claim = line.claim
    return {
        "id": claim.pk,
        "url": api_address("claim", claim.pk),
        "page": absolute(claim.get_absolute_url()),
        "headline": claim.headline,
        "lang": claim.lang,
        "type": claim.type,
        "numbers": _numbers(claim),
        "verdict": Verdict(**_verdict(line.resolution)) if line.resolution else None,
        "lead": statement(line.said) if line.said else None,
        "due_on": claim.due_on,
        "opened_at": claim.opened_at,
        "first_said_at": claim.first_said_at,
        "last_said_at": claim.last_said_at,
    }


def _numbers(counts: Counts) -> Numbers:
    return Numbers(
        standing=counts.standing,
        articles=counts.articles,
        outlets=counts.outlets,
        origins=counts.origins,
        independent=counts.independent,
        interested=counts.interested,
        unresolved=counts.unresolved,
        why=counts.standing_why,
    )


def _verdict(resolution: Resolution) -> dict[str, Any]:
    return {
        "value": resolution.value,
        "as_of": resolution.as_of,
        "reason": resolution.reason,
        "by": resolution.by.get_username(),
        "at": resolution.at,
    }


def _full_verdict(resolution: Resolution) -> FullVerdict:
    return FullVerdict(
        **_verdict(resolution),
        seconded_by=resolution.seconded_by.get_username() if resolution.seconded_by else "",
        evidence=[_evidence(each) for each in resolution.evidence.all()],
    )


def _evidence(each: DecidingEvidence) -> Evidence:
    return Evidence(statement=each.statement_id, title=each.title, url=each.url, dated_on=each.dated_on)


def _origin(origin: Origin) -> OriginShape:
    return OriginShape(
        id=origin.pk,
        kind=origin.kind,
        label=origin.label,
        actor=named_entity(origin.actor) if origin.actor else None,
        outlet=named_outlet(origin.outlet),
    )


def _link(each: LinkedStatement) -> LinkShape:
    assignment = each.assignment
    return LinkShape(
        statement=statement(each.said),
        relation=each.link.relation,
        state=each.link.state,
        why=each.link.why,
        machine_relation=each.link.machine_relation,
        machine_score=each.link.machine_score,
        at=each.at,
        gone_in=each.gone_in,
        origin=_origin(each.origin) if each.origin else None,
        origin_why=assignment.why if assignment else "",
        rests_on=assignment.rests_on_id if assignment else None,
        way=assignment.way if assignment else "",
        copied_share=assignment.copied_share if assignment else 0,
        ties=[tie.kind for tie in each.interest.ties] if each.interest else [],
        retells=_pk(each.retells),
        softer=list(each.retelling.softer),
        harder=list(each.retelling.harder),
        changed=list(each.retelling.changed),
    )


def _tree(tree: OriginTree) -> Tree:
    origins = [
        OriginBranch(
            origin=_origin(group.origin), stands=group.stands, articles=[_node(each) for each in group.articles]
        )
        for group in tree.origins
    ]
    circles = [[_node(each) for each in circle] for circle in tree.circles]
    return Tree(origins=origins, circles=circles, unresolved=[_node(each) for each in tree.unresolved])


def _node(node: TreeArticle) -> TreeNode:
    outlet = node.first.said.outlet
    return TreeNode(
        article=node.first.article_id,
        outlet=outlet.name if outlet else "",
        statements=[each.said.statement.pk for each in node.statements],
        stands=node.stands,
        from_name=node.from_name,
        lang_before=node.lang_before,
        below=[_node(each) for each in node.below],
    )


def _event(event: Event) -> EventShape:
    return EventShape(
        kind=event.kind,
        at=event.at,
        statement=_pk(event.each),
        held_against=_pk(event.other),
        reasons=list(event.reasons),
        before=_numbers(event.before) if event.before else None,
        after=_numbers(event.after) if event.after else None,
        origin=_origin(event.origin) if event.origin else None,
        verdict=Verdict(**_verdict(event.resolution)) if event.resolution else None,
        edit=_edit(event.edit) if event.edit else None,
    )


def _edit(edit: Edit) -> EditShape:
    fate = edit.fate
    return EditShape(fate=fate.fate, before=fate.before, after=fate.after, why=fate.why, revision=fate.revision.number)


def _pk(each: LinkedStatement | None) -> int | None:
    return each.said.statement.pk if each else None
