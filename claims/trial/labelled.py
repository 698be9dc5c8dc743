"""Claims as people labelled them, in place of those that matching made: what is left to measure is counting."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from claims import pipeline
from claims.corroborate import Features
from claims.evaluation.stories import Story
from claims.models import Claim, ClaimKey, Link, ReviewItem, Statement
from claims.pipeline import Due
from claims.trial.measure import with_rows
from claims.trial.play import no_web


def link_as_labelled(stories: Sequence[Story]) -> None:
    """Of stories that were played by their labelled statements."""
    ReviewItem.objects.all().delete()
    Link.objects.all().delete()
    now = max(article.published for story in stories for article in story.articles) + timedelta(days=1)
    for story in stories:
        for name, linked in by_claim(story).items():
            headline = next(claim.headline for claim in story.claims if claim.id == name)
            claim = Claim.objects.create(headline=headline, lang="en", opened_at=now, next_attempt_at=now)
            keep_subject(claim, (statement for statement, _ in linked))
            Link.objects.bulk_create(to_link(claim, *each, now) for each in linked)
            pipeline.run(Due("settle_claim", claim.pk), now, no_web)


def by_claim(story: Story) -> dict[str, list[tuple[Statement, str]]]:
    """Claim -> its statements in the order of their publication, each with its part in it."""
    found: dict[str, list[tuple[Statement, str]]] = {}
    for article in story.articles:
        for label, row in with_rows(article):
            if label.claim and row:
                found.setdefault(label.claim, []).append((row, label.relation))
    return found


def keep_subject(claim: Claim, statements: Iterable[Statement]) -> None:
    """Whom the article that opened it is about, as `KnownClaims.open` keeps it."""
    first = next(iter(statements))
    context = Features.of(first.keys).context_of("c")
    ClaimKey.objects.bulk_create(ClaimKey(claim=claim, key=key) for key in sorted(context))


def to_link(claim: Claim, statement: Statement, relation: str, now: datetime) -> Link:
    return Link(
        claim=claim,
        statement=statement,
        relation=relation,
        state=Link.State.CONFIRMED,
        machine_relation=relation,
        machine_score=1,
        machine_version="labelled",
        why="as people labelled it",
        made_at=now,
    )
