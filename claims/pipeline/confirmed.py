"""What a person decided about a statement holds in the next revisions of its article, whatever is found there.

What was confirmed or marked by hand stays as long as its words stand; what was rejected or replaced stays away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from claims import corroborate
from claims.corroborate import Alignment, Fate, FoundFate
from claims.models import Hop, Link, Revision, Statement, StatementSpan
from claims.models.stated import to_stated
from claims.text import Span

STANDS = (Fate.KEPT, Fate.MOVED)
WHY = "all of its words stand; the extraction finds no statement in them any more, but a person had confirmed it"


def keep_confirmed(found: Sequence[FoundFate], revision: Revision) -> list[FoundFate]:
    """The fates, with a statement of its own for each that is unread and confirmed."""
    unread = [each.old_id for each in found if each.fate is Fate.UNREAD]
    linked = Link.objects.filter(statement__in=unread, state=Link.State.CONFIRMED).values("statement")
    confirmed = Statement.objects.filter(Q(pk__in=linked) | Q(pk__in=unread, state=Statement.State.CONFIRMED))
    rows = confirmed.select_related("revision").prefetch_related("spans", "hops", "about")
    statements = {row.pk: row for row in rows}
    return [stand_for(each, statements[each.old_id], revision) if each.old_id in statements else each for each in found]


@dataclass(frozen=True)
class SetAside:
    """What the extraction found again of `old`, in whose place people had put the statements `instead`, or none."""

    old: Statement
    fate: FoundFate
    instead: frozenset[int]


def set_aside_again(before: Revision, revision: Revision) -> list[SetAside]:
    """Set aside what the extraction finds again in the place of what people rejected, replaced or marked by hand.

    Where the words that people marked do not all stand any more, the extraction's answer is all there is.
    """
    state = Statement.State
    decided = Q(state__in=[state.REJECTED, state.REPLACED]) | Q(state=state.CONFIRMED, by_hand=True)
    rows = list(before.statements.filter(decided).prefetch_related("spans"))
    if not rows:
        return []
    new = list(revision.statements.prefetch_related("spans"))
    by_hand = [row for row in rows if row.is_in_force]
    stay = {each.old_id for each in fates_between(before, by_hand, revision, []) if each.fate is Fate.UNREAD}
    marked = fates_between(before, by_hand, revision, new)
    again = [
        SetAside(row, fate, frozenset({row.pk}))
        for row, fate in zip(by_hand, marked, strict=True)
        if row.pk in stay and fate.new_id
    ]
    gone = [row for row in rows if not row.is_in_force]
    for row, fate in zip(gone, fates_between(before, gone, revision, new), strict=True):
        instead = frozenset(row.replaced_by.in_force().values_list("pk", flat=True))
        if fate.fate in STANDS and instead <= stay:
            again.append(SetAside(row, fate, instead))
    for each in again:
        new_state = state.REPLACED if each.instead else state.REJECTED
        Statement.objects.filter(pk__in=[each.fate.new_id]).update(state=new_state)
    return again


def keep_states(successors: Mapping[int, int], again: Sequence[SetAside]) -> None:
    """What was confirmed is confirmed in the statement that succeeds it, and stands there in the place of the same."""
    confirmed = Statement.objects.filter(pk__in=successors, state=Statement.State.CONFIRMED, by_hand=False)
    new = [successors[pk] for pk in confirmed.values_list("pk", flat=True)]
    Statement.objects.filter(pk__in=new).update(state=Statement.State.CONFIRMED)
    Statement.replaces.through.objects.bulk_create(
        Statement.replaces.through(from_statement_id=by_hand, to_statement_id=found)
        for by_hand, found in sorted(
            {(successors[pk], each.fate.new_id) for each in again for pk in each.instead if pk in successors}
        )
    )


def fates_between(
    before: Revision, old: Sequence[Statement], revision: Revision, new: Sequence[Statement]
) -> list[FoundFate]:
    earlier, later = ([to_stated(row, each.lang) for row in rows] for each, rows in ((before, old), (revision, new)))
    return corroborate.find_fates(before.text, earlier, revision.text, later)


def stand_for(found: FoundFate, old: Statement, revision: Revision) -> FoundFate:
    diff = corroborate.align(old.revision.text, revision.text)
    new = copy_statement(old, revision, diff)
    return replace(found, new_id=new.pk, fate=Fate.KEPT, after=found.before, likeness=1.0, why=WHY)


def copy_statement(old: Statement, revision: Revision, diff: Alignment) -> Statement:
    """The statement as it was found, where its words are now; hops keep their names and not their places."""
    columns = {field.attname: getattr(old, field.attname) for field in Statement._meta.concrete_fields}
    columns |= {
        "id": None,
        "revision_id": revision.pk,
        "position": revision.statements.count(),
        "quantities": [moved(each, diff) for each in old.quantities],
        "dates": [moved(each, diff) for each in old.dates],
        "said": moved(old.said, diff) if old.said else None,
        "why": f"carried over from revision {old.revision.number}, as a person had confirmed it: {old.why}",
    }
    new = Statement.objects.create(**columns)
    new.about.set(old.about.all())
    images = [(span.role, diff.image(Span(span.start, span.end))) for span in old.spans.all()]
    StatementSpan.objects.bulk_create(
        StatementSpan(statement=new, role=role, start=image.start, end=image.end) for role, image in images if image
    )
    Hop.objects.bulk_create(
        Hop(
            statement=new,
            position=hop.position,
            relation=hop.relation,
            channel=hop.channel,
            agent=hop.agent,
            outlet_id=hop.outlet_id,
            inferred=hop.inferred,
            why=hop.why,
        )
        for hop in old.hops.all()
    )
    return new


def moved(stored: dict[str, Any], diff: Alignment) -> dict[str, Any]:
    """A number or a day at the place of its words in the new text."""
    image = diff.image(Span(*stored["span"]))
    return {**stored, "span": [image.start, image.end] if image else None}
