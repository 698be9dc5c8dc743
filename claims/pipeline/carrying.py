"""A new revision beside the one before: what still stands keeps its claims and what people decided about it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from claims import corroborate
from claims.corroborate import Fate, FoundFate, Stated
from claims.models import Claim, Link, Revision, Statement, StatementFate
from claims.models.stated import to_stated
from claims.pipeline.confirmed import STANDS, keep_confirmed, keep_states, set_aside_again
from claims.pipeline.following import tell_followers

CARRIED = re.compile(r"^carried over from revision \d+: ")


def carry_statements(revision: Revision, now: datetime) -> list[StatementFate]:
    """Store what became of each statement of the revision before; those that stand take along what was decided."""
    before = revision.article.revisions.filter(number__lt=revision.number, stage=Revision.Stage.DONE).last()
    if before is None:
        return []
    again = set_aside_again(before, revision)
    found = corroborate.find_fates(before.text, stated_in(before), revision.text, stated_in(revision))
    kept = keep_confirmed(found, revision)
    if revision.change_kind == Revision.ChangeKind.REREAD:
        kept = [read_anew(each) for each in kept]
    fates = StatementFate.objects.bulk_create(to_row(each, revision, now) for each in kept)
    StatementFate.objects.bulk_create(to_row(each.fate, revision, now) for each in again if not each.old.is_in_force)
    standing = {fate.statement_id: fate.successor_id for fate in fates if fate.fate in STANDS and fate.successor_id}
    keep_states(standing, again)
    links = Link.objects.filter(statement__in=standing).select_related("statement__revision").order_by("pk")
    Link.objects.bulk_create(
        carried(link, standing[link.statement_id]) for link in links.defer("statement__revision__text")
    )
    return fates


def read_anew(found: FoundFate) -> FoundFate:
    """No edit: the outlet changed nothing, so what differs is what we take for its article's text."""
    if found.fate in (*STANDS, Fate.UNREAD):
        return found
    fate = Fate.KEPT if found.new_id else Fate.UNREAD
    why = f"the outlet changed nothing, its page was read anew ({found.fate}: {found.why})"
    return replace(found, fate=fate, why=why)


def stated_in(revision: Revision) -> list[Stated]:
    return [to_stated(each, revision.lang) for each in revision.statements.in_force().prefetch_related("spans")]


def to_row(found: FoundFate, revision: Revision, now: datetime) -> StatementFate:
    return StatementFate(
        statement_id=found.old_id,
        revision=revision,
        successor_id=found.new_id,
        fate=found.fate,
        before=found.before,
        after=found.after,
        likeness=found.likeness,
        why=found.why,
        at=now,
    )


def carried(link: Link, statement_id: int) -> Link:
    """As it is, with what a person decided and what the machine had thought."""
    number = link.statement.revision.number
    return Link(
        claim_id=link.claim_id,
        statement_id=statement_id,
        relation=link.relation,
        state=link.state,
        machine_relation=link.machine_relation,
        machine_score=link.machine_score,
        machine_version=link.machine_version,
        why=link.why if CARRIED.match(link.why) else f"carried over from revision {number}: {link.why}",
        made_at=link.made_at,
    )


def rejected_before(fates: Sequence[StatementFate]) -> dict[int, set[int]]:
    """Statement -> the claims that a person kept apart from the words it had before."""
    successors = {fate.statement_id: fate.successor_id for fate in fates if fate.successor_id}
    rejected: dict[int, set[int]] = {}
    for link in Link.objects.filter(statement__in=successors, state=Link.State.REJECTED):
        rejected.setdefault(successors[link.statement_id], set()).add(link.claim_id)
    return rejected


def suggest_old_claims(fates: Sequence[StatementFate], now: datetime) -> None:
    """What is worded otherwise now still bears on its old claim, where matching did not find that by itself."""
    edited = {fate.statement_id: (fate, fate.successor_id) for fate in fates if fate.successor_id and fate.is_edit}
    successors = [successor for _, successor in edited.values()]
    linked = set(Link.objects.filter(statement__in=successors).values_list("statement_id", "claim_id"))
    for link in Link.objects.filter(statement__in=edited).exclude(state=Link.State.REJECTED).order_by("pk"):
        fate, successor = edited[link.statement_id]
        if (successor, link.claim_id) not in linked:
            Link.objects.create(
                claim_id=link.claim_id,
                statement_id=successor,
                relation=Link.Relation.QUALIFIES,
                state=Link.State.SUGGESTED,
                machine_relation=Link.Relation.QUALIFIES,
                machine_score=fate.likeness,
                machine_version=corroborate.VERSION,
                why=f"{fate.fate} since the revision before, which was linked here: {fate.why}",
                made_at=now,
            )


def tell_of_edits(fates: Sequence[StatementFate], now: datetime) -> None:
    """Tell those who follow a claim that an article says it otherwise now, or no longer."""
    edits = {fate.statement_id: fate for fate in fates if fate.is_edit}
    links = Link.objects.filter(statement__in=edits, state__in=Link.COUNTED).select_related(
        "claim", "statement__revision__article__outlet"
    )
    for link in links.order_by("pk"):
        tell_followers(link.claim, message_of(edits[link.statement_id], link.claim, link.statement), now)


def message_of(fate: StatementFate, claim: Claim, statement: Statement) -> str:
    article = statement.revision.article
    now_says = f" Now: “{fate.after}”." if fate.after else ""
    what = f"{article.outlet or 'An outlet not given'} edited “{article}”; what it says is {fate.fate}"
    return f"“{claim.headline}”: {what}. Before: “{fate.before}”.{now_says} {fate.why[:1].upper()}{fate.why[1:]}."
