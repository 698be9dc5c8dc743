"""Track records: how the claims turned out that a speaker or an outlet stood for, or that were made about a topic.

What counts for whom is said here, what comes of it in corroborate.track_record. Only claims with a verdict are loaded
one by one; the open ones may be many, and are counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.corroborate import Call, Outcome, TrackRecord, keep_record, outcome_of
from claims.models import Claim, ClaimKey, Entity, Link, Origin, Outlet
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.paging import Page, page_of
from claims.queries.verdicts import IS_OPEN, with_verdict

TOPICS_SHOWN = 10
# Which origins are a speaker's or an outlet's own.
OF_SPEAKER = (Origin.Kind.UTTERANCE, Origin.Kind.DOCUMENT)
OF_OUTLET = (Origin.Kind.OWN_REPORTING, Origin.Kind.ANONYMOUS, Origin.Kind.WIRE, Origin.Kind.MEASUREMENT)
TAKES_A_STAND = (Link.Relation.ASSERTS, Link.Relation.DENIES)
SAID_AT = Coalesce("statement__revision__article__published_at", "statement__revision__article__first_seen_at")
TOPIC = "c:"  # the key of whom a claim is mainly about; see corroborate.features


@dataclass(frozen=True)
class TopicRecord:
    topic: Entity
    record: TrackRecord


@dataclass(frozen=True)
class Records:
    whole: TrackRecord
    topics: tuple[TopicRecord, ...]  # most settled claims first


def record_of_speaker(speaker: Entity) -> Records:
    return _records(said_by(speaker))


def record_of_outlet(outlet: Outlet) -> Records:
    return _records(reported_by(outlet))


def record_of_topic(topic: Entity) -> TrackRecord:
    """Of all that was said about it, whoever said it."""
    stands = said_about(topic)
    return keep_record(_calls(stands), still_open=_open(stands).count())


def said_by(speaker: Entity) -> QuerySet[Link]:
    return _stands(actor=speaker, kind__in=OF_SPEAKER)


def reported_by(outlet: Outlet) -> QuerySet[Link]:
    return _stands(outlet=outlet, kind__in=OF_OUTLET)


def said_about(topic: Entity) -> QuerySet[Link]:
    return _stands(isnull=False).filter(claim__keys__key=f"{TOPIC}{topic.pk}")


def _stands(**origin: Any) -> QuerySet[Link]:
    """What is asserted or denied from such origins, also in revisions that an article no longer shows.

    By joins, so that it is found from the origins and not looked up for each link there is.
    """
    current = "statement__origin_assignments__"
    of_origin = {f"{current}origin__{name}": value for name, value in origin.items()}
    return Link.objects.filter(
        state__in=Link.COUNTED, relation__in=TAKES_A_STAND, **{f"{current}superseded_at": None}, **of_origin
    )


def _claims(stands: QuerySet[Link]) -> QuerySet[Any]:
    return with_verdict(Claim.objects.filter(pk__in=stands.values("claim")))


def _open(stands: QuerySet[Link]) -> QuerySet[Any]:
    return _claims(stands).filter(IS_OPEN)


def _records(stands: QuerySet[Link]) -> Records:
    calls = _calls(stands)
    settled_topics = {topic for call in calls for topic in call.topics}
    still_open = _open_by_topic(stands, settled_topics)
    records = {
        topic: keep_record([call for call in calls if topic in call.topics], still_open=still_open.get(topic, 0))
        for topic in settled_topics
    }
    names = Entity.objects.in_bulk(settled_topics)
    topics = sorted(
        (TopicRecord(names[topic], record) for topic, record in records.items() if topic in names),
        key=lambda each: (-each.record.settled, each.topic.name),
    )
    return Records(keep_record(calls, still_open=_open(stands).count()), tuple(topics[:TOPICS_SHOWN]))


def _open_by_topic(stands: QuerySet[Link], topics: set[int]) -> dict[int, int]:
    rows = ClaimKey.objects.filter(
        key__in=[f"{TOPIC}{topic}" for topic in topics], claim__in=_open(stands).values("pk")
    )
    counted = rows.order_by().values_list("key").annotate(claims=Count("pk"))
    return {int(key.removeprefix(TOPIC)): claims for key, claims in counted}


def _calls(stands: QuerySet[Link]) -> list[Call]:
    """One for each claim with a verdict, by the first time it was said."""
    claims = _claims(stands).exclude(IS_OPEN)
    decided = {claim.pk: claim for claim in claims}
    first = _first_of_each(stands.filter(claim__in=claims.values("pk")))
    elsewhere = _first_elsewhere(stands, claims)
    topics = _topics(claims)
    return [
        Call(
            claim_id=pk,
            verdict=claim.verdict,
            said_on=_day(at),
            settled_on=claim.settled_on,
            denied=relation == Link.Relation.DENIES,
            was_first=pk not in elsewhere or at <= elsewhere[pk],
            topics=frozenset(topics.get(pk, ())),
        )
        for pk, claim in decided.items()
        for relation, at in [first[pk]]
    ]


def _first_of_each(stands: QuerySet[Link]) -> dict[int, tuple[str, datetime]]:
    """Claim -> how and when its first statement took its stand."""
    rows = stands.annotate(said_at=SAID_AT).order_by("-said_at", "-pk")
    return {claim_id: (relation, at) for claim_id, relation, at in rows.values_list("claim_id", "relation", "said_at")}


def _first_elsewhere(stands: QuerySet[Link], claims: QuerySet[Any]) -> Mapping[int, datetime]:
    """Claim -> when another origin first took a stand on it."""
    others = _stands(isnull=False).filter(claim__in=claims.values("pk")).exclude(pk__in=stands.values("pk"))
    return dict(others.order_by().values_list("claim").annotate(at=Min(SAID_AT)))


def _topics(claims: QuerySet[Any]) -> dict[int, list[int]]:
    topics: dict[int, list[int]] = {}
    rows = ClaimKey.objects.filter(claim__in=claims.values("pk"), key__startswith=TOPIC).values_list("claim_id", "key")
    for claim_id, key in rows:
        topics.setdefault(claim_id, []).append(int(key.removeprefix(TOPIC)))
    return topics


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def claims_behind(
    stands: QuerySet[Link], outcome: Outcome, *, topic: int | None = None, number: int = 1
) -> Page[ClaimLine]:
    """The claims that one number of a record counts."""
    if outcome is Outcome.OPEN:
        claims = _open(stands)
    else:
        claims = _claims(stands).filter(
            pk__in=[call.claim_id for call in _calls(stands) if outcome_of(call) is outcome]
        )
    if topic is not None:
        claims = claims.filter(keys__key=f"{TOPIC}{topic}")
    page = page_of(claims.order_by("-last_said_at", "-pk"), number)
    return page.with_lines(claim_lines(page.lines))
