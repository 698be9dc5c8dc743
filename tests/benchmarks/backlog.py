"""A tracker with an invented web to read: filling it, waiting until all is read, and checking that nothing is lost."""

import io
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import models
from django.db.models import Count
from django.utils import timezone

from claims import extract
from claims.extract.attribution import Attribution
from claims.models import (
    Alert,
    Article,
    Claim,
    Deadline,
    Entity,
    Feed,
    FeedEntry,
    FeedFetch,
    Hop,
    Link,
    Outlet,
    RawPage,
    Revision,
    StandingChange,
    Statement,
    Watch,
)
from claims.pipeline.entities import keep_entities
from claims.pipeline.language import published_on, spans_by_role
from tests.benchmarks.invented_web import InventedWeb, entities

SECONDS_WITHOUT_PROGRESS = 240
LOOK_SECONDS = 0.5
LOADED_AT_ONCE = 500


def fill(web: InventedWeb, base: str) -> None:
    """Everything but the articles: a prepared database, entities that somebody follows, feeds that are not due yet."""
    call_command("prepare", stdout=io.StringIO())
    keep_entities(entities())
    now = timezone.now()
    reader = User.objects.create_user("reader")
    Watch.objects.bulk_create(Watch(user=reader, entity=entity, since=now) for entity in Entity.objects.all())
    for number in range(web.feeds):
        outlet = Outlet.objects.create(name=web.outlet_name(number))
        Feed.objects.create(outlet=outlet, url=base + web.feed_path(number), added_at=now)


def make_feeds_due() -> None:
    Feed.objects.update(next_attempt_at=timezone.now())


def steps_done() -> int:
    """Grows with every poll, page and revision that is done, and as claims are counted."""
    read = Article.objects.filter(stage=Article.Stage.KEPT).count()
    stages = dict(Revision.objects.order_by().values_list("stage").annotate(Count("pk")))
    order = (Revision.Stage.LINK, Revision.Stage.MATCH, Revision.Stage.DONE)
    steps: int = sum(stages.get(stage, 0) * place for place, stage in enumerate(order, start=1))
    return FeedFetch.objects.count() + read + steps + StandingChange.objects.count()


def all_is_polled(web: InventedWeb, *, times: int) -> bool:
    return FeedFetch.objects.count() >= web.feeds * times


def all_is_settled(web: InventedWeb) -> bool:
    return (
        Revision.objects.filter(stage=Revision.Stage.DONE).count() >= web.articles
        and not Claim.objects.exclude(next_attempt_at=None).exists()
        and not Deadline.objects.filter(next_attempt_at__lte=timezone.now()).exists()
    )


def wait_until(reached: Callable[[], bool]) -> float:
    """How many seconds it took; gives up when for a while no step at all was done."""
    began = moved = time.monotonic()
    before = -1
    while not reached():
        now, done = time.monotonic(), steps_done()
        if done != before:
            before, moved = done, now
        if now - moved > SECONDS_WITHOUT_PROGRESS:
            raise TimeoutError(f"Nothing was done for {SECONDS_WITHOUT_PROGRESS} s, at {done} steps.")
        time.sleep(LOOK_SECONDS)
    return time.monotonic() - began


def count_rows() -> dict[str, int]:
    counted: tuple[type[models.Model], ...] = (Feed, FeedFetch, FeedEntry, Article, RawPage, Revision, Statement)
    counted += (Hop, Link, Claim, StandingChange, Alert)
    return {model.__name__: model._default_manager.count() for model in counted}


def what_is_wrong(web: InventedWeb) -> list[str]:
    """Everything that is lost, doubled or half-written after the whole web was read; constraints rule out the rest."""
    rows = count_rows()
    expected = {
        "FeedFetch": web.feeds,
        "FeedEntry": web.entries,
        "Article": web.articles,
        "RawPage": web.articles,
        "Revision": web.articles,
    }
    wrong = [f"{name}: {rows[name]} instead of {number}" for name, number in expected.items() if rows[name] != number]
    for model in (Feed, Article, Revision, Claim):
        failed = model._default_manager.exclude(last_error="")
        wrong += [f"{row!r}: {row.last_error}" for row in failed[:5]]
    revisions = Revision.objects.prefetch_related("statements__hops", "statements__spans", "statements__links")
    for revision in revisions.iterator(chunk_size=LOADED_AT_ONCE):
        wrong += wrong_statements(revision)
    wrong += wrong_claims()
    return wrong


def wrong_statements(revision: Revision) -> list[str]:
    found = extract.extract(revision.text, revision.lang, published=published_on(revision)).attributions
    kept = list(revision.statements.all())
    if [statement.content_text for statement in kept] != [content_of(each, revision.text) for each in found]:
        return [f"{revision} has {len(kept)} statements, and its text {len(found)}"]
    wrong = []
    for statement, each in zip(kept, found, strict=True):
        parts = Counter(
            hops=len(statement.hops.all()), spans=len(statement.spans.all()), links=min(1, len(statement.links.all()))
        )
        is_claimed = each.confidence != "low" and not each.is_past
        is_claimed &= each.kind != "attitude" or each.modality == "predicted"
        wanted = Counter(
            hops=len(each.via), spans=sum(len(spans) for _, spans in spans_by_role(each)), links=int(is_claimed)
        )
        if parts != wanted:
            wrong.append(f"{statement} has {dict(parts)} instead of {dict(wanted)}")
    return wrong


def content_of(found: Attribution, text: str) -> str:
    return " … ".join(span.of(text) for span in found.content)


def wrong_claims() -> list[str]:
    """Each claim is counted, from something, and told to those who follow it once for each change of its standing, and
    once as its due date comes near and once as it passes."""
    wrong = [f"{claim!r} has no statement" for claim in Claim.objects.filter(links=None)]
    told = Alert.objects.order_by().values_list("claim", "watch").annotate(Count("pk"))
    most_told: dict[int, int] = {}
    for claim_id, _, times in told:
        most_told[claim_id] = max(times, most_told.get(claim_id, 0))
    claims = Claim.objects.prefetch_related("standing_changes", "deadlines")
    for claim in claims.iterator(chunk_size=LOADED_AT_ONCE):
        standings = [change.standing for change in claim.standing_changes.all()]
        changes = sum(one != other for one, other in pairwise(standings))
        days = [day for due in claim.deadlines.all() for day in (due.near_at, due.passed_at) if day]
        if not standings or most_told.get(claim.pk, 0) > changes + len(days):
            wrong.append(f"{claim!r} changed {changes} times and told a follower {most_told.get(claim.pk, 0)} times")
    return wrong
