"""What people conclude about a claim. A verdict that does somebody harm if it is wrong takes two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from claims import ingest
from claims.curation.decisions import CurationError, demand, record, refuse_unknown
from claims.models import Claim, DecidingEvidence, Link, Proposal, ProposalAnswer, Resolution, Statement, Verdict
from claims.pipeline import schedule_deadline
from claims.pipeline.following import tell_followers

PERMISSION = "claims.curate"


@dataclass(frozen=True)
class OutsideDocument:
    """What settles a claim and is none of its statements; without an address it is told by its title."""

    title: str
    url: str = ""
    dated_on: date | None = None


@dataclass(frozen=True)
class GivenVerdict:
    value: str
    as_of: date
    reason: str
    statements: Sequence[Statement] = ()
    documents: Sequence[OutsideDocument] = ()


def resolve_claim(actor: User, claim: Claim, given: GivenVerdict, *, now: datetime) -> Resolution | Proposal:
    """Set a verdict, which is added to the earlier ones; one that needs a second person waits as a proposal."""
    demand(actor, PERMISSION)
    check_verdict(given, now)
    with transaction.atomic():
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        check_claim(claim, given, now)
        before = current_value(claim)
        said = {"claim": claim, "value": given.value, "as_of": given.as_of, "reason": given.reason.strip()}
        evidence = keep_evidence(claim, given)
        if given.value in Verdict.NEED_TWO_PEOPLE:
            proposal = Proposal.objects.create(**said, by=actor, at=now)
            proposal.evidence.set(evidence)
            record_verdict(actor, "propose verdict", proposal, before, now=now)
            return proposal
        resolution = Resolution.objects.create(**said, by=actor, at=now)
        resolution.evidence.set(evidence)
        record_verdict(actor, "resolve claim", resolution, before, now=now)
        if resolution.value == Verdict.Value.OPEN:
            schedule_deadline(claim)
        tell_of(resolution)
    return resolution


def confirm_proposal(actor: User, proposal: Proposal, *, reason: str = "", now: datetime) -> Resolution:
    """The second person agrees, and from now on the verdict counts."""
    with transaction.atomic():
        claim = take_for_answer(actor, proposal)
        if actor == proposal.by:
            raise CurationError("", gettext("You proposed this verdict yourself. Another curator has to confirm it."))
        before = current_value(claim)
        keep_answer(actor, proposal, confirms=True, reason=reason, now=now)
        resolution = Resolution.objects.create(
            claim=claim,
            value=proposal.value,
            as_of=proposal.as_of,
            reason=proposal.reason,
            by=proposal.by,
            seconded_by=actor,
            at=now,
        )
        resolution.evidence.set(proposal.evidence.all())
        record_verdict(actor, "confirm verdict", resolution, before, now=now, reason=reason.strip())
        tell_of(resolution)
    return resolution


def decline_proposal(actor: User, proposal: Proposal, *, reason: str, now: datetime) -> None:
    """By a second person, or by who proposed it: then it is taken back."""
    if not reason.strip():
        raise CurationError(
            "reason", gettext("Say why, for whoever proposed it and for whoever looks at this claim next.")
        )
    with transaction.atomic():
        claim = take_for_answer(actor, proposal)
        keep_answer(actor, proposal, confirms=False, reason=reason, now=now)
        action = "take back proposal" if actor == proposal.by else "decline verdict"
        proposed, stays = {"proposed": proposal.value}, {"value": current_value(claim)}
        record(actor, action, claim, now=now, before=proposed, after=stays, reason=reason.strip())


def check_verdict(given: GivenVerdict, now: datetime) -> None:
    """What can be told without looking at the claim."""
    refuse_unknown("value", given.value, "verdict", Verdict.Value.values)
    if given.as_of > timezone.localdate(now):
        raise CurationError("as_of", gettext("A verdict cannot be dated in the future."))
    if not given.reason.strip():
        raise CurationError("reason", gettext("A verdict needs its reason."))
    for document in given.documents:
        if not document.title.strip():
            raise CurationError(
                "documents", gettext("Give the document a title, so that it can be told if its address dies.")
            )
        if document.url and not ingest.is_web_address(document.url):
            raise CurationError(
                "documents", gettext("“%(url)s” is no http or https address.") % {"url": document.url[:80]}
            )
    if given.value not in Verdict.NEED_NO_EVIDENCE and not (given.statements or given.documents):
        raise CurationError(
            "statements", gettext("Choose the statements that settle it, or name a document that does.")
        )


def check_claim(claim: Claim, given: GivenVerdict, now: datetime) -> None:
    waiting = claim.proposals.filter(answer=None).first()
    if waiting:
        raise CurationError(
            "",
            gettext("%(by)s has proposed “%(value)s”. Confirm or decline that first.")
            % {"by": waiting.by, "value": pgettext("verdict", waiting.value)},
        )
    if given.value == Verdict.Value.OPEN and current_value(claim) == Verdict.Value.OPEN:
        raise CurationError("value", gettext("Nobody has settled this claim, so it is open already."))
    if given.value == Verdict.Value.EXPIRED and (claim.due_on is None or claim.due_on >= timezone.localdate(now)):
        if claim.due_on is None:
            raise CurationError("value", gettext("It cannot have expired: it has no due date that could pass."))
        raise CurationError(
            "value",
            gettext(
                "It cannot have expired: it is due on %(due_on)s, which is still to come."
                " Correct the due date if it is wrong."
            )
            % {"due_on": claim.due_on},
        )
    linked = set(claim.links.exclude(state=Link.State.REJECTED).values_list("statement_id", flat=True))
    if any(statement.pk not in linked for statement in given.statements):
        raise CurationError("statements", gettext("Choose among the statements that are linked to this claim."))


def current_value(claim: Claim) -> str:
    newest = claim.resolutions.order_by("at", "pk").last()
    return newest.value if newest else Verdict.Value.OPEN


def keep_evidence(claim: Claim, given: GivenVerdict) -> list[DecidingEvidence]:
    """The same statement or document again is the same row."""
    rows: list[dict[str, Any]] = [{"statement": statement} for statement in given.statements]
    rows += [
        {"title": document.title.strip(), "url": document.url.strip(), "dated_on": document.dated_on}
        for document in given.documents
    ]
    return [DecidingEvidence.objects.get_or_create(claim=claim, **row)[0] for row in rows]


def take_for_answer(actor: User, proposal: Proposal) -> Claim:
    """The proposal's claim, locked: a proposal is answered once."""
    demand(actor, PERMISSION)
    claim = Claim.objects.select_for_update().get(pk=proposal.claim_id)
    answer = ProposalAnswer.objects.filter(proposal=proposal).select_related("by").first()
    if answer:
        done = (
            gettext("%(by)s has confirmed this proposal already.")
            if answer.confirms
            else gettext("%(by)s has declined this proposal already.")
        )
        raise CurationError("", done % {"by": answer.by})
    return claim


def keep_answer(actor: User, proposal: Proposal, *, confirms: bool, reason: str, now: datetime) -> None:
    ProposalAnswer.objects.create(proposal=proposal, confirms=confirms, reason=reason.strip(), by=actor, at=now)


def record_verdict(actor: User, action: str, verdict: Verdict, before: str, *, now: datetime, reason: str = "") -> None:
    after = {
        "value": verdict.value,
        "as_of": verdict.as_of.isoformat(),
        "evidence": [str(row) for row in verdict.evidence.select_related("statement")],
    }
    record(
        actor, action, verdict.claim, now=now, before={"value": before}, after=after, reason=reason or verdict.reason
    )


def tell_of(resolution: Resolution) -> None:
    claim = resolution.claim
    message = f"“{claim.headline}” has a verdict: {resolution.value}. {resolution.reason}"
    tell_followers(claim, message, resolution.at)
