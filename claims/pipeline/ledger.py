"""a claim -> the origins of its statements and how it stands."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction

from claims import corroborate
from claims.corroborate import Evidence, FoundOrigin, Houses, Tally
from claims.ingest.http import Fetch
from claims.models import (
    Claim,
    Link,
    Origin,
    OriginAssignment,
    Outlet,
    StandingChange,
)
from claims.models.houses import houses_by_day
from claims.pipeline.following import tell_followers
from claims.pipeline.queueing import queue_claim
from claims.pipeline.reports import counted_links, load_reports, said_at
from claims.pipeline.searchable import keep_claim_words
from claims.pipeline.slots import keep_slots
from claims.pipeline.work import Due, storing

COUNTS = ("standing", "articles", "outlets", "origins", "independent", "interested", "unresolved")


def settle_claim(claim: Claim, now: datetime, _fetch: Fetch) -> list[Due]:
    """Find the origins of the claim's statements anew, and its standing from them."""
    links = counted_links(claim)
    houses_on = houses_by_day()
    origins = corroborate.find_origins(load_reports(links, houses_on))
    bearing = [link for link in links if link.relation in Link.BEARING]
    tally = corroborate.compute_standing(weigh(claim, bearing, origins, houses_on))
    dates = [said_at(link.statement) for link in links]
    outcome = {
        **{name: getattr(tally, name) for name in COUNTS},
        "standing_why": tally.why,
        "standing_since": claim.standing_since if claim.standing == tally.standing and claim.standing_since else now,
        "first_said_at": min(dates, default=claim.first_said_at),
        "last_said_at": max(dates, default=claim.last_said_at),
    }
    with transaction.atomic():
        with storing(claim, **outcome):
            keep_origins(origins, now)
            keep_standing(claim, tally, now)
            keep_slots(claim)
            keep_claim_words(claim)
        queue_claim(claim, now)
    return []


def weigh(
    claim: Claim, links: Sequence[Link], origins: dict[int, FoundOrigin], houses_on: Callable[[date], Houses]
) -> list[Evidence]:
    groups = dict(Outlet.objects.exclude(owner_group="").values_list("pk", "owner_group"))
    subjects = subjects_of(claim, links)
    evidence = []
    for link in links:
        article, origin = link.statement.revision.article, origins[link.statement_id]
        houses = houses_on(said_at(link.statement).date())
        speakers = {each for each in (origin.actor_id, origin.house) if isinstance(each, int)}
        evidence.append(
            Evidence(
                article_id=article.pk,
                outlet_id=article.outlet_id,
                origin_key=origin.key,
                house=house_of(origin, groups),
                denies=link.relation == Link.Relation.DENIES,
                qualifies=link.relation == Link.Relation.QUALIFIES,
                interested=any(houses.is_interested(speaker, subjects) for speaker in speakers),
            )
        )
    return evidence


def subjects_of(claim: Claim, links: Sequence[Link]) -> set[int]:
    """Whom most of its statements name; where their words name nobody, whom the article that opened it is about."""
    named = Counter(entity.pk for link in links for entity in link.statement.about.all())
    naming = sum(bool(link.statement.about.all()) for link in links)
    return {pk for pk, times in named.items() if 2 * times >= naming} or claim.main_subject_ids()


def house_of(origin: FoundOrigin, groups: dict[int, str]) -> str:
    """What an origin depends on: its actor's company, or the owner of the outlet it is a report of."""
    if origin.house:
        return f"{'entity' if isinstance(origin.house, int) else 'named'} {origin.house}"
    if origin.outlet_id in groups and origin.outlet_id:
        return f"group {groups[origin.outlet_id]}"
    return origin.key


def keep_origins(found: dict[int, FoundOrigin], now: datetime) -> None:
    """By statement. Stored are the assignments that are other than the current ones, which stay as superseded."""
    origins = {origin.key: origin for origin in Origin.objects.filter(key__in={each.key for each in found.values()})}
    current = {
        each.statement_id: each for each in OriginAssignment.objects.filter(statement__in=found, superseded_at=None)
    }
    new = []
    for statement_id, each in found.items():
        if each.key not in origins and each.kind:
            origins[each.key] = make_origin(each)
        answer = {
            "origin_id": origins[each.key].pk if each.kind else None,
            "rule": each.rule,
            "why": each.why,
            "rests_on_id": each.rests_on,
            "way": each.way,
            "copied_share": each.copied_share,
        }
        known = current.get(statement_id)
        if known is None or any(getattr(known, name) != value for name, value in answer.items()):
            new.append(OriginAssignment(statement_id=statement_id, at=now, **answer))
    again = [each.statement_id for each in new if each.statement_id in current]
    OriginAssignment.objects.filter(statement__in=again, superseded_at=None).update(superseded_at=now)
    OriginAssignment.objects.bulk_create(new)


def make_origin(found: FoundOrigin) -> Origin:
    """Another worker may have made it just now for another claim."""
    values = {"kind": found.kind, "actor_id": found.actor_id, "outlet_id": found.outlet_id, "label": found.label[:300]}
    return Origin.objects.get_or_create(key=found.key, defaults=values)[0]


def keep_standing(claim: Claim, tally: Tally, now: datetime) -> None:
    """Append to the history if a number changed, and tell those who follow if the standing did."""
    last = claim.standing_changes.order_by("-at", "-pk").first()
    numbers = {name: getattr(tally, name) for name in COUNTS}
    if last and all(getattr(last, name) == value for name, value in numbers.items()):
        return
    StandingChange.objects.create(claim=claim, at=now, standing_why=tally.why, **numbers)
    if last and last.standing != tally.standing:
        message = f"“{claim.headline}” is now {tally.standing}; it was {last.standing}. {tally.why}"
        tell_followers(claim, message, now)
