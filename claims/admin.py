# mypy: disable-error-code="type-arg"
# (Django's admin classes are generic for the type checker only.)
"""The registries. Claims, statements and verdicts are looked at here, and changed only through curation."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from claims.curation import record
from claims.models import (
    Alias,
    Article,
    Claim,
    Decision,
    Entity,
    EntityRelation,
    Feed,
    Outlet,
    OutletDomain,
    Resolution,
    Revision,
    Statement,
)
from claims.text import fold

admin.site.site_header = admin.site.site_title = "Claim tracker"


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False


class RegistryAdmin(admin.ModelAdmin):
    """A registry that people edit: each change is recorded like one made anywhere else."""

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        action = f"{'change' if change else 'add'} {obj._meta.model_name}"
        after = {name: str(form.cleaned_data.get(name)) for name in form.changed_data}
        before = {name: str(form.initial.get(name)) for name in form.changed_data} if change else {}
        record(request.user, action, obj, now=timezone.now(), before=before, after=after)  # type: ignore[arg-type]

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        action = f"delete {obj._meta.model_name}"
        record(request.user, action, obj, now=timezone.now(), before={"was": str(obj)})  # type: ignore[arg-type]
        super().delete_model(request, obj)


class OutletDomainInline(admin.TabularInline):
    model = OutletDomain
    extra = 0


@admin.register(Outlet)
class OutletAdmin(RegistryAdmin):
    list_display = ["name", "kind", "lang", "owner_group"]
    list_filter = ["kind", "lang"]
    search_fields = ["name", "domains__domain"]
    inlines = [OutletDomainInline]


class AliasInline(admin.TabularInline):
    model = Alias
    extra = 0
    exclude = ["folded"]


class RelationInline(admin.TabularInline):
    model = EntityRelation
    fk_name = "subject"
    extra = 0
    autocomplete_fields = ["object"]


@admin.register(Entity)
class EntityAdmin(RegistryAdmin):
    list_display = ["name", "kind", "description"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases__text"]
    readonly_fields = ["merged_into"]  # merging is a decision of a curator, on the entity's own page
    inlines = [AliasInline, RelationInline]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        # Texts are searched for aliases only, so an entity goes by its own name too.
        Alias.objects.get_or_create(entity=obj, text=obj.name, lang="", defaults={"folded": fold(obj.name)})

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        for row in formset.save(commit=False):
            if isinstance(row, Alias):
                row.folded = fold(row.text)
        super().save_formset(request, form, formset, change)


@admin.register(Feed)
class FeedAdmin(RegistryAdmin):
    list_display = ["title", "url", "outlet", "is_paused", "next_attempt_at", "last_success_at"]
    list_filter = ["is_paused"]
    search_fields = ["title", "url", "outlet__name"]
    autocomplete_fields = ["outlet"]
    exclude = ["etag", "last_modified", "body_sha256", "moved_to", "moved_times", "ttl_minutes", "error_kind"]
    # Another address is set on the feed's own page, which looks at what it leads to.
    readonly_fields = ["url", "added_by", "added_at", "last_success_at", "last_error", "attempts", "next_why"]

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False  # “Add a feed” on the product's own page looks at what the address leads to


admin.site.unregister(User)


@admin.register(User)
class PeopleAdmin(UserAdmin):
    """An administrator gives roles; powers beyond them are a superuser's to give."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        given = tuple(super().get_readonly_fields(request, obj))
        return given if request.user.is_superuser else (*given, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        beyond = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not beyond


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ["title", "outlet", "published_at", "stage"]
    list_filter = ["stage", "lang"]
    search_fields = ["title", "canonical_url"]


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["article", "number", "fetched_at", "change_kind", "stage"]
    list_filter = ["stage", "change_kind"]


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    list_display = ["speaker_name", "content_text", "kind", "confidence"]
    list_filter = ["kind", "confidence", "modality", "polarity"]
    search_fields = ["speaker_name", "content_text"]


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ["headline", "type", "standing", "independent", "due_on"]
    list_filter = ["standing", "type"]
    search_fields = ["headline"]


@admin.register(Resolution)
class ResolutionAdmin(ReadOnlyAdmin):
    list_display = ["claim", "value", "as_of", "by", "at"]


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor", "action", "object_type", "object_id", "reason"]
    list_filter = ["action"]
