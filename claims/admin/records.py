# mypy: disable-error-code="type-arg"
"""What is found and decided in the workbench, to be looked for here; each row leads to its page there."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy

from claims.admin.registry import ReadOnlyAdmin
from claims.admin.worded import LanguageFilter, WordsFilter
from claims.models import Article, Claim, Decision, Statement
from claims.web import labels


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    workbench = "articles"
    fields = ["title", "outlet", "canonical_url", "lang", "published_at"]
    list_display = ["title", "outlet", "lang", "published_at"]
    list_filter = [("lang", LanguageFilter)]
    list_select_related = ["outlet"]
    search_fields = ["title", "canonical_url"]
    ordering = ["-first_seen_at"]


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    workbench = "review"
    vocabularies = {
        "kind": "statement kind",
        "confidence": "confidence",
        "modality": "modality",
        "polarity": "polarity",
    }
    fields = ["speaker_name", "content_text", "kind", "confidence", "modality", "polarity"]
    list_display = ["speaker_name", "content_text", "kind", "confidence"]
    list_filter = [(name, WordsFilter) for name in vocabularies]
    search_fields = ["speaker_name", "content_text"]
    ordering = ["-pk"]  # by revision it would be sorted by what is known of all articles


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    workbench = "claims"
    vocabularies = {"standing": "standing", "type": "claim type"}
    fields = ["headline", "type", "standing", "independent", "due_on"]
    list_display = ["headline", "type", "standing", "independent", "due_on"]
    list_filter = [("standing", WordsFilter), ("type", WordsFilter)]
    search_fields = ["headline"]


# Where the workbench shows the rows that decisions are about.
PAGES = ("article", "claim", "entity", "feed", "outlet", "statement")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """All that people changed, of whatever kind."""

    fields = ["at", "actor", "done", "about", "before", "after", "reason"]
    list_display = ["at", "actor", "done", "about", "reason"]
    list_filter = ["actor"]
    list_select_related = ["actor"]
    search_fields = ["action", "reason"]
    date_hierarchy = "at"

    def history(self, _row: Any) -> str:
        return ""

    @admin.display(description=pgettext_lazy("field", "what was done"), ordering="action")
    def done(self, decision: Decision) -> str:
        undone = decision.action.removeprefix("undo ")
        words = labels.label(undone, "decision")
        return words if undone == decision.action else gettext("undone: %(action)s") % {"action": words}

    @admin.display(description=pgettext_lazy("field", "about what"))
    def about(self, decision: Decision) -> str:
        """Several rows at once have no number, and rows that are gone none to lead to."""
        model = apps.all_models["claims"].get(decision.object_type)
        kind = labels.label(str(model._meta.verbose_name) if model else decision.object_type, "row")
        name = f"{kind} {decision.object_id}" if decision.object_id else "–"
        if decision.object_type not in PAGES:
            return name
        return format_html('<a href="{}">{}</a>', reverse(decision.object_type, args=[decision.object_id]), name)
