"""The rows of a claim in the terms in which origins are found and counted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from claims.corroborate.origins import Report
from claims.corroborate.reuse import COPIED_AT, containment, shingles
from claims.models import Claim, EntityRelation, Link, Outlet, Statement
from claims.text import fold

# Reprints come within a week: 97 % of reuse in German news does (docs/ledger.md).
REPRINT_WINDOW = timedelta(days=7)
INTEREST = (
    EntityRelation.Relation.COMPETITOR_OF,
    EntityRelation.Relation.SUPPLIER_OF,
    EntityRelation.Relation.CUSTOMER_OF,
)


def counted_links(claim: Claim) -> list[Link]:
    """The links that count: decided by a person or sure, and in what the articles say now."""
    return list(
        claim.links.filter(state__in=Link.COUNTED, statement__revision__superseded_at=None)
        .select_related("statement__revision__article__outlet", "statement__speaker")
        .prefetch_related("statement__hops__outlet", "statement__about")
        .order_by("statement_id")
    )


def said_at(statement: Statement) -> datetime:
    article = statement.revision.article
    return article.published_at or article.first_seen_at


def load_reports(links: Sequence[Link]) -> list[Report]:
    outlets = {fold(outlet.name): outlet for outlet in Outlet.objects.all()}
    copies = find_copies([link.statement for link in links])
    return [to_report(link.statement, outlets, copies.get(link.statement_id)) for link in links]


def to_report(statement: Statement, outlets: dict[str, Outlet], copied_from: int | None) -> Report:
    article = statement.revision.article
    hops = list(statement.hops.all())
    cited = [(hop.outlet_id, hop.outlet.name) for hop in hops if hop.outlet_id and hop.outlet]
    told = next(
        (
            (hop.outlet_id, hop.outlet.name)
            for hop in hops
            if hop.relation == "said to" and hop.outlet_id and hop.outlet
        ),
        None,
    )
    speaker = statement.speaker.name if statement.speaker else statement.speaker_name
    as_outlet = outlets.get(fold(speaker))
    return Report(
        statement_id=statement.pk,
        article_id=article.pk,
        outlet_id=article.outlet_id,
        outlet_name=article.outlet.name if article.outlet else "an outlet not given",
        outlet_kind=article.outlet.kind if article.outlet else "",
        said_at=said_at(statement),
        source_kind=statement.source_kind,
        speaker=speaker,
        speaker_id=statement.speaker_id,
        speaker_outlet_id=as_outlet.pk if as_outlet else None,
        cites=tuple(cited),
        told_to=told,
        channel=next((hop.channel for hop in hops if hop.channel), ""),
        copied_from=copied_from,
    )


def find_copies(statements: Iterable[Statement]) -> dict[int, int]:
    """Statement -> the statement of the earliest article whose text its own article reprints."""
    first_of_article: dict[int, Statement] = {}
    for statement in statements:
        first_of_article.setdefault(statement.revision.article_id, statement)
    in_time = sorted(first_of_article.values(), key=lambda statement: (said_at(statement), statement.pk))
    texts = {statement.pk: shingles(statement.revision.text) for statement in in_time}
    original_of: dict[int, Statement] = {}
    for at, later in enumerate(in_time):
        for earlier in in_time[:at]:
            apart = said_at(later) - said_at(earlier)
            other_outlet = later.revision.article.outlet_id != earlier.revision.article.outlet_id
            if (
                other_outlet
                and apart <= REPRINT_WINDOW
                and containment(texts[later.pk], texts[earlier.pk]) >= COPIED_AT
            ):
                original_of[later.revision.article_id] = earlier
                break
    return {
        statement.pk: original_of[statement.revision.article_id].pk
        for statement in statements
        if statement.revision.article_id in original_of
    }


class Houses:
    """Who belonged to whom on a day: the companies above a person, a product or a subsidiary, and their interests."""

    def __init__(self) -> None:
        self._above: dict[int, list[EntityRelation]] = defaultdict(list)
        self._interest: dict[int, list[tuple[int, EntityRelation]]] = defaultdict(list)
        for relation in EntityRelation.objects.order_by("pk"):
            if relation.relation in INTEREST:
                self._interest[relation.subject_id].append((relation.object_id, relation))
                self._interest[relation.object_id].append((relation.subject_id, relation))
            else:
                self._above[relation.subject_id].append(relation)

    def line(self, entity_id: int, day: date) -> list[int]:
        """The entity and whom it belongs to, up to the house."""
        line = [entity_id]
        while above := next((each.object_id for each in self._above[line[-1]] if each.holds_on(day)), None):
            if above in line:
                break
            line.append(above)
        return line

    def of(self, entity_id: int, day: date) -> int:
        return self.line(entity_id, day)[-1]

    def is_interested(self, speaker_id: int, about_ids: Iterable[int], day: date) -> bool:
        """The own house is spoken of, or a rival, supplier or customer of what the speaker belongs to."""
        line = self.line(speaker_id, day)
        lines = [self.line(entity_id, day) for entity_id in about_ids]
        others = {other for member in line for other, relation in self._interest[member] if relation.holds_on(day)}
        return any(subject[-1] == line[-1] or not others.isdisjoint(subject) for subject in lines)
