# mypy: disable-error-code="type-arg"
# (Django's admin classes are generic for the type checker only.)
"""Stored values in words, in Django's lists, filters and forms."""

import copy
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext

from claims.web import labels

# The browser's own field for a day needs no script.
DAY = {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}


class NamedAutocomplete(AutocompleteSelect):
    """What it shows while nothing is chosen is its only name to a screen reader; Django leaves that empty."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> Any:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-placeholder": gettext("Look for a name")}


class WordedMixin(admin.options.BaseModelAdmin):
    """`vocabularies`: by the name of a field, the one that its values are of (web/labels.py)."""

    vocabularies: ClassVar[dict[str, str]] = {}
    formfield_overrides = {models.DateField: DAY}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = NamedAutocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.vocabularies:
            empty = [] if db_field.has_default() else [("", "")]
            kwargs["choices"] = [*empty, *labels.choices(self.vocabularies[db_field.name])]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class WordedAdmin(WordedMixin, admin.ModelAdmin):
    def __init__(self, model: Any, *args: Any) -> None:
        super().__init__(model, *args)
        self.columns = {name: column(model, name, vocabulary) for name, vocabulary in self.vocabularies.items()}

    def in_words(self, name: Any) -> Any:
        """The column of a field that has a vocabulary; any other name stays what it is."""
        return self.columns.get(name, name)

    def get_list_display(self, request: HttpRequest) -> Any:
        return [self.in_words(name) for name in super().get_list_display(request)]


def column(model: type[models.Model], name: str, vocabulary: str) -> Callable[[Any], str]:
    field: Any = model._meta.get_field(name)

    @admin.display(description=field.verbose_name, ordering=name)
    def in_words(row: Any) -> str:
        return labels.label(getattr(row, name), vocabulary)

    return in_words


class WordsFilter(admin.ChoicesFieldListFilter):
    """The filter of a field that has a vocabulary."""

    def __init__(self, field: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(field, *args, **kwargs)
        model_admin = args[3]
        self.field = copy.copy(field)
        self.field.choices = labels.choices(model_admin.vocabularies[field.name])


class LanguageFilter(admin.AllValuesFieldListFilter):
    """Where no language is said, the link would be empty."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or gettext("no language")}


class LabelledFormSet(forms.BaseInlineFormSet):
    """The box that deletes a row has no label of its own in Django's table."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = form.fields["DELETE"].label


class WordedInline(WordedMixin, admin.TabularInline):
    """A table whose fields are named one by one: what heads a column is no label to a screen reader."""

    formset = LabelledFormSet
    extra = 0

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            widget: Any = getattr(field.widget, "widget", field.widget)  # Django wraps those that lead to other rows
            widget.attrs["aria-label"] = capfirst(str(db_field.verbose_name))
        return field
