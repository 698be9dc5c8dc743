# mypy: disable-error-code="type-arg"
"""Whom and what the tracker knows: entities, what they go by, and how they belong together."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from claims.admin.exchange import ExchangedAdmin
from claims.admin.worded import LanguageFilter, WordedInline, WordsFilter
from claims.models import Alias, Entity, EntityRelation
from claims.queries.said import latest_said

STATEMENTS_SHOWN = 5


class AliasInline(WordedInline):
    model = Alias
    vocabularies = {"kind": "alias kind"}
    fields = ["text", "kind", "lang", "valid_from", "valid_to"]


class RelationInline(WordedInline):
    model = EntityRelation
    vocabularies = {"relation": "relation"}
    fk_name = "subject"
    fields = ["relation", "object", "role", "since", "until"]
    autocomplete_fields = ["object"]


@admin.register(Entity)
class EntityAdmin(ExchangedAdmin):
    table = "entities"
    workbench = "entities"
    preview_template = "admin/previews/entity.html"
    vocabularies = {"kind": "entity kind"}
    fields = ["kind", "name", "description", "merged_into", "reason"]
    readonly_fields = ["merged_into"]  # merging is a decision of a curator, on the entity's own page
    list_display = ["name", "kind", "description", "alias_count", "merged_into"]
    list_filter = [("kind", WordsFilter), ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["merged_into"]
    search_fields = ["name", "aliases__text"]
    inlines = [AliasInline, RelationInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entity]:
        entities: QuerySet[Entity] = super().get_queryset(request)
        return entities.annotate(alias_count=Count("aliases", distinct=True))

    @admin.display(description=pgettext_lazy("rows", "aliases"), ordering="alias_count")
    def alias_count(self, entity: Any) -> int:
        count: int = entity.alias_count
        return count

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False  # “New entity” in the workbench takes its names along, and can be undone

    def has_delete_permission(self, _request: HttpRequest, _entity: Any = None) -> bool:
        return False  # what was said hangs on it; one that is another too is merged into that

    def preview(self, entity: Entity) -> dict[str, Any]:
        return {
            "said": latest_said(entity, STATEMENTS_SHOWN),
            "inverse": entity.inverse_relations.select_related("subject").order_by("relation", "pk"),
        }


@admin.register(Alias)
class AliasAdmin(ExchangedAdmin):
    table = "aliases"
    workbench = "unlinked-names"
    vocabularies = {"kind": "alias kind"}
    fields = ["entity", "text", "kind", "lang", "valid_from", "valid_to", "reason"]
    list_display = ["text", "entity", "kind", "lang", "valid_from", "valid_to"]
    list_filter = [("kind", WordsFilter), ("lang", LanguageFilter)]
    list_select_related = ["entity"]
    search_fields = ["text", "entity__name"]
    autocomplete_fields = ["entity"]

    def get_readonly_fields(self, _request: HttpRequest, alias: Any = None) -> Any:
        return ["entity"] if alias else []  # splitting and merging move names from one to another


@admin.register(EntityRelation)
class RelationAdmin(ExchangedAdmin):
    table = "relations"
    vocabularies = {"relation": "relation"}
    fields = ["subject", "relation", "object", "role", "since", "until", "reason"]
    list_display = ["subject", "relation", "object", "role", "since", "until"]
    list_filter = [("relation", WordsFilter)]
    list_select_related = ["subject", "object"]
    search_fields = ["subject__name", "object__name", "role"]
    autocomplete_fields = ["subject", "object"]
    ordering = ["subject__name", "relation", "pk"]
