"""What is to become of all that was given up for the same reason: try it again, or leave it as it is."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from claims.curation.articles import dismiss_article, retry_article
from claims.curation.decisions import demand
from claims.models import Article, Revision

MOST_AT_ONCE = 1_000  # what is left is offered again


def unread_of_outlet(outlet_id: int | None, kind: str) -> QuerySet[Article]:
    """An outlet's articles whose pages could not be read for one kind of reason."""
    return Article.objects.in_the_open().filter(stage=Article.Stage.FAILED, outlet=outlet_id, error_kind=kind)


def unread_behind_wall(site: str, wall: str) -> QuerySet[Article]:
    """A site's articles that were set aside for what stands in front of them."""
    return Article.objects.behind_walls().filter(stage=Article.Stage.FAILED, site=site, wall=wall)


def failed_at(stage: str) -> QuerySet[Article]:
    """The articles with a revision that failed at a stage."""
    failed = Revision.objects.filter(stage=Revision.Stage.FAILED, failed_stage=stage)
    return Article.objects.filter(pk__in=failed.values("article"))


def retry_articles(actor: User, articles: QuerySet[Article], *, now: datetime) -> int:
    """How many are tried again."""
    demand(actor, "claims.submit_article")
    return _each(articles, lambda article: retry_article(actor, article, now=now))


def dismiss_articles(actor: User, articles: QuerySet[Article], *, reason: str, now: datetime) -> int:
    """How many of them are left as they are."""
    demand(actor, "claims.curate")
    return _each(articles, lambda article: dismiss_article(actor, article, reason=reason, now=now))


@transaction.atomic
def _each(articles: QuerySet[Article], change: Callable[[Article], None]) -> int:
    chosen = list(articles.order_by("pk")[:MOST_AT_ONCE])
    for article in chosen:
        change(article)
    return len(chosen)
