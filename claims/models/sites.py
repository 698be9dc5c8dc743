"""What is known about the pages of one site: the rules that people set, and the paragraphs that its articles hold."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from claims.models.publishing import Article


class SiteRules(models.Model):
    """One version of a site's rules. Append-only: the newest counts, and an empty one takes the rules back.

    The values of most headers are secrets; `queries.sites` says who may see them.
    """

    site = models.CharField(pgettext_lazy("field", "site"), max_length=253)  # a registered domain, or a host below one
    version = models.PositiveIntegerField(pgettext_lazy("field", "version"))
    remove = models.JSONField(pgettext_lazy("field", "taken out"), default=list)  # CSS selectors
    keep = models.CharField(pgettext_lazy("field", "kept"), max_length=300, blank=True)
    headers = models.JSONField(default=list)  # pairs of name and value
    reason = models.TextField(pgettext_lazy("field", "reason"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="site_rules",
        verbose_name=pgettext_lazy("field", "person"),
    )
    at = models.DateTimeField(pgettext_lazy("field", "time"))

    class Meta:
        ordering = ["site", "-version"]
        verbose_name = pgettext_lazy("row", "site rules")
        verbose_name_plural = pgettext_lazy("rows", "site rules")
        constraints = [
            models.UniqueConstraint(fields=["site", "version"], name="one_version_of_site_rules_per_number"),
            models.CheckConstraint(condition=Q(version__gte=1), name="versions_of_site_rules_start_at_1"),
        ]

    def __str__(self) -> str:
        return f"{self.site}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("site", args=[self.site])

    @property
    def is_empty(self) -> bool:
        return not (self.remove or self.keep or self.headers)


class SiteParagraph(models.Model):
    """That a paragraph, by its fingerprint, stands in an article: in three of a site it is boilerplate there."""

    site = models.CharField(max_length=253)
    fingerprint = models.CharField(max_length=32)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="paragraphs")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "fingerprint", "article"], name="one_fingerprint_per_article")
        ]

    def __str__(self) -> str:
        return f"{self.fingerprint} at {self.site}"
