"""The queue of review: who has a question in hand, what is answered, and what is asked a second time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext, pgettext

from claims.curation.bulk import CONFIRM_MANY, REJECT_MANY, undo_many
from claims.curation.decisions import CurationError, demand, not_one_of, record
from claims.curation.links import CONFIRM as LINK_CONFIRM
from claims.curation.links import PERMISSION, confirm_link, reject_link, undo_link
from claims.curation.links import REJECT as LINK_REJECT
from claims.curation.marks import GivenMark
from claims.curation.statements import (
    UNDONE,
    confirm_statement,
    correct_statement,
    merge_statements,
    move_statement,
    reject_statement,
    split_statement,
    undo_statement,
)
from claims.models import Claim, Decision, Link, ReviewItem, Statement
from claims.pipeline.work import lock_ledger

HELD_FOR = timedelta(minutes=5)
# Others take what is first at the same moment: with so many tries as many people get one each.
TRIES = 20
SECOND_LOOK = "second look"
# One in so many answers of yes or no is asked of somebody else too.
SAMPLED = 15
Answer = ReviewItem.Answer
UNDOABLE = (*UNDONE, LINK_CONFIRM, LINK_REJECT, CONFIRM_MANY, REJECT_MANY, SECOND_LOOK)


@dataclass(frozen=True)
class GivenAnswer:
    """What was decided and why; of the rest, what the answer needs. `claim` None opens one of its own."""

    answer: str
    reason: str
    relation: str = Link.Relation.ASSERTS
    mark: GivenMark | None = None
    first: str = ""
    second: str = ""
    other: Statement | None = None
    claim: Claim | None = None


def waiting(actor: User, *, question: str = "") -> QuerySet[ReviewItem]:
    """What the person may be asked, in the order in which it matters."""
    items = ReviewItem.objects.waiting().exclude(not_for=actor)
    return (items.filter(question=question) if question else items).order_by("-weight", "pk")


def take_next(
    actor: User, *, question: str = "", passed_over: Collection[int] = (), now: datetime
) -> ReviewItem | None:
    """The first question that nobody else has in hand, taken; None where nothing is left."""
    demand(actor, PERMISSION)
    free = waiting(actor, question=question).filter(Q(held_until=None) | Q(held_until__lte=now) | Q(held_by=actor))
    for item in free.exclude(pk__in=passed_over)[:TRIES]:
        if take_item(actor, item, now=now):
            return item
    return None


def take_item(actor: User, item: ReviewItem, *, now: datetime) -> bool:
    """Hold it, or hold it longer; False if somebody else has it, or was faster."""
    demand(actor, PERMISSION)
    if item.held_by_id != actor.pk and item.held_until and item.held_until > now:
        return False
    mine = ReviewItem.objects.filter(pk=item.pk, answer="", held_by=item.held_by_id, held_until=item.held_until)
    until = now + HELD_FOR
    if not mine.update(held_by=actor, held_until=until):
        return False
    item.held_by, item.held_until = actor, until
    return True


def release_item(actor: User, item: ReviewItem) -> None:
    ReviewItem.objects.filter(pk=item.pk, held_by=actor).update(held_by=None, held_until=None)


def answer_item(actor: User, item: ReviewItem, given: GivenAnswer, *, now: datetime) -> Decision:
    demand(actor, PERMISSION)
    with transaction.atomic():
        # Before any row, as matching takes it, so that neither waits for the other for ever; one answer at a time.
        lock_ledger()
        people = ReviewItem.objects.select_related("held_by", "answered_by", "not_for", "statement", "link")
        item = people.get(pk=item.pk)
        refuse_taken(actor, item, now)
        decision = decide_again(actor, item, given, now) if item.reading > 1 else decide(actor, item, given, now)
        ReviewItem.objects.filter(pk=item.pk).update(
            answer=given.answer, answered_by=actor, answered_at=now, decision=decision, held_by=None, held_until=None
        )
        if item.reading == 1 and given.answer in ReviewItem.YES_OR_NO and is_sampled(item):
            ask_somebody_else(item, actor, now)
        return decision


def refuse_taken(actor: User, item: ReviewItem, now: datetime) -> None:
    if item.answer:
        answered = {"by": item.answered_by, "answer": pgettext("answer of review", item.answer)}
        raise CurationError("", gettext("%(by)s has answered this already: %(answer)s.") % answered)
    if item.not_for == actor:
        raise CurationError("", gettext("You have answered this yourself; now somebody else is asked."))
    if item.held_by_id not in (None, actor.pk) and item.held_until and item.held_until > now:
        raise CurationError("", gettext("%(by)s has this in hand. Go on with the next one.") % {"by": item.held_by})


def decide(actor: User, item: ReviewItem, given: GivenAnswer, now: datetime) -> Decision:
    statement, reason = item.statement, given.reason
    match given.answer:
        case Answer.ACCEPTED if item.link:
            demand_reason(reason)
            return confirm_link(actor, item.link, relation=given.relation, reason=reason, now=now)
        case Answer.REJECTED if item.link:
            demand_reason(reason)
            return reject_link(actor, item.link, reason=reason, now=now)
        case Answer.ACCEPTED:
            return confirm_statement(actor, statement, reason=reason, now=now)
        case Answer.REJECTED:
            return reject_statement(actor, statement, reason=reason, now=now)
        case Answer.CORRECTED if given.mark:
            return correct_statement(actor, statement, given.mark, reason=reason, now=now)
        case Answer.SPLIT:
            return split_statement(actor, statement, first=given.first, second=given.second, reason=reason, now=now)
        case Answer.MERGED if given.other:
            return merge_statements(actor, statement, given.other, reason=reason, now=now)
        case Answer.MERGED:
            raise CurationError("other", gettext("Choose the statement that belongs to this one."))
        case Answer.MOVED:
            return move_statement(actor, statement, given.claim, relation=given.relation, reason=reason, now=now)
    raise not_one_of("", "answer of review", Answer.values)


def demand_reason(reason: str) -> None:
    if not reason.strip():
        raise CurationError("reason", gettext("Choose a reason, or give one in your own words."))


def decide_again(actor: User, item: ReviewItem, given: GivenAnswer, now: datetime) -> Decision:
    """The same answer as the first one's changes nothing; another takes its place."""
    first = first_reading_of(item)
    if first.decision is None:
        raise CurationError("", gettext("The first answer was taken back meanwhile. Go on with the next one."))
    demand_reason(given.reason)
    if given.answer == first.answer and agrees_on_part(item.link, given):
        said = {"before": first.decision.after, "after": first.decision.after, "reason": given.reason.strip()}
        return record(actor, SECOND_LOOK, item.link or item.statement, now=now, **said)
    undo_decision(actor, first.decision, reason=given.reason, now=now)
    fresh = ReviewItem.objects.select_related("statement", "link").get(pk=item.pk)
    return decide(actor, fresh, given, now)


