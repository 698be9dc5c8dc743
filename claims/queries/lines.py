"""The claim line, the atom of every list: a claim with the statement that speaks for it and its newest verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from claims.extract.attribution import Confidence, Kind
from claims.models import Claim, Entity, Link, Resolution
from claims.queries.said import Said, all_said, statements_to_show


@dataclass(frozen=True)
class ClaimLine:
    claim: Claim
    said: Said | None  # None while no statement is linked that counts
    resolution: Resolution | None

    @property
    def more_outlets(self) -> int:
        """How many outlets have it besides the one at the end of the chain."""
        return max(self.claim.outlets - 1, 0)


def claim_lines(claims: Iterable[Claim], *, speaker: Entity | None = None) -> list[ClaimLine]:
    """The lines in the order of the claims; with a speaker, in that speaker's words."""
    claims = list(claims)
    ids = [claim.pk for claim in claims]
    leads = dict(Claim.objects.filter(pk__in=ids).values_list("pk", _lead(speaker)))
    statements = {
        each.statement.pk: each
        for each in all_said(statements_to_show().filter(pk__in=[pk for pk in leads.values() if pk]))
    }
    verdicts = newest_resolutions(ids)
    return [ClaimLine(claim, statements.get(leads.get(claim.pk) or 0), verdicts.get(claim.pk)) for claim in claims]


def newest_resolutions(claim_ids: Sequence[int]) -> dict[int, Resolution]:
    rows = Resolution.objects.filter(claim__in=claim_ids).select_related("by").order_by("at", "pk")
    return {row.claim_id: row for row in rows}


def _lead(speaker: Entity | None) -> Subquery:
    """What speaks for a claim: an asserting statement, not a doubtful one, the first, in the speaker's words."""
    links: QuerySet[Link] = Link.objects.filter(claim=OuterRef("pk"), state__in=Link.COUNTED)
    if speaker is not None:
        links = links.filter(statement__speaker=speaker)
    article = "statement__revision__article__"
    ordered = links.order_by(
        Case(When(relation=Link.Relation.ASSERTS, then=Value(0)), default=Value(1)),
        Case(When(statement__confidence=Confidence.LOW, then=Value(1)), default=Value(0)),
        Coalesce(f"{article}published_at", f"{article}first_seen_at"),
        Case(When(statement__kind__in=[Kind.DIRECT, Kind.MIXED], then=Value(0)), default=Value(1)),
        "statement_id",
    )
    return Subquery(ordered.values("statement_id")[:1])
