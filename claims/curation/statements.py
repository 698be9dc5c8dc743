"""What people decide about statements. No row of a statement is changed or lost: others stand in its place.

A decision names the statements concerned before and after; what becomes of their links are its parts. So undoing it
needs nothing but what it says.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext, pgettext

from claims.curation.decisions import CurationError, demand, record, refuse_unknown
from claims.curation.links import (
    GIVE,
    PERMISSION,
    REJECT,
    REJECTED,
    change,
    give_link,
    record_given,
    take_over_link,
    undo_link,
)
from claims.curation.marks import GivenMark, read_mark, split_mark
from claims.models import Claim, Decision, Link, ReviewItem, Statement, StatementFate
from claims.pipeline import marking
from claims.pipeline.work import lock_ledger

CONFIRM, REJECT_STATEMENT, CORRECT = "confirm statement", "reject statement", "correct statement"
SPLIT, MERGE, MOVE, FLAG = "split statement", "merge statements", "move statement", "flag statement"
UNDONE = (CONFIRM, REJECT_STATEMENT, CORRECT, SPLIT, MERGE, MOVE)
State = Statement.State


def confirm_statement(
    actor: User, statement: Statement, *, reason: str, part_of: Decision | None = None, now: datetime
) -> Decision:
    """It is said, in these words, by this source; one that the machine was not sure enough of gets its claim."""
    with transaction.atomic():
        statement = take(actor, statement, reason)
        before = [described(statement)]
        put_state(statement, State.CONFIRMED)
        decision = keep(actor, CONFIRM, statement, before, [statement], reason, now, part_of)
        give_claim(actor, statement, decision, now)
        return decision


def reject_statement(
    actor: User, statement: Statement, *, reason: str, part_of: Decision | None = None, now: datetime
) -> Decision:
    """Nothing is said there, or by nobody: it counts nowhere, and is not found again in later revisions."""
    with transaction.atomic():
        statement = take(actor, statement, reason)
        before = [described(statement)]
        put_state(statement, State.REJECTED)
        decision = keep(actor, REJECT_STATEMENT, statement, before, [statement], reason, now, part_of)
        drop_links(actor, statement, decision, now)
        return decision


def correct_statement(actor: User, statement: Statement, given: GivenMark, *, reason: str, now: datetime) -> Decision:
    """Other words, another source, another chain."""
    with transaction.atomic():
        statement = take(actor, statement, reason)
        mark = read_mark(statement, given)
        if mark == marking.mark_of(statement):
            message = gettext("This stands there already. Change the words, the source or the chain.")
            raise CurationError("content", message)
        return replace(actor, CORRECT, statement, [statement], [mark], reason, now)


def split_statement(
    actor: User, statement: Statement, *, first: str, second: str, reason: str, now: datetime
) -> Decision:
    """Two are said where one was found: the first keeps the claim, the second gets one of its own."""
    with transaction.atomic():
        statement = take(actor, statement, reason)
        return replace(actor, SPLIT, statement, [statement], split_mark(statement, first, second), reason, now)


def merge_statements(actor: User, statement: Statement, other: Statement, *, reason: str, now: datetime) -> Decision:
    """One is said where two were found: in the words of both, by the source of the first."""
    with transaction.atomic():
        statement, other = take(actor, statement, reason), take(actor, other, reason)
        if statement.pk == other.pk or statement.revision_id != other.revision_id:
            raise CurationError("other", gettext("Choose another statement of the same text."))
        mark = marking.merge_marks(marking.mark_of(statement), marking.mark_of(other))
        return replace(actor, MERGE, statement, [statement, other], [mark], reason, now)


def move_statement(
    actor: User, statement: Statement, claim: Claim | None, *, relation: str, reason: str, now: datetime
) -> Decision:
    """It belongs to this claim and to no other; None opens one for it."""
    refuse_unknown("relation", relation, "part in a claim", Link.Relation.values)
    with transaction.atomic():
        statement = take(actor, statement, reason)
        before = [described(statement)]
        links = statement.links.exclude(state=REJECTED)
        if claim and [link.claim_id for link in links if link.relation == relation] == [claim.pk]:
            raise CurationError("claim", gettext("It belongs to this claim already."))
        put_state(statement, State.CONFIRMED)
        claim = claim or marking.open_for(statement, now)
        moved_to = {"claim": claim.pk, "headline": claim.headline}
        decision = keep(actor, MOVE, statement, before, [statement], reason, now, extra=moved_to)
        left = drop_links(actor, statement, decision, now)
        give_link(actor, statement, claim, relation=relation, part_of=decision, now=now)
        marking.find_by_statements({claim.pk, *left})
        return decision


def flag_statement(actor: User, statement: Statement, *, note: str, now: datetime) -> Decision:
    """Ask curators to look at it."""
    demand(actor, "claims.submit_article")
    if not note.strip():
        raise CurationError("note", gettext("Say what seems wrong, for the curator who looks at it."))
    if not statement.is_in_force:
        raise CurationError("", gettext("This statement was corrected or rejected meanwhile. Load the page anew."))
    with transaction.atomic():
        values = {"flagged_by": actor, "flag": note.strip(), "question": ReviewItem.Question.STATEMENT}
        item, _ = ReviewItem.objects.get_or_create(
            statement=statement, link=None, reading=1, defaults={"queued_at": now, **values}
        )
        if item.answer:
            decided = {"by": item.answered_by, "answer": pgettext("answer of review", item.answer)}
            raise CurationError("", gettext("%(by)s has decided about this statement: %(answer)s.") % decided)
        ReviewItem.objects.filter(pk=item.pk).update(**values)
        marking.queue_again([statement.pk], now)
        return record(actor, FLAG, statement, now=now, after={"note": note.strip()}, reason=note.strip())


def undo_statement(
    actor: User, decision: Decision, *, reason: str = "", part_of: Decision | None = None, now: datetime
) -> Decision:
    """Put back what stood there before, with its links, unless somebody decided otherwise since."""
    demand(actor, PERMISSION)
    if decision.action not in UNDONE:
        action = pgettext("decision", decision.action)
        raise CurationError("", gettext("“%(action)s” cannot be undone here.") % {"action": action})
    with transaction.atomic():
        lock_ledger()
        rows = Statement.objects.select_for_update().in_bulk([each["id"] for each in decision.after["statements"]])
        changed = any(rows[each["id"]].state != each["state"] for each in decision.after["statements"])
        if changed or Decision.objects.filter(undoes=decision).exists():
            raise CurationError("", gettext("This was undone or decided otherwise since. Look at the statement first."))
        before = {each["id"]: each["state"] for each in decision.before["statements"]}
        for pk, state in before.items():
            put_state(rows[pk], state)
        for pk in rows.keys() - before.keys():
            for withdrawn in put_state(rows[pk], State.WITHDRAWN):
                uncover(withdrawn)
        undo = record(
            actor,
            f"undo {decision.action}",
            rows[decision.object_id],
            now=now,
            before=decision.after,
            after=decision.before,
            reason=reason.strip(),
            undoes=decision,
            part_of=part_of,
        )
        for part in decision.parts.order_by("-pk"):
            undo_link(actor, part, part_of=undo, now=now)
        marking.queue_again(rows, now)
        return undo


def take(actor: User, statement: Statement, reason: str) -> Statement:
    """The statement, locked after the ledger, if it can be decided about."""
    demand(actor, PERMISSION)
    if not reason.strip():
        raise CurationError("reason", gettext("Choose a reason, or give one in your own words."))
    lock_ledger()
    found = (
        Statement.objects.select_for_update(of=("self",))
        .select_related("revision__article", "speaker", "chosen_speaker")
        .get(pk=statement.pk)
    )
    if not found.is_in_force:
        state = pgettext("state of a statement", found.state)
        raise CurationError("", gettext("This was decided meanwhile: the statement is %(state)s.") % {"state": state})
    if found.revision.superseded_at:
        raise CurationError("", gettext("The article has a newer revision by now. Decide about the statement there."))
    return found


def replace(
    actor: User,
    action: str,
    statement: Statement,
    replaced: Sequence[Statement],
    marks: Sequence[marking.Mark],
    reason: str,
    now: datetime,
) -> Decision:
    """Statements by hand in the place of others; the first has their part in claims, further ones get a claim."""
    before = [described(each) for each in replaced]
    new = [marking.mark_statement(statement, mark, replaced) for mark in marks]
    for each in replaced:
        put_state(each, State.REPLACED)
    decision = keep(actor, action, statement, before, [*replaced, *new], reason, now)
    taken: set[int] = set()
    for each in replaced:
        for link in each.links.order_by("pk"):
            if link.claim_id not in taken:
                take_over_link(actor, link, new[0], part_of=decision, now=now)
                taken.add(link.claim_id)
        drop_links(actor, each, decision, now)
    for each in new:
        give_claim(actor, each, decision, now)
    marking.find_by_statements(taken)
    return decision


def keep(
    actor: User,
    action: str,
    statement: Statement,
    before: list[dict[str, Any]],
    after: Iterable[Statement],
    reason: str,
    now: datetime,
    part_of: Decision | None = None,
    extra: dict[str, Any] | None = None,
) -> Decision:
    return record(
        actor,
        action,
        statement,
        now=now,
        before={"statements": before},
        after={"statements": [described(each) for each in after], **(extra or {})},
        reason=reason.strip(),
        part_of=part_of,
    )


def put_state(statement: Statement, state: str) -> list[Statement]:
    """Also where newer revisions of the article took it over; returns the rows that have the state now."""
    before, changed = statement.state, []
    following: Statement | None = statement
    while following and following.state == before:
        changed.append(following)
        fates = StatementFate.objects.filter(statement=following, fate__in=["kept", "moved"])
        following = Statement.objects.filter(fates_before__in=fates).first()
    Statement.objects.filter(pk__in=[row.pk for row in changed]).update(state=state)
    statement.state = state
    return changed


def uncover(withdrawn: Statement) -> None:
    """What the extraction had found again in its place stands there again."""
    covered = Statement.objects.filter(replaced_by=withdrawn, state=State.REPLACED)
    for row in covered:
        if not row.replaced_by.in_force().exists():
            Statement.objects.filter(pk=row.pk).update(state=State.FOUND)


def drop_links(actor: User, statement: Statement, decision: Decision, now: datetime) -> list[int]:
    """Returns the claims that it has no more part in."""
    links = list(statement.links.exclude(state=REJECTED).order_by("pk"))
    for link in links:
        change(actor, REJECT, link, relation=link.relation, state=REJECTED, part_of=decision, now=now)
    return [link.claim_id for link in links]


def give_claim(actor: User, statement: Statement, decision: Decision, now: datetime) -> None:
    """Match what has no claim; what it was given before that was undone it is given again."""
    if not statement.claims_something:
        return
    for link in statement.links.filter(state=REJECTED).order_by("pk"):
        newest = Decision.objects.filter(object_type="link", object_id=link.pk).order_by("-pk").first()
        if newest and newest.undoes and newest.undoes.action == GIVE:
            change(actor, GIVE, link, **newest.undoes.after, part_of=decision, now=now)
    apart_from = set(statement.links.filter(state=REJECTED).values_list("claim", flat=True))
    if not statement.links.exclude(state=REJECTED).exists():
        for link in marking.match_marked(statement, now, apart_from=apart_from):
            record_given(actor, link, part_of=decision, now=now)


def described(statement: Statement) -> dict[str, Any]:
    """What a decision keeps of a statement, to be shown when nobody remembers it."""
    hops = [hop.outlet.name if hop.outlet else hop.agent for hop in statement.hops.select_related("outlet")]
    return {
        "id": statement.pk,
        "state": str(statement.state),
        "content": statement.content_text,
        "source": statement.source_text,
        "speaker": statement.speaker.name if statement.speaker else statement.speaker_name,
        "chain": hops,
    }
