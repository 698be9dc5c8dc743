"""One statement with all that became of it: what the machine first found, what people decided, where it stands now."""

from dataclasses import dataclass

from django.db.models import Q

from claims.models import Decision, Link, ReviewItem, Statement
from claims.queries.review import PartInClaim, parts_of
from claims.queries.said import Said, said, statements_to_show

DECISIONS_SHOWN = 50


@dataclass(frozen=True)
class StatementHistory:
    """`before` is what it replaces, `after` what stands in its place; decisions are the newest first."""

    said: Said
    parts: tuple[PartInClaim, ...]
    before: tuple[Said, ...]
    after: tuple[Said, ...]
    decisions: tuple[Decision, ...]
    item: ReviewItem | None  # what is asked about it now

    @property
    def statement(self) -> Statement:
        return self.said.statement


def statement_history(pk: int) -> StatementHistory:
    statement = statements_to_show().get(pk=pk)
    before = statements_to_show().filter(replaced_by=statement).order_by("pk")
    after = statements_to_show().in_force().filter(replaces=statement).order_by("pk")
    return StatementHistory(
        said=said(statement),
        parts=parts_of(statement),
        before=tuple(map(said, before)),
        after=tuple(map(said, after)),
        decisions=decisions_about(statement),
        item=statement.review_items.waiting().order_by("pk").first(),
    )


def decisions_about(statement: Statement) -> tuple[Decision, ...]:
    """Also about what stood there before and in earlier revisions; those about its part in a claim among them."""
    earlier = Statement.objects.filter(fates__successor=statement)
    family = Statement.objects.filter(
        Q(pk=statement.pk) | Q(replaced_by=statement) | Q(pk__in=earlier) | Q(replaced_by__in=earlier)
    )
    ids = set(family.values_list("pk", flat=True))
    made = Q(object_type="statement", object_id__in=ids)
    links = set(Link.objects.filter(statement__in=ids).values_list("pk", flat=True))
    parts = Q(object_type="link", object_id__in=links, part_of=None)
    rows = Decision.objects.filter(made | parts).select_related("actor", "undone_by__actor", "part_of", "undoes")
    return tuple(rows.order_by("-at", "-pk")[:DECISIONS_SHOWN])
