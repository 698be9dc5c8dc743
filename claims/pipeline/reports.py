"""The rows of a claim in the terms in which origins are found and counted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from claims.corroborate import Houses
from claims.corroborate.report import Report
from claims.corroborate.reuse import Copy, Published, find_copies
from claims.models import Claim, Entity, Link, Outlet, Statement
from claims.text import fold

# Outlets that speak for themselves: to name one is to name who speaks, not where something was read.
OWN_VOICE = (Outlet.Kind.VENDOR, Outlet.Kind.REGULATOR, Outlet.Kind.LAB)


class KnownOutlet(NamedTuple):
    """What is asked for of every outlet there is, each time that a claim is settled; so no more than that."""

    pk: int
    name: str
    kind: str


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


def load_reports(links: Sequence[Link], houses_on: Callable[[date], Houses]) -> list[Report]:
    statements = [link.statement for link in links]
    rows = Outlet.objects.order_by("pk").values_list(*KnownOutlet._fields)
    outlets = {fold(outlet.name): outlet for outlet in map(KnownOutlet._make, rows)}
    publishers = load_publishers(outlets.values())
    copies = copies_among(statements)
    return [
        to_report(each, outlets, publishers, houses_on(said_at(each).date()), copies.get(each.pk))
        for each in statements
    ]


def load_publishers(outlets: Iterable[KnownOutlet]) -> dict[int, Entity]:
    """Outlet -> the company, authority or laboratory that speaks for itself in it."""
    own = {outlet.name: outlet.pk for outlet in outlets if outlet.kind in OWN_VOICE}
    entities = Entity.objects.filter(name__in=own, merged_into=None).order_by("-pk")
    return {own[entity.name]: entity for entity in entities}


def to_report(
    statement: Statement,
    outlets: dict[str, KnownOutlet],
    publishers: dict[int, Entity],
    houses: Houses,
    copy: Copy | None,
) -> Report:
    article = statement.revision.article
    hops = [(hop, hop.outlet) for hop in statement.hops.all()]
    named = [(outlet.pk, outlet.name) for _, outlet in hops if outlet and outlet.kind not in OWN_VOICE]
    first_hand = [hop for hop, _ in hops if hop.relation == "said to"]
    told = next(((hop.outlet_id, hop.agent) for hop in first_hand if hop.agent), None)
    # Whose own outlet it stands in, or was said in.
    own_voices = [article.outlet_id, *(outlet.pk for _, outlet in hops if outlet)]
    publisher = next((publishers[pk] for pk in own_voices if pk in publishers), None)
    speaker = speaker_of(statement, publisher)
    name = speaker.name if speaker else statement.speaker_name
    as_outlet = outlets.get(fold(name))
    house = house_of_speaker(statement, speaker, publisher, houses)
    return Report(
        statement_id=statement.pk,
        article_id=article.pk,
        outlet_id=article.outlet_id,
        outlet_name=article.outlet.name if article.outlet else "an outlet not given",
        outlet_kind=article.outlet.kind if article.outlet else "",
        said_at=said_at(statement),
        source_kind=statement.source_kind,
        speaker=name,
        speaker_id=speaker.pk if speaker else None,
        house=house,
        speaks_for_house=house is not None and is_no_person(statement, speaker),
        speaker_outlet_id=as_outlet.pk if as_outlet and as_outlet.kind not in OWN_VOICE else None,
        cites=tuple(named),
        told_to=told,
        # Where it was said to somebody, an outlet's report of that is not the way in which it was said.
        channel=next((hop.channel for hop in first_hand or [hop for hop, _ in hops] if hop.channel), ""),
        copied_from=copy.of if copy else None,
        copied_share=copy.share if copy else 0.0,
    )


def house_of_speaker(
    statement: Statement, speaker: Entity | None, publisher: Entity | None, houses: Houses
) -> int | str | None:
    """By what is known of the speaker, else by what the article says of them, else by whose outlet it is said in.

    Whoever is named, and nothing known of, is a house of their own: what they say twice counts once.
    """
    own = houses.of(speaker.pk) if speaker else None
    if speaker and (own != speaker.pk or speaker.kind != Entity.Kind.PERSON):
        return own
    told = [statement.house_id, publisher and publisher.pk]
    known = next((houses.of(pk) for pk in told if pk), own)
    if known is None and statement.source_kind in ("named", "role"):
        named = statement.house_name or (statement.speaker_name if statement.source_kind == "named" else "")
        return fold(named) or None
    return known


def is_no_person(statement: Statement, speaker: Entity | None) -> bool:
    return statement.source_kind == "role" if speaker is None else speaker.kind != Entity.Kind.PERSON


def speaker_of(statement: Statement, publisher: Entity | None) -> Entity | None:
    """The known speaker; "our board" or "the paper" in a company's own outlet is the company's."""
    if statement.speaker or statement.source_kind not in ("role", "document"):
        return statement.speaker
    return publisher


def copies_among(statements: Sequence[Statement]) -> dict[int, Copy]:
    """Statement -> the statement of the earliest article whose text its own article reprints: the same one, if it is
    among them, else the first."""
    of_article: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        of_article[statement.revision.article_id].append(statement)
    copies = find_copies(
        Published(article_id, first.revision.article.outlet_id, said_at(first), first.revision.text)
        for article_id, (first, *_) in of_article.items()
    )
    found = {}
    for statement in statements:
        if copy := copies.get(statement.revision.article_id):
            originals = of_article[copy.of]
            same = (each for each in originals if fold(each.content_text) == fold(statement.content_text))
            found[statement.pk] = Copy(next(same, originals[0]).pk, copy.share)
    return found
