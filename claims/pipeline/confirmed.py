"""What a person confirmed stays as long as its words stand, also where a newer extraction no longer finds it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from claims import corroborate
from claims.corroborate import Alignment, Fate, FoundFate
from claims.models import Hop, Link, Revision, Statement, StatementSpan
from claims.text import Span

WHY = "all of its words stand; the extraction finds no statement in them any more, but a person had confirmed it"


def keep_confirmed(found: Sequence[FoundFate], revision: Revision) -> list[FoundFate]:
    """The fates, with a statement of its own for each that is unread and confirmed."""
    unread = [each.old_id for each in found if each.fate is Fate.UNREAD]
    confirmed = Link.objects.filter(statement__in=unread, state=Link.State.CONFIRMED).values("statement")
    rows = (
        Statement.objects.filter(pk__in=confirmed).select_related("revision").prefetch_related("spans", "hops", "about")
    )
    statements = {row.pk: row for row in rows}
    return [stand_for(each, statements[each.old_id], revision) if each.old_id in statements else each for each in found]


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
