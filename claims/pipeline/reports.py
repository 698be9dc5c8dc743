"""The rows of a claim in the terms in which origins are found and counted."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache

from claims.corroborate import Houses
from claims.corroborate.origins import Report
from claims.corroborate.reuse import Copy, Published, find_copies
from claims.models import Claim, EntityRelation, Link, Outlet, Statement
from claims.text import fold


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
    copies = copies_among([link.statement for link in links])
    return [to_report(link.statement, outlets, copies.get(link.statement_id)) for link in links]


def to_report(statement: Statement, outlets: dict[str, Outlet], copy: Copy | None) -> Report:
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
        copied_from=copy.of if copy else None,
        copied_share=copy.share if copy else 0.0,
    )


def copies_among(statements: Sequence[Statement]) -> dict[int, Copy]:
    """Statement -> the statement of the earliest article whose text its own article reprints."""
    first_of_article: dict[int, Statement] = {}
    for statement in statements:
        first_of_article.setdefault(statement.revision.article_id, statement)
    copies = find_copies(
        Published(first.pk, first.revision.article.outlet_id, said_at(first), first.revision.text)
        for first in first_of_article.values()
    )
    found = ((statement, copies.get(first_of_article[statement.revision.article_id].pk)) for statement in statements)
    return {statement.pk: copy for statement, copy in found if copy}


def houses_by_day() -> Callable[[date], Houses]:
    """Who belonged to whom on a day; the relations are asked for once for all days."""
    relations = list(EntityRelation.objects.order_by("pk"))

    @cache
    def houses_on(day: date) -> Houses:
        return Houses((each.subject_id, each.relation, each.object_id) for each in relations if each.holds_on(day))

    return houses_on
