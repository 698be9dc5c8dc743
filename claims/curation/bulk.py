"""One decision about many statements: each has its own, as a part of the whole, and all are undone together."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from claims.curation.decisions import CurationError, demand, record, refuse_unknown
from claims.curation.links import PERMISSION
from claims.curation.statements import confirm_statement, reject_statement, undo_statement
from claims.models import Decision, ReviewItem, Statement

MOST_AT_ONCE = 200
CONFIRM_MANY, REJECT_MANY = "confirm statements", "reject statements"
Answer = ReviewItem.Answer
ACTIONS = {
    Answer.ACCEPTED.value: (CONFIRM_MANY, confirm_statement),
    Answer.REJECTED.value: (REJECT_MANY, reject_statement),
}


def decide_statements(
    actor: User, statements: Sequence[Statement], *, answer: str, chosen_by: str, reason: str, now: datetime
) -> Decision:
    """`chosen_by` says how they were chosen, for whoever reads the decision later."""
    demand(actor, PERMISSION)
    refuse_unknown("answer", answer, "answer of review", list(ACTIONS))
    if not statements:
        raise CurationError("", gettext("No statement is chosen. Widen the filter."))
    if len(statements) > MOST_AT_ONCE:
        raise CurationError(
            "",
            gettext("These are %(total)d. Narrow the filter to %(most)d at most.")
            % {"total": len(statements), "most": MOST_AT_ONCE},
        )
    if not reason.strip():
        raise CurationError("reason", gettext("Say why, for whoever looks at one of these statements next."))
    action, decide = ACTIONS[answer]
    with transaction.atomic():
        after = {"count": len(statements), "chosen_by": chosen_by}
        whole = record(actor, action, None, now=now, after=after, reason=reason.strip())
        parts = [decide(actor, each, reason=reason, part_of=whole, now=now) for each in statements]
        for statement, part in zip(statements, parts, strict=True):
            ReviewItem.objects.filter(statement=statement, link=None, answer="").update(
                answer=answer, answered_by=actor, answered_at=now, decision=part, held_by=None, held_until=None
            )
    return whole


def undo_many(actor: User, whole: Decision, *, reason: str = "", now: datetime) -> Decision:
    """All or nothing: what was decided otherwise since has to be undone first."""
    demand(actor, PERMISSION)
    if Decision.objects.filter(undoes=whole).exists():
        raise CurationError("", gettext("This was undone already."))
    with transaction.atomic():
        undo = record(
            actor,
            f"undo {whole.action}",
            None,
            now=now,
            before=whole.after,
            after=whole.before,
            reason=reason.strip(),
            undoes=whole,
        )
        for part in whole.parts.order_by("-pk"):
            undo_statement(actor, part, part_of=undo, now=now)
    return undo
