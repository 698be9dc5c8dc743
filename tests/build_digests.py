"""Builders of what happens to claims, one kind of news at a time, beside those of build.py."""

from collections.abc import Callable
from datetime import datetime, timedelta

from claims.models import Claim, ReviewItem
from claims.queries.news import NewsKind
from tests import build, build_verdicts
from tests.build import NOW, Words

LONG_BEFORE = timedelta(days=90)


def make_old_claim(content: str = "", *, at: datetime = NOW) -> Claim:
    """One that was opened long before."""
    return build.make_told_claim(content, opened_at=at - LONG_BEFORE)


def change_standing(claim: Claim, before: str, after: str, *, at: datetime = NOW) -> Claim:
    build.make_standing_change(claim, before, at=at - LONG_BEFORE)
    build.make_standing_change(claim, after, at=at)
    return claim


def suggest_contradiction(claim: Claim, *, at: datetime = NOW) -> Claim:
    link = build_verdicts.suggest(claim)
    ReviewItem.objects.create(statement=link.statement, link=link, question="contradiction", queued_at=at)
    return claim


def edit(claim: Claim, fate: str = "softened", *, at: datetime = NOW) -> Claim:
    """The outlet words it otherwise now."""
    statement = claim.links.all()[0].statement
    article = statement.revision.article
    revision = build.make_revision(article, "Wir liefern wohl.", statements=[Words("Wir liefern wohl")])
    build.make_fate(statement, revision, fate, successor=build.statement_of(article), at=at)
    return claim


def pass_due_date(claim: Claim, *, at: datetime = NOW) -> Claim:
    claim.due_on = at.date() - timedelta(days=1)
    build_verdicts.make_deadline(claim, passed_at=at, next_attempt_at=None)
    return claim


def come_near(claim: Claim, *, at: datetime = NOW) -> Claim:
    claim.due_on = at.date() + timedelta(days=7)
    build_verdicts.make_deadline(claim, near_at=at, next_attempt_at=None)
    return claim


HAPPENINGS: dict[NewsKind, Callable[[datetime], Claim]] = {
    NewsKind.ROSE: lambda at: change_standing(make_old_claim(at=at), "single origin", "corroborated", at=at),
    NewsKind.FELL: lambda at: change_standing(make_old_claim(at=at), "echoed", "contested", at=at),
    NewsKind.VERDICT: lambda at: build.make_resolution(make_old_claim(at=at), at=at).claim,
    NewsKind.CONTRADICTION: lambda at: suggest_contradiction(make_old_claim(at=at), at=at),
    NewsKind.EDITED: lambda at: edit(make_old_claim(at=at), at=at),
    NewsKind.NEAR: lambda at: come_near(make_old_claim(at=at), at=at),
    NewsKind.DUE: lambda at: pass_due_date(make_old_claim(at=at), at=at),
    NewsKind.NEW: lambda at: build.make_told_claim(opened_at=at),
}


def make_news(*, at: datetime = NOW) -> list[Claim]:
    """A claim for each kind of news."""
    return [happening(at) for happening in HAPPENINGS.values()]
