# mypy: disable-error-code="type-arg"
"""Who may come in, and in which role."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims import curation
from claims.admin.registry import ReadOnlyAdmin, joined

admin.site.unregister([User, Group])

RECORDED = ("username", "is_active", "is_staff", "is_superuser")


@admin.register(User)
class PeopleAdmin(UserAdmin):
    """An administrator gives roles; powers beyond them are a superuser's to give."""

    list_display = ["username", "role_names", "email", "is_active", "is_staff", "last_login"]
    list_filter = ["groups", "is_active", "is_staff"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ()
    # What somebody may do comes from roles alone.
    fieldsets = [
        (None, {"fields": ["username", "password", "email"]}),
        (gettext_lazy("Roles"), {"fields": ["groups", "is_active", "is_staff", "is_superuser"]}),
        (gettext_lazy("Since when"), {"fields": ["last_login", "date_joined"]}),
    ]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs |= {"widget": forms.CheckboxSelectMultiple, "label": gettext_lazy("Roles"), "help_text": ""}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people: QuerySet[User] = super().get_queryset(request)
        return people.prefetch_related("groups")

    @admin.display(description=gettext_lazy("Roles"))
    def role_names(self, user: User) -> str:
        return joined(sorted(group.name for group in user.groups.all()))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        given = tuple(super().get_readonly_fields(request, obj))
        return given if request.user.is_superuser else (*given, "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        beyond = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not beyond

    def save_model(self, request: Any, obj: User, form: Any, change: Any) -> None:
        """What somebody may do is recorded like any other decision; roles by save_related, which sets them."""
        super().save_model(request, obj, form, change)
        changed = [name for name in RECORDED if name in form.changed_data]
        before = {name: form.initial.get(name) for name in changed} if change else {}
        curation.record_user(
            request.user, obj, before, {name: getattr(obj, name) for name in changed}, now=timezone.now()
        )

    def save_related(self, request: Any, form: Any, formsets: Any, change: Any) -> None:
        before = {"roles": roles_of(form.instance)}
        super().save_related(request, form, formsets, change)
        curation.record_user(
            request.user, form.instance, before, {"roles": roles_of(form.instance)}, now=timezone.now()
        )


def roles_of(user: User) -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin):
    """A table in claims/roles.py says what each may, and sync_roles brings it here."""

    preview_template = "admin/previews/role.html"
    fields = ["name"]
    list_display = ["name", "member_count"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Group]:
        groups: QuerySet[Group] = super().get_queryset(request)
        return groups.annotate(member_count=Count("user"))

    @admin.display(description=pgettext_lazy("field", "people"), ordering="member_count")
    def member_count(self, group: Any) -> int:
        count: int = group.member_count
        return count

    def history(self, _row: Any) -> str:
        return ""

    def preview(self, group: Group) -> dict[str, Any]:
        return {"members": group.user_set.order_by("username"), "permissions": group.permissions.order_by("pk")}
