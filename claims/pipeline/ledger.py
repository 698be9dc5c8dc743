"""statements -> claims; a claim -> the origins of its statements and how it stands."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from claims import corroborate
from claims.corroborate import Evidence, Features, FoundOrigin, Houses, Match, Tally
from claims.ingest.http import Fetch
from claims.models import (
    Claim,
    EntityRelation,
    Link,
    Origin,
    OriginAssignment,
    Outlet,
    Revision,
    StandingChange,
    Statement,
)
from claims.models.houses import houses_by_day
from claims.models.stated import to_amount
from claims.pipeline.candidates import add_keys, find_candidates, open_with_keys
from claims.pipeline.carrying import (
    carry_statements,
    rejected_before,
    suggest_old_claims,
    tell_of_edits,
)
from claims.pipeline.deadlines import schedule_deadline
from claims.pipeline.following import tell_followers
from claims.pipeline.queueing import queue_claim, queue_revision
from claims.pipeline.reports import counted_links, load_reports, said_at
from claims.pipeline.work import Due, lock_ledger, storing
from claims.text import fold

MAIN_ENTITIES = 3
COUNTS = ("standing", "articles", "outlets", "origins", "independent", "interested", "unresolved")


def match_revision(revision: Revision, now: datetime, _fetch: Fetch) -> list[Due]:
    """Give each statement its claim, and have every claim counted anew that this or the previous revision bears on.

    What stands as it did in the revision before keeps its claims; only the rest is matched.
    """
    with storing(revision, stage=Revision.Stage.DONE):
        lock_ledger()
        fates = carry_statements(revision, now)
        rejected = rejected_before(fates)
        touched = set(
            Link.objects.filter(statement__revision__article=revision.article_id).values_list("claim_id", flat=True)
        )
        main_ids = main_entities(revision)
        for statement in claimable(revision):
            apart = rejected.get(statement.pk, set())
            touched |= {link.claim_id for link in match_statement(statement, main_ids, now, apart_from=apart)}
        suggest_old_claims(fates, now)
        tell_of_edits(fates, now)
        Claim.objects.filter(pk__in=touched).update(next_attempt_at=now, attempts=0)
        queue_revision(revision, now)
    return [Due("settle_claim", pk) for pk in sorted(touched)]


def claimable(revision: Revision) -> list[Statement]:
    """Statements that claim something: not doubtful ones, not attitudes, not what was held once."""
    doubtful = Q(confidence="low", state=Statement.State.FOUND)
    return list(
        revision.statements.in_force()
        .exclude(doubtful | Q(kind="attitude") | Q(is_past=True))
        .filter(links=None)
        .select_related("revision__article")
        .prefetch_related("about__aliases")
    )


def match_statement(
    statement: Statement, main_ids: Sequence[int], now: datetime, *, apart_from: Collection[int] = ()
) -> list[Link]:
    """`apart_from` are claims that a person kept from it."""
    features = describe(statement, main_ids)
    statement.keys = sorted(features.stored)
    statement.save(update_fields=["keys"])
    candidates = find_candidates(features, apart_from)
    matches = corroborate.choose_claims(
        features,
        denied=statement.polarity == "denied",
        candidates=candidates.claims,
        rarity=candidates.rarity,
    )
    return [keep_match(statement, features, match, now) for match in matches]


def keep_match(statement: Statement, features: Features, match: Match, now: datetime) -> Link:
    claim_id = match.claim_id
    if claim_id is None:
        return keep_link(statement, open_claim(statement, features, now).pk, match, now)
    if match.state == Link.State.LINKED:
        add_keys(claim_id, features)
        if match.relation == Link.Relation.ASSERTS and is_repeated(statement, claim_id):
            match = replace(match, relation=Link.Relation.REPEATS)
    return keep_link(statement, claim_id, match, now)


def is_repeated(statement: Statement, claim_id: int) -> bool:
    """Whether its source says so elsewhere in the same article."""
    links = Link.objects.filter(claim=claim_id, state__in=Link.COUNTED, statement__revision=statement.revision_id)
    source = {"statement__speaker_name": statement.speaker_name, "statement__speaker": statement.speaker_id}
    return links.filter(**source, statement__source_kind=statement.source_kind).exists()


def main_entities(revision: Revision) -> list[int]:
    """The entities that the article names most: what it is about, whoever speaks."""
    rows = revision.mentions.exclude(entity=None).values("entity_id").annotate(times=Count("pk"))
    return [row["entity_id"] for row in rows.order_by("-times", "entity_id")[:MAIN_ENTITIES]]


def describe(statement: Statement, main_ids: Sequence[int]) -> Features:
    about = list(statement.about.all())
    return corroborate.describe(
        statement.content_text,
        statement.revision.lang,
        [entity.pk for entity in about],
        known_names=[alias.text for entity in about for alias in entity.aliases.all()],
        amounts=[to_amount(quantity, "low", "high") for quantity in statement.quantities],
        said_on=said_at(statement).date(),
        main_ids=main_ids,
        speaker=speaker_key(statement),
    )


def speaker_key(statement: Statement) -> str:
    """Who speaks, known or not; "" for a role and for those who are not named, who may be others elsewhere."""
    if statement.speaker_id:
        return str(statement.speaker_id)
    return fold(statement.speaker_name) if statement.source_kind == "named" else ""


def open_claim(statement: Statement, features: Features, now: datetime) -> Claim:
    said = said_at(statement)
    proposed = corroborate.propose_claim(statement.content_text, modality=statement.modality, said_on=said.date())
    claim = Claim.objects.create(
        headline=proposed.headline,
        lang=statement.revision.lang,
        type=proposed.type,
        due_on=proposed.due_on,
        opened_at=now,
        search_text=fold(f"{proposed.headline} {statement.speaker_name} {statement.speaker or ''}"),
    )
    open_with_keys(claim, features)
    schedule_deadline(claim)
    return claim


def keep_link(statement: Statement, claim_id: int, match: Match, now: datetime) -> Link:
    return Link.objects.create(
        claim_id=claim_id,
        statement=statement,
        relation=match.relation,
        state=match.state,
        machine_relation=match.relation,
        machine_score=match.score,
        machine_version=corroborate.VERSION,
        why=match.why,
        made_at=now,
    )


def settle_claim(claim: Claim, now: datetime, _fetch: Fetch) -> list[Due]:
    """Find the origins of the claim's statements anew, and its standing from them."""
    links = counted_links(claim)
    houses_on = houses_by_day(EntityRelation.objects.order_by("pk"))
    origins = corroborate.find_origins(load_reports(links, houses_on))
    bearing = [link for link in links if link.relation in Link.BEARING]
    tally = corroborate.compute_standing(weigh(claim, bearing, origins, houses_on))
    dates = [said_at(link.statement) for link in links]
    outcome = {
        **{name: getattr(tally, name) for name in COUNTS},
        "standing_why": tally.why,
        "first_said_at": min(dates, default=claim.first_said_at),
        "last_said_at": max(dates, default=claim.last_said_at),
    }
    with transaction.atomic():
        with storing(claim, **outcome):
            keep_origins(origins, now)
            keep_standing(claim, tally, now)
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
        speaker = origin.actor_id or origin.house_id
        evidence.append(
            Evidence(
                article_id=article.pk,
                outlet_id=article.outlet_id,
                origin_key=origin.key,
                house=house_of(origin, groups),
                denies=link.relation == Link.Relation.DENIES,
                qualifies=link.relation == Link.Relation.QUALIFIES,
                interested=speaker is not None and houses.is_interested(speaker, subjects),
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
    if origin.house_id:
        return f"entity {origin.house_id}"
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
