"""What the forms of verdicts ask for. Labels and hints stand in the templates."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from claims.corroborate import Outcome
from claims.curation import GivenVerdict, OutsideDocument
from claims.models import Statement
from claims.queries.due import DueState
from claims.web import labels
from claims.web.forms import ANY, FilterForm

MOST_DOCUMENTS = 3


class ResolutionForm(forms.Form):
    value = forms.ChoiceField(choices=[*ANY, *labels.choices("verdict")])
    as_of = forms.DateField()
    statements = forms.TypedMultipleChoiceField(required=False, coerce=int)
    reason = forms.CharField()

    def __init__(self, *args: Any, statements: Sequence[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._statements = {statement.pk: statement for statement in statements}
        self.fields["statements"].choices = [(pk, str(pk)) for pk in self._statements]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[int]:
        """The statements that are ticked, also where the form comes back."""
        return [int(pk) for pk in self["statements"].value() or () if str(pk).isdigit()]

    def given(self, documents: Sequence[OutsideDocument]) -> GivenVerdict:
        given = self.cleaned_data
        chosen = [self._statements[pk] for pk in given["statements"]]
        return GivenVerdict(given["value"], given["as_of"], given["reason"], statements=chosen, documents=documents)


class DocumentForm(forms.Form):
    title = forms.CharField(required=False, max_length=500)
    url = forms.URLField(required=False, max_length=2000, assume_scheme="https")
    dated_on = forms.DateField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("title") and (cleaned.get("url") or cleaned.get("dated_on")):
            self.add_error("title", gettext("Give the document a title, so that it can be told if its address dies."))
        return cleaned


def document_forms(data: QueryDict | None) -> list[DocumentForm]:
    """A few to fill in; those that stay empty name no document."""
    return [DocumentForm(data, prefix=f"document-{number}") for number in range(1, MOST_DOCUMENTS + 1)]


def named_documents(filled: Sequence[DocumentForm]) -> list[OutsideDocument]:
    return [OutsideDocument(**form.cleaned_data) for form in filled if form.cleaned_data["title"]]


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[("confirm", "confirm"), ("decline", "decline")])
    reason = forms.CharField(required=False)


class DueDateForm(forms.Form):
    due_on = forms.DateField(required=False)
    criterion = forms.CharField(required=False, max_length=2000)
    reason = forms.CharField()


class DueFilterForm(FilterForm):
    state = forms.ChoiceField(required=False, choices=[*ANY, *((state, state) for state in DueState)])


class RecordForm(FilterForm):
    """Which number of a record; `about`: of the claims about an entity and not of those it stood for."""

    outcome = forms.ChoiceField(required=False, choices=[(each, each) for each in Outcome])
    topic = forms.IntegerField(required=False, min_value=1)
    about = forms.BooleanField(required=False)
