"""What a statement's part in a claim is, where the machine only suggested one."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext, pgettext

from claims.curation.decisions import CurationError, demand, record, refuse_unknown
from claims.models import Claim, Decision, Link, StatementFate

PERMISSION = "claims.curate"
CONFIRM, REJECT, UNDO = "confirm link", "reject link", "undo link"


def confirm_link(actor: User, link: Link, *, relation: str, now: datetime) -> Decision:
    """The statement has this part in the claim. What the machine thought stays beside it."""
    refuse_unknown("relation", relation, "part in a claim", Link.Relation.values)
    return decide(actor, CONFIRM, link, relation=relation, state=Link.State.CONFIRMED, now=now)


def reject_link(actor: User, link: Link, *, now: datetime) -> Decision:
    """The statement does not belong to the claim, and is not suggested for it again."""
    return decide(actor, REJECT, link, relation=link.relation, state=Link.State.REJECTED, now=now)


def undo_link(actor: User, decision: Decision, *, now: datetime) -> Decision:
    """Put the link back to what it was before the decision, unless somebody decided otherwise since."""
    demand(actor, PERMISSION)
    if decision.action not in (CONFIRM, REJECT):
        raise CurationError("", gettext("“%(action)s” cannot be undone here.") % {"action": decision.action})
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=decision.object_id)
        if Decision.objects.filter(undoes=decision).exists() or described(link) != decision.after:
            raise CurationError(
                "", gettext("This was undone or decided otherwise since. Look at the claim before you change it.")
            )
        put(link, now=now, **decision.before)
        return record(actor, UNDO, link, now=now, before=decision.after, after=decision.before, undoes=decision)


def decide(actor: User, action: str, link: Link, *, relation: str, state: str, now: datetime) -> Decision:
    demand(actor, PERMISSION)
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=link.pk)
        if link.state != Link.State.SUGGESTED:
            decided = {
                "state": pgettext("state of a link", link.state),
                "relation": pgettext("part in a claim", link.relation),
            }
            raise CurationError("", gettext("This was decided meanwhile: it is %(state)s as “%(relation)s”.") % decided)
        before = described(link)
        put(link, relation=relation, state=state, now=now)
        return record(actor, action, link, now=now, before=before, after={"relation": relation, "state": state})


def put(link: Link, *, relation: str, state: str, now: datetime) -> None:
    """Change the link, also where newer revisions of its article took it over, and have its claim counted anew."""
    same = [each.pk for each in carried_on(link) if described(each) == described(link)]
    Link.objects.filter(pk__in=same).update(relation=relation, state=state)
    Claim.objects.filter(pk=link.claim_id).update(next_attempt_at=now, attempts=0)


def carried_on(link: Link) -> Iterator[Link]:
    """The link itself, and those of the statements that have stood in its place since."""
    following: Link | None = link
    while following:
        yield following
        successors = StatementFate.objects.filter(statement=following.statement_id).values("successor")
        following = Link.objects.filter(claim=link.claim_id, statement__in=successors).first()


def described(link: Link) -> dict[str, str]:
    return {"relation": str(link.relation), "state": str(link.state)}