def agrees_on_part(link: Link | None, given: GivenAnswer) -> bool:
    return link is None or given.answer == Answer.REJECTED or given.relation == link.relation


def first_reading_of(item: ReviewItem) -> ReviewItem:
    same = ReviewItem.objects.filter(statement=item.statement_id, link=item.link_id, reading=1)
    return same.select_related("decision").get()


def is_sampled(item: ReviewItem) -> bool:
    """By the number's checksum: nobody can tell beforehand, and a test can."""
    return crc32(str(item.pk).encode()) % SAMPLED == 0


def ask_somebody_else(item: ReviewItem, actor: User, now: datetime) -> None:
    ReviewItem.objects.create(
        statement=item.statement,
        link=item.link,
        question=item.question,
        reading=2,
        weight=item.weight,
        why=item.why,
        not_for=actor,
        queued_at=now,
    )


def undo_answer(actor: User, decision: Decision, *, reason: str = "", now: datetime) -> ReviewItem | None:
    """Take back an answer and what it changed; returns the question, which waits again and is the person's."""
    demand(actor, PERMISSION)
    with transaction.atomic():
        lock_ledger()
        undo_decision(actor, decision, reason=reason, now=now)
        answered = ReviewItem.objects.filter(Q(decision=decision) | Q(decision__part_of=decision))
        again = [ask_again(item, decision) for item in answered.order_by("pk")]
        if decision.action in (CONFIRM_MANY, REJECT_MANY) or not again:
            return None
        return again[0] if take_item(actor, again[0], now=now) else None


def ask_again(item: ReviewItem, undone: Decision) -> ReviewItem:
    """The question whose answer was undone; the first one, where a second answer had taken the first one's place."""
    if item.reading > 1 and undone.action != SECOND_LOOK:
        first = first_reading_of(item)
        item.delete()
        item = first
    if item.reading == 1:
        same = ReviewItem.objects.filter(statement=item.statement_id, link=item.link_id)
        same.filter(reading=2, answer="").delete()
    item.answer, item.answered_by, item.answered_at, item.decision = "", None, None, None
    item.held_by, item.held_until = None, None
    item.save()
    return item


def undo_decision(actor: User, decision: Decision, *, reason: str = "", now: datetime) -> Decision:
    if decision.action == SECOND_LOOK:
        return record(
            actor,
            f"undo {SECOND_LOOK}",
            None,
            now=now,
            before=decision.after,
            after=decision.before,
            reason=reason.strip(),
            undoes=decision,
        )
    if decision.action in (CONFIRM_MANY, REJECT_MANY):
        return undo_many(actor, decision, reason=reason, now=now)
    if decision.object_type == "link":
        return undo_link(actor, decision, now=now)
    return undo_statement(actor, decision, reason=reason, now=now)
