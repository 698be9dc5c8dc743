"""Trying again all that was given up for the same reason."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from claims.curation.articles import retry_article
from claims.curation.decisions import demand
from claims.models import Article, Revision

MOST_AT_ONCE = 1_000  # what is left is offered again


def retry_articles(actor: User, *, outlet_id: int | None, kind: str, now: datetime) -> int:
    """An outlet's articles whose pages could not be read for one kind of reason; returns how many are tried again."""
    set_aside = Article.objects.in_the_open().filter(stage=Article.Stage.FAILED, outlet=outlet_id, error_kind=kind)
    return _retry(actor, set_aside, now)


def retry_behind_wall(actor: User, *, site: str, wall: str, now: datetime) -> int:
    """A site's articles that were set aside for what stands in front of them."""
    set_aside = Article.objects.behind_walls().filter(stage=Article.Stage.FAILED, site=site, wall=wall)
    return _retry(actor, set_aside, now)


def retry_revisions(actor: User, *, stage: str, now: datetime) -> int:
    """The articles with a revision that failed at a stage."""
    failed = Revision.objects.filter(stage=Revision.Stage.FAILED, failed_stage=stage)
    return _retry(actor, Article.objects.filter(pk__in=failed.values("article")), now)


@transaction.atomic
def _retry(actor: User, articles: QuerySet[Article], now: datetime) -> int:
    demand(actor, "claims.submit_article")
    chosen = list(articles.order_by("pk")[:MOST_AT_ONCE])
    for article in chosen:
        retry_article(actor, article, now=now)
    return len(chosen)
