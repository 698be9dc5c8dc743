"""Many statements chosen by what they have in common, for one decision about all of them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db.models import Count, Q

from claims.models import Claim, Entity, Link, Outlet, Statement, StatementQuerySet
from claims.queries.said import Said, all_said, statements_to_show
from claims.text import fold

SHOWN = 20


@dataclass(frozen=True)
class StatementFilter:
    outlet: int | None = None
    speaker: str = ""
    kind: str = ""
    confidence: str = ""
    rule: str = ""
    q: str = ""

    @property
    def narrows(self) -> bool:
        return any(asdict(self).values())

    def described(self) -> str:
        """As it is kept with a decision, for people: an outlet by the name that it has now."""
        outlet = Outlet.objects.filter(pk=self.outlet or 0).first()
        told = asdict(self) | {"outlet": outlet.name if outlet else self.outlet}
        return ", ".join(f"{name}: {value}" for name, value in told.items() if value)


@dataclass(frozen=True)
class Choice:
    """What a decision would be about: the first few of the statements, and the claims that would be counted anew."""

    total: int
    shown: Sequence[Said]
    claims: int
    alone: int  # of these claims, how many nothing else would count for


def chosen(wanted: StatementFilter) -> StatementQuerySet:
    """Statements of today's texts that nobody has decided about."""
    rows = Statement.objects.filter(state=Statement.State.FOUND, revision__superseded_at=None, revision__stage="done")
    if wanted.outlet:
        rows = rows.filter(revision__article__outlet=wanted.outlet)
    if wanted.speaker:
        known = Entity.objects.filter(Q(name__iexact=wanted.speaker) | Q(aliases__folded=fold(wanted.speaker)))
        rows = rows.filter(Q(speaker__in=known) | Q(speaker_name__iexact=wanted.speaker))
    for name in ("kind", "confidence", "rule"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    for word in wanted.q.split():
        rows = rows.filter(Q(content_text__icontains=word) | Q(source_text__icontains=word))
    return rows.order_by("-pk")


def look_at(wanted: StatementFilter) -> Choice:
    rows = chosen(wanted)
    first = list(rows.values_list("pk", flat=True)[:SHOWN])
    shown = statements_to_show().filter(pk__in=first).order_by("-pk")
    counted = Link.objects.filter(state__in=Link.COUNTED, statement__in=rows.order_by().values("pk"))
    claims = Claim.objects.filter(pk__in=counted.values("claim"))
    mine = Count("links", filter=Q(links__in=counted))
    every = Count("links", filter=Q(links__state__in=Link.COUNTED))
    numbers = list(claims.annotate(mine=mine, every=every).values_list("mine", "every"))
    return Choice(
        total=rows.count(),
        shown=all_said(shown),
        claims=len(numbers),
        alone=sum(own == total for own, total in numbers),
    )


def outlets_to_choose() -> list[Outlet]:
    return list(Outlet.objects.filter(articles__isnull=False).distinct())


def rules_to_choose() -> list[str]:
    return list(Statement.objects.exclude(rule="").order_by("rule").values_list("rule", flat=True).distinct())
