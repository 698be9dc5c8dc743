# mypy: disable-error-code="type-arg"
"""The rules by which the pages of a site are read."""

from typing import Any

from django.contrib import admin

from claims import ingest, pipeline
from claims.admin.registry import ReadOnlyAdmin
from claims.models import SiteRules
from claims.pipeline.sites import as_rules
from claims.queries.sites import pages_to_try


@admin.register(SiteRules)
class SiteRulesAdmin(ReadOnlyAdmin):
    """Append-only, and set where they can be tried. Their headers are secrets, and not shown here."""

    workbench = "sites"
    preview_template = "admin/previews/site_rules.html"
    fields = ["site", "version", "remove", "keep", "reason", "by", "at"]
    list_display = ["site", "version", "reason", "by", "at"]
    list_select_related = ["by"]
    search_fields = ["site", "reason"]
    date_hierarchy = "at"

    def preview(self, rules: SiteRules) -> dict[str, Any]:
        """What they take out of the newest stored page, beside reading it without any."""
        page = next(iter(pages_to_try(rules.site)), None)
        beside = pipeline.preview_rules(page, as_rules(rules), beside=ingest.NO_RULES) if page else None
        return {"rules": rules, "rules_preview": beside}
