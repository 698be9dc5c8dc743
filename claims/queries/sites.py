"""Sites: the rules that count, the versions before them, what stands behind a wall, and how far re-reading is."""

from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q

from claims import ingest
from claims.models import Article, ArticleQuerySet, Decision, Revision, SiteRules
from claims.queries.paging import Page, page_of

SITES_SHOWN = 25
PAGES_OFFERED = 12


@dataclass(frozen=True)
class Wall:
    """The articles of a site that met one kind of wall when they were read last; `newest` is one of them."""

    site: str
    kind: str
    articles: int
    set_aside: int  # of them, not tried again by themselves
    newest: Article


@dataclass(frozen=True)
class SiteOverview:
    page: Page[SiteRules]  # the newest version of each site
    walls: tuple[Wall, ...]  # most articles first


@dataclass(frozen=True)
class Version:
    """Rules with their headers as whoever looks may see them."""

    rules: SiteRules
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rereading:
    """The newest one that was asked for."""

    decision: Decision
    total: int
    waiting: int

    @property
    def done(self) -> int:
        return max(0, self.total - self.waiting)


@dataclass(frozen=True)
class SiteView:
    site: str
    versions: tuple[Version, ...]  # newest first
    stored: int  # articles with a page that can be read again
    failed: int
    walls: tuple[Wall, ...]
    rereading: Rereading | None

    @property
    def newest(self) -> Version | None:
        return self.versions[0] if self.versions else None


def site_overview(*, number: int = 1) -> SiteOverview:
    newer = SiteRules.objects.filter(site=OuterRef("site"), version__gt=OuterRef("version"))
    newest = SiteRules.objects.filter(~Exists(newer)).select_related("by").order_by("site")
    return SiteOverview(page_of(newest, number), walls_of(Article.objects.all()))


def walls_of(articles: ArticleQuerySet) -> tuple[Wall, ...]:
    counted = list(
        articles.behind_walls()
        .values_list("site", "wall")
        .annotate(
            articles=Count("pk", distinct=True),
            set_aside=Count("pk", distinct=True, filter=Q(stage=Article.Stage.FAILED)),
            newest=Max("pk"),
        )
        .order_by("-articles", "site", "wall")[:SITES_SHOWN]
    )
    newest = Article.objects.in_bulk([row[-1] for row in counted])
    return tuple(
        Wall(site, kind, articles=number, set_aside=set_aside, newest=newest[pk])
        for site, kind, number, set_aside, pk in counted
    )


def site_view(site: str, *, shows_secrets: bool) -> SiteView:
    articles = Article.objects.of_site(site)
    stages = dict(articles.order_by().values_list("stage").annotate(articles=Count("pk")))
    rows = SiteRules.objects.filter(site=site).select_related("by").order_by("-version")
    return SiteView(
        site=site,
        versions=tuple(_version(row, shows_secrets=shows_secrets) for row in rows),
        stored=stages.get(Article.Stage.KEPT, 0) + stages.get(Article.Stage.REREAD, 0),
        failed=stages.get(Article.Stage.FAILED, 0),
        walls=walls_of(articles),
        rereading=rereading(site),
    )


def _version(row: SiteRules, *, shows_secrets: bool) -> Version:
    headers = [(name, value) for name, value in row.headers]
    return Version(row, tuple(headers if shows_secrets else ingest.masked(headers)))


def rereading(site: str) -> Rereading | None:
    versions = SiteRules.objects.filter(site=site).values("pk")
    asked = Decision.objects.filter(action="reread site", object_type="siterules", object_id__in=versions)
    decision = asked.select_related("actor").first()
    if decision is None:
        return None
    waiting = Article.objects.of_site(site).filter(stage=Article.Stage.REREAD).count()
    return Rereading(decision, decision.after["stored"], waiting)


def pages_to_try(site: str) -> list[Article]:
    """The newest articles whose page is there for rules to be tried on; pasted text has nothing to select."""
    revisions = Revision.objects.filter(superseded_at=None, article__in=Article.objects.of_site(site))
    revisions = revisions.exclude(page__content_type__startswith="text/plain").order_by(
        "-article__first_seen_at", "-pk"
    )
    return [revision.article for revision in revisions.select_related("article").defer("text")[:PAGES_OFFERED]]
