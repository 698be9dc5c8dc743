"""What is known about the pages of a site: the rules that count for one, and which paragraphs its articles share."""

from collections.abc import Collection

from django.db.models import Count

from claims import extract, ingest
from claims.ingest.http import SiteHeaders
from claims.models import Article, SiteParagraph, SiteRules

# Articles that are remembered for one paragraph: that it stands in more of them says nothing new.
ENOUGH = 25


def rules_for(url: str) -> ingest.SiteRules:
    """The newest rules of the address's own host, or of the next site above it that has any."""
    rows = SiteRules.objects.filter(site__in=ingest.sites_above(url)).order_by("version")
    newest = {row.site: row for row in rows}
    standing = [row for row in newest.values() if not row.is_empty]
    return as_rules(max(standing, key=lambda row: len(row.site))) if standing else ingest.NO_RULES


def as_rules(row: SiteRules) -> ingest.SiteRules:
    headers = tuple((name, value) for name, value in row.headers)
    return ingest.SiteRules(tuple(row.remove), row.keep, SiteHeaders(row.site, headers))


def count_others(article: Article, paragraphs: Collection[str]) -> dict[str, int]:
    """In how many other articles of the site each of the paragraphs stands, up to ENOUGH."""
    rows = SiteParagraph.objects.filter(site=article.site, fingerprint__in=paragraphs).exclude(article=article.pk)
    if not article.site:
        return {}
    return dict(rows.values_list("fingerprint").annotate(articles=Count("pk")))


def keep_paragraphs(article: Article, paragraphs: Collection[str]) -> None:
    """Remember that the article has these, and no others any more."""
    if not article.site:
        return
    known = set(article.paragraphs.values_list("fingerprint", flat=True))
    article.paragraphs.filter(fingerprint__in=known.difference(paragraphs)).delete()
    new = set(paragraphs) - known
    elsewhere = count_others(article, new)
    SiteParagraph.objects.bulk_create(
        (
            SiteParagraph(site=article.site, fingerprint=fingerprint, article=article)
            for fingerprint in sorted(new)
            if elsewhere.get(fingerprint, 0) < ENOUGH
        ),
        ignore_conflicts=True,
    )


def says_something(paragraph: str, *, lang: str) -> bool:
    """Whether somebody who can be told speaks in it."""
    found = extract.extract(paragraph, lang or None).attributions
    return any(attribution.speaker.kind != extract.SourceKind.NONE for attribution in found)
