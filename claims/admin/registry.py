# mypy: disable-error-code="type-arg"
"""What the registries have in common: the one door, a preview beneath the form, what is read only."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy

from claims import curation
from claims.admin.worded import WordedAdmin


class RegistryForm(forms.ModelForm):
    reason = forms.CharField(
        required=False, max_length=2_000, label=gettext_lazy("Why (optional)"), widget=forms.TextInput
    )


class ShownAdmin(WordedAdmin):
    """A list and a page of each row. `workbench`: the name of the page of all such rows in the workbench.

    `preview_template` is shown beneath the form, with what `preview` gives.
    """

    list_per_page = 50
    workbench = ""
    preview_template = ""
    change_form_template = "admin/registry_form.html"
    change_list_template = "admin/registry_list.html"

    def preview(self, _row: Any) -> dict[str, Any]:
        return {}

    def history(self, row: Any) -> str:
        """Which of all decisions were about the row, or about what it belongs to; "" where none can be."""
        about = curation.owner_of(row)
        return urlencode({"object_type": about._meta.model_name, "object_id": about.pk})

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        row = context.get("original")
        if row is not None:
            shown = {"preview_template": self.preview_template, "history": self.history(row)}
            context |= shown | self.preview(row)
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        given = {"workbench": self.workbench, **(extra_context or {})}
        return answering(request, lambda: super(ShownAdmin, self).changelist_view(request, given))


class ReadOnlyAdmin(ShownAdmin):
    """What is changed in the workbench alone; each page here leads to the one there."""

    actions = None

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _row: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _row: Model | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [self.in_words(name) for name in super().get_fields(request, obj)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without this the words of a vocabulary would be looked for among the fields of a form."""
        return self.get_fields(request, obj) if self.fields else super().get_readonly_fields(request, obj)


class RegistryAdmin(ShownAdmin):
    """A registry that people edit here: each change goes through curation, which may refuse it."""

    form = RegistryForm

    def save_model(self, request: Any, obj: Any, form: Any, _change: Any) -> None:
        curation.save_row(request.user, obj, reason=form.cleaned_data["reason"], now=timezone.now())

    def save_formset(self, request: Any, form: Any, formset: Any, change: Any) -> None:  # noqa: ARG002 (Django's)
        rows = formset.save(commit=False)
        reason, now = form.cleaned_data["reason"], timezone.now()
        for row in formset.deleted_objects:
            curation.delete_row(request.user, row, reason=reason, now=now)
        for row in rows:
            curation.save_row(request.user, row, reason=reason, now=now)

    def delete_model(self, request: Any, obj: Any) -> None:
        curation.delete_row(request.user, obj, now=timezone.now())

    def delete_queryset(self, request: Any, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return answering(request, lambda: super(RegistryAdmin, self).changeform_view(request, *args, **kwargs))

    def delete_view(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return answering(request, lambda: super(RegistryAdmin, self).delete_view(request, *args, **kwargs))


def answering(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The view's answer; or the page it came from with what curation refused, of which nothing was kept."""
    try:
        return view()
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
        return redirect(request.get_full_path())


def joined(values: Iterable[Any]) -> str:
    return ", ".join(str(value) for value in values) or "–"
