"""What a statement's part in a claim is: confirmed, rejected, given by a person."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext, pgettext

from claims.curation.decisions import CurationError, demand, record, refuse_unknown
from claims.models import Claim, Decision, Link, Statement, StatementFate

PERMISSION = "claims.curate"
CONFIRM, REJECT, GIVE, UNDO = "confirm link", "reject link", "give link", "undo link"
NO_MACHINE = ""  # the version of what thought of a link that a person gave
CONFIRMED, REJECTED = Link.State.CONFIRMED, Link.State.REJECTED


def confirm_link(actor: User, link: Link, *, relation: str, reason: str = "", now: datetime) -> Decision:
    """The statement has this part in the claim. What the machine thought stays beside it."""
    refuse_unknown("relation", relation, "part in a claim", Link.Relation.values)
    return decide(actor, CONFIRM, link, relation=relation, state=CONFIRMED, reason=reason, now=now)


def reject_link(actor: User, link: Link, *, reason: str = "", now: datetime) -> Decision:
    """The statement does not belong to the claim, and is not suggested for it again."""
    return decide(actor, REJECT, link, relation=link.relation, state=REJECTED, reason=reason, now=now)


def undo_link(actor: User, decision: Decision, *, part_of: Decision | None = None, now: datetime) -> Decision:
    """Put the link back to what it was before the decision, unless somebody decided otherwise since."""
    demand(actor, PERMISSION)
    if decision.action not in (CONFIRM, REJECT, GIVE):
        action = pgettext("decision", decision.action)
        raise CurationError("", gettext("“%(action)s” cannot be undone here.") % {"action": action})
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=decision.object_id)
        if Decision.objects.filter(undoes=decision).exists() or described(link) != decision.after:
            raise CurationError(
                "", gettext("This was undone or decided otherwise since. Look at the claim before you change it.")
            )
        put(link, now=now, **decision.before)
        before, after = decision.after, decision.before
        return record(actor, UNDO, link, now=now, before=before, after=after, undoes=decision, part_of=part_of)


def decide(
    actor: User, action: str, link: Link, *, relation: str, state: str, reason: str = "", now: datetime
) -> Decision:
    demand(actor, PERMISSION)
    with transaction.atomic():
        link = Link.objects.select_for_update().get(pk=link.pk)
        if link.state != Link.State.SUGGESTED:
            decided = {
                "state": pgettext("state of a link", link.state),
                "relation": pgettext("part in a claim", link.relation),
            }
            raise CurationError("", gettext("This was decided meanwhile: it is %(state)s as “%(relation)s”.") % decided)
        return change(actor, action, link, relation=relation, state=state, reason=reason, now=now)


def change(
    actor: User,
    action: str,
    link: Link,
    *,
    relation: str,
    state: str,
    reason: str = "",
    part_of: Decision | None = None,
    now: datetime,
) -> Decision:
    before, after = described(link), {"relation": relation, "state": state}
    put(link, relation=relation, state=state, now=now)
    return record(actor, action, link, now=now, before=before, after=after, reason=reason.strip(), part_of=part_of)


def give_link(
    actor: User, statement: Statement, claim: Claim, *, relation: str, part_of: Decision, now: datetime
) -> None:
    """The statement has this part in the claim; where the machine had thought so too, that stays beside it."""
    known = Link.objects.filter(claim=claim, statement=statement).first()
    if known:
        change(actor, GIVE, known, relation=relation, state=CONFIRMED, part_of=part_of, now=now)
        return
    link = Link.objects.create(
        claim=claim,
        statement=statement,
        relation=relation,
        state=CONFIRMED,
        machine_relation=relation,
        machine_score=0,
        machine_version=NO_MACHINE,
        why="given by a person",
        made_at=now,
    )
    record_given(actor, link, part_of=part_of, now=now)


def take_over_link(actor: User, link: Link, statement: Statement, *, part_of: Decision, now: datetime) -> None:
    """The statement stands in the place of the link's, and has its part."""
    taken = Link.objects.create(
        claim_id=link.claim_id,
        statement=statement,
        relation=link.relation,
        state=link.state,
        machine_relation=link.machine_relation,
        machine_score=link.machine_score,
        machine_version=link.machine_version,
        why=link.why,
        made_at=now,
    )
    record_given(actor, taken, part_of=part_of, now=now)


def record_given(actor: User, link: Link, *, part_of: Decision, now: datetime) -> None:
    """That there is this link comes of the decision, and is taken back with it."""
    Claim.objects.filter(pk=link.claim_id).update(next_attempt_at=now, attempts=0)
    before = {"relation": str(link.relation), "state": str(REJECTED)}
    record(actor, GIVE, link, now=now, before=before, after=described(link), part_of=part_of)


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
