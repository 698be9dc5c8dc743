"""The claim line, the atom of every list: a claim with the statement that speaks for it and its newest verdict."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from claims.extract.attribution import Confidence, Kind
from claims.fulltext import Piece
from claims.models import Claim, Entity, Link, Resolution
from claims.queries.moments import known_by
from claims.queries.said import Said, all_said, statements_to_show

COUNTED_NOW = Q(state__in=Link.COUNTED)


@dataclass(frozen=True)
class Passage:
    """Where a claim or an article has what was looked for; `by` and `outlet` say whose words a claim's are."""

    pieces: tuple[Piece, ...]
    lang: str
    by: str = ""
    outlet: str = ""


@dataclass(frozen=True)
class ClaimLine:
    claim: Claim
    said: Said | None  # None while no statement is linked that counts
    resolution: Resolution | None
    passage: Passage | None = None  # another statement that has what was looked for and the line does not show

    @property
    def more_outlets(self) -> int:
        """How many outlets have it besides the one at the end of the chain."""
        return max(self.claim.outlets - 1, 0)


def claim_lines(
    claims: Iterable[Claim], *, speaker: Entity | None = None, counted: Q = COUNTED_NOW, before: datetime | None = None
) -> list[ClaimLine]:
    """The lines in the order of the claims; with a speaker, in that speaker's words.

    `counted` says which links count, `before` by when a verdict was set.
    """
    claims = list(claims)
    ids = [claim.pk for claim in claims]
    if speaker:
        counted &= Q(statement__speaker=speaker)
    leads = dict(Claim.objects.filter(pk__in=ids).values_list("pk", _lead(counted)))
    statements = {
        each.statement.pk: each
        for each in all_said(statements_to_show().filter(pk__in=[pk for pk in leads.values() if pk]))
    }
    verdicts = newest_resolutions(ids, before)
    return [ClaimLine(claim, statements.get(leads.get(claim.pk) or 0), verdicts.get(claim.pk)) for claim in claims]


def newest_resolutions(claim_ids: Sequence[int], before: datetime | None = None) -> dict[int, Resolution]:
    rows = (
        Resolution.objects.filter(known_by("at", before), claim__in=claim_ids).select_related("by").order_by("at", "pk")
    )
    return {row.claim_id: row for row in rows}


def _lead(counted: Q) -> Subquery:
    """What speaks for a claim: an asserting statement, not a doubtful one, the first, in the speaker's words."""
    links: QuerySet[Link] = Link.objects.filter(counted, claim=OuterRef("pk"))
    article = "statement__revision__article__"
    ordered = links.order_by(
        Case(When(relation=Link.Relation.ASSERTS, then=Value(0)), default=Value(1)),
        Case(When(statement__confidence=Confidence.LOW, then=Value(1)), default=Value(0)),
        Coalesce(f"{article}published_at", f"{article}first_seen_at"),
        Case(When(statement__kind__in=[Kind.DIRECT, Kind.MIXED], then=Value(0)), default=Value(1)),
        "statement_id",
    )
    return Subquery(ordered.values("statement_id")[:1])
