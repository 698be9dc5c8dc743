"""What the machine is little sure of waits for a person, in the order in which it matters."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q
from django.utils import timezone

from claims import corroborate
from claims.corroborate import Doubt
from claims.models import Claim, Link, ReviewItem, Revision, Statement, StatementQuerySet, Watch
from claims.pipeline.reports import said_at

DOUBTED = ("low", "medium")
Question = ReviewItem.Question
Relation = Link.Relation
Relations = Mapping[int, set[str]]  # by claim: the parts that its counted statements have


def queue_revision(revision: Revision, now: datetime) -> None:
    """Ask about what is doubtful in the revision, and no more about what stood in those before it."""
    unanswered = ReviewItem.objects.filter(answer="", statement__revision__article=revision.article_id)
    unanswered.exclude(statement__revision=revision).delete()
    queue_statements(Statement.objects.filter(revision=revision), now)


def queue_claim(claim: Claim, now: datetime) -> None:
    """The claim was counted anew: what waits there is weighed by what hangs on it now."""
    links = Link.objects.filter(claim=claim, statement__revision__superseded_at=None)
    waiting = links.filter(Q(state=Link.State.SUGGESTED) | Q(statement__review_items__answer=""))
    if ids := set(waiting.values_list("statement", flat=True)):
        queue_statements(Statement.objects.filter(pk__in=ids), now)


def queue_statements(statements: StatementQuerySet, now: datetime) -> None:
    """Make what is asked about these statements what is doubtful now; questions that were answered stay."""
    live = Link.objects.exclude(state=Link.State.REJECTED).select_related("claim").order_by("pk")
    rows = list(
        statements.select_related("revision__article")
        .defer("revision__text")
        .prefetch_related("about", Prefetch("links", live))
    )
    items = ReviewItem.objects.filter(statement__in=rows, reading=1)
    known = {(item.statement_id, item.link_id): item for item in items}
    relations, followers = relations_of(rows), followers_of(rows)
    flagged = {item.statement_id for item in known.values() if item.flagged_by_id}
    asked = [ask for row in rows if row.is_in_force for ask in questions(row, relations, is_flagged=row.pk in flagged)]
    new, changed = [], []
    for ask in asked:
        item = known.pop((ask.statement.pk, ask.link.pk if ask.link else None), None)
        if item and item.answer:
            continue
        is_flagged = ask.link is None and ask.statement.pk in flagged
        weighed = corroborate.weigh_doubt(doubt_of(ask, followers, is_flagged=is_flagged))
        values = {"question": ask.question, "weight": weighed.weight, "why": weighed.why}
        if item is None:
            new.append(ReviewItem(statement=ask.statement, link=ask.link, queued_at=now, **values))
        elif any(getattr(item, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(item, name, value)
            changed.append(item)
    ReviewItem.objects.bulk_create(new)
    ReviewItem.objects.bulk_update(changed, ["question", "weight", "why"])
    settled = [item.pk for item in known.values() if not item.answer]
    ReviewItem.objects.filter(pk__in=settled).delete()


@dataclass(frozen=True)
class Ask:
    statement: Statement
    question: str
    link: Link | None = None


def questions(statement: Statement, relations: Relations, *, is_flagged: bool) -> Iterator[Ask]:
    if is_flagged or (statement.state == Statement.State.FOUND and statement.confidence in DOUBTED):
        yield Ask(statement, Question.STATEMENT)
    for link in statement.links.all():
        if link.state == Link.State.SUGGESTED:
            contradicts = may_contradict(link.relation, relations.get(link.claim_id, set()))
            yield Ask(statement, Question.CONTRADICTION if contradicts else Question.LINK, link)


def may_contradict(relation: str, others: set[str]) -> bool:
    """By another number or date, by denying what others assert, or by asserting what is only denied."""
    if relation == Relation.DENIES:
        return Relation.ASSERTS in others
    if relation == Relation.ASSERTS:
        return Relation.DENIES in others and Relation.ASSERTS not in others
    return relation == Relation.QUALIFIES


def relations_of(rows: Sequence[Statement]) -> Relations:
    suggested = {link.claim_id for row in rows for link in row.links.all() if link.state == Link.State.SUGGESTED}
    found: dict[int, set[str]] = defaultdict(set)
    if suggested:
        counted = Link.objects.filter(claim__in=suggested, state__in=Link.COUNTED).order_by()
        for claim_id, relation in counted.values_list("claim", "relation").distinct():
            found[claim_id].add(relation)
    return found


def doubt_of(ask: Ask, followers: Mapping[str, set[int]], *, is_flagged: bool) -> Doubt:
    statement = ask.statement
    claims = [link.claim for link in ([ask.link] if ask.link else statement.links.all())]
    claim = max(claims, key=lambda each: each.outlets, default=Claim())
    people = {person for key in keys_of(statement) for person in followers.get(key, ())}
    return Doubt(
        said_on=timezone.localdate(said_at(statement)),
        confidence=statement.confidence if ask.link is None else "",
        outlets=claim.outlets,
        independent=claim.independent,
        followers=len(people),
        may_contradict=ask.question == Question.CONTRADICTION,
        is_flagged=is_flagged,
    )


def keys_of(statement: Statement) -> list[str]:
    """What somebody may follow to hear of this statement."""
    return [
        *(f"claim {link.claim_id}" for link in statement.links.all()),
        *(f"entity {entity.pk}" for entity in statement.about.all()),
        f"entity {statement.speaker_id}",
        f"outlet {statement.revision.article.outlet_id}",
    ]


def followers_of(rows: Sequence[Statement]) -> Mapping[str, set[int]]:
    """By what is followed: the users who do."""
    ids: dict[str, set[int]] = defaultdict(set)
    for key in {key for row in rows for key in keys_of(row)}:
        what, _, number = key.partition(" ")
        if number.isdigit():
            ids[what].add(int(number))
    found: dict[str, set[int]] = defaultdict(set)
    condition = Q(claim__in=ids["claim"]) | Q(entity__in=ids["entity"]) | Q(outlet__in=ids["outlet"])
    watches = Watch.objects.filter(condition) if rows else Watch.objects.none()
    for user_id, *followed in watches.values_list("user", "claim", "entity", "outlet"):
        for what, pk in zip(("claim", "entity", "outlet"), followed, strict=True):
            if pk:
                found[f"{what} {pk}"].add(user_id)
    return found
