"""Bringing the demo to life: its outlets and entities as rows, then every article through the pipeline, in time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db import transaction

from claims import ingest, pipeline
from claims.demo.notes import discuss
from claims.demo.verdicts import conclude
from claims.demo.web import DemoWeb, find_file, read_json
from claims.link.starter import StarterAlias, StarterEntity, StarterRelation
from claims.models import Article, Claim, Feed, Outlet, OutletDomain, Revision
from claims.pipeline.entities import keep_entities

# How long after an article came out its feed is polled.
POLLED_AFTER = timedelta(minutes=20)
DEMO_NOTE = "A feed of the demo: its outlet is invented, so there is nothing to poll."

Report = Callable[[str], None]


def is_empty() -> bool:
    return not Article.objects.exists() and not Feed.objects.exists()


@transaction.atomic
def load_demo(report: Report) -> None:
    """Play the demo's weeks through the pipeline, and what its desk made of them, all of it or nothing.

    The tracker must be empty.
    """
    if not is_empty():
        raise ValueError("There are articles or feeds already; the demo is only loaded into an empty tracker.")
    keep_entities(read_entities())
    feeds = make_outlets()
    moments = publication_times(feeds)
    web = DemoWeb(moments[0][0])
    for number, (published, feed) in enumerate(moments, start=1):
        web.now = published + POLLED_AFTER
        Feed.objects.filter(pk=feed.pk).update(next_attempt_at=web.now)
        work_until_idle(web)
        report(f"{number} of {len(moments)} demo articles")
    web.now = min(moments[-1][0] + timedelta(days=8), datetime.now(UTC))
    work_until_idle(web)
    conclude()
    discuss()
    refuse_failures()
    retire()


def work_until_idle(web: DemoWeb) -> None:
    while due := pipeline.find_due(web.now):
        for each in due:
            pipeline.run(each, web.now, web)


def refuse_failures() -> None:
    """A step keeps its error on the row and goes on; a demo with such a row is broken and says so."""
    for model in (Feed, Article, Revision, Claim):
        failed = model._default_manager.exclude(last_error="").first()
        if failed:
            raise RuntimeError(f"The demo's {model.__name__} “{failed}” failed: {failed.last_error}")


def retire() -> None:
    """The invented hosts answer nobody, so nothing of the demo stays due."""
    Feed.objects.update(is_paused=True, next_attempt_at=None, last_error=DEMO_NOTE)
    Article.objects.update(next_attempt_at=None)


def make_outlets() -> list[Feed]:
    feeds = []
    for entry in read_json("outlets.json"):
        outlet = Outlet.objects.create(
            name=entry["name"], kind=entry["kind"], lang=entry["lang"], owner_group=entry["owner_group"]
        )
        OutletDomain.objects.bulk_create(OutletDomain(outlet=outlet, domain=domain) for domain in entry["domains"])
        feeds += [
            Feed.objects.create(outlet=outlet, url=feed["url"], added_at=datetime.now(UTC)) for feed in entry["feeds"]
        ]
    return feeds


def publication_times(feeds: list[Feed]) -> list[tuple[datetime, Feed]]:
    """When each article of the demo came out and in which feed, oldest first."""
    times = []
    for feed in feeds:
        file = find_file(feed.url)
        if file is None:
            raise FileNotFoundError(f"The demo has no file for {feed.url}.")
        parsed = ingest.parse_feed(file.read_bytes(), url=feed.url)
        times += [(entry.published, feed) for entry in parsed.entries if entry.published]
    return sorted(times, key=lambda pair: (pair[0], pair[1].pk))


def read_entities() -> list[StarterEntity]:
    content = read_json("entities.json")
    relations: dict[str, list[StarterRelation]] = {}
    for relation in content["relations"]:
        relations.setdefault(relation["subject"], []).append(
            StarterRelation(relation["relation"], relation["object"], relation.get("role", ""))
        )
    return [
        StarterEntity(
            entity["kind"],
            entity["name"],
            tuple(StarterAlias(alias["text"], alias["lang"]) for alias in entity["aliases"]),
            tuple(relations.get(entity["name"], ())),
            entity.get("description", ""),
        )
        for entity in content["entities"]
    ]
