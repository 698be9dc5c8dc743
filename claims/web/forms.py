"""What the pages ask for. Labels and hints stand in the templates."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django_htmx.http import push_url

from claims.curation import CurationError, GivenRules
from claims.queries.articles import ArticleFilter
from claims.queries.claims import LANGUAGES, ClaimFilterForm
from claims.web import labels
from claims.web.access import Request

ANY = [("", "")]


class SubmitForm(forms.Form):
    url = forms.CharField(required=False, max_length=2000)
    text = forms.CharField(required=False, strip=False)
    html = forms.CharField(required=False, strip=False)
    outlet_name = forms.CharField(required=False, max_length=200)
    published_at = forms.DateTimeField(required=False)
    lang = forms.ChoiceField(required=False, choices=[*ANY, *LANGUAGES])


class FeedListForm(forms.Form):
    """A list from another reader, or the one that comes with the product."""

    file = forms.FileField(required=False)
    starter = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("file") and not cleaned.get("starter"):
            self.add_error("file", gettext("Choose the OPML file that your reader exported."))
        return cleaned


class SiteRulesForm(forms.Form):
    """`based_on`: the version that was looked at. `article`: the one whose page shows what the rules would do."""

    remove = forms.CharField(required=False, max_length=20_000)
    keep = forms.CharField(required=False, max_length=1_000)
    headers = forms.CharField(required=False, max_length=60_000)
    reason = forms.CharField(required=False, max_length=2_000)
    article = forms.ChoiceField(required=False)
    based_on = forms.IntegerField(min_value=0)

    def given(self) -> GivenRules:
        return GivenRules(**{name: self.cleaned_data[name] for name in ("remove", "keep", "headers")})


class AsOfForm(forms.Form):
    """The day as of which a claim is shown; without one it is shown as it is now."""

    as_of = forms.DateField(
        required=False, error_messages={"invalid": gettext_lazy("Give a day as year-month-day, like 2026-03-04.")}
    )

    def __init__(self, data: Any, *, opened_on: date, today: date) -> None:
        super().__init__(data)
        self.opened_on, self.today = opened_on, today

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day and day > self.today:
            raise forms.ValidationError(
                gettext("%(day)s is yet to come. Choose a day up to %(today)s.") % {"day": day, "today": self.today}
            )
        if day and day < self.opened_on:
            raise forms.ValidationError(
                gettext(
                    "Nothing was known of this claim on %(day)s: it was opened on %(opened_on)s."
                    " Choose that day or a later one."
                )
                % {"day": day, "opened_on": self.opened_on}
            )
        return day


def add_refusal(form: forms.Form, refusal: CurationError) -> None:
    """Show the refusal at the field it names, or above the form where it names none of its fields."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


class FilterForm(forms.Form):
    """A form in the address. What it cannot read is left out, so that an old or mistyped address still works."""

    page = forms.IntegerField(required=False, min_value=1)

    def read(self) -> dict[str, Any]:
        """The values that narrow the list."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "page"}

    @property
    def page_number(self) -> int:
        self.is_valid()
        return self.cleaned_data.get("page") or 1

    def answer(self, request: Request, template: str, shown: dict[str, Any]) -> HttpResponse:
        """The results alone, for htmx; the address it then shows has only what narrows the list."""
        return push_url(render(request, template, shown), f"{request.path}{self.query}")

    @property
    def query(self) -> str:
        """What narrows the list, as the end of an address; "" where nothing does."""
        given = urlencode(self.read())
        return f"?{given}" if given else ""


class SiteFilterForm(FilterForm):
    site = forms.CharField(required=False, max_length=2000)


class FeedFilterForm(FilterForm):
    state = forms.CharField(required=False, max_length=20)


class SavedSearchForm(forms.Form):
    """`query`: the filters as an address has them; what is kept has them in the order of the filter itself."""

    name = forms.CharField(required=False, max_length=100)
    query = forms.CharField(max_length=2000)

    def clean_query(self) -> str:
        wanted = ClaimFilterForm(QueryDict(self.cleaned_data["query"])).wanted()
        if wanted is None or not wanted.narrows:
            raise forms.ValidationError(
                gettext("Narrow the list of claims first: what is saved are its words and filters.")
            )
        return wanted.to_query()


class ArticleFilterForm(FilterForm):
    q = forms.CharField(required=False, max_length=300)
    outlet = forms.IntegerField(required=False, min_value=1)
    lang = forms.ChoiceField(required=False, choices=[*ANY, *LANGUAGES])
    state = forms.ChoiceField(
        required=False, choices=[(state, state) for state in ("", "working", "failed", "dismissed")]
    )

    def wanted(self) -> ArticleFilter:
        return ArticleFilter(**self.read())


class EntityFilterForm(FilterForm):
    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=[*ANY, *labels.choices("entity kind")])


class ReadingForm(FilterForm):
    """How an article is read: which revision, and with its doubtful statements or without."""

    revision = forms.IntegerField(required=False, min_value=1)
    low = forms.BooleanField(required=False)


class NoteForm(forms.Form):
    text = forms.CharField(required=False, strip=False)


class RevisionPairForm(FilterForm):
    """Which two revisions are compared."""

    before = forms.IntegerField(required=False, min_value=1)
    after = forms.IntegerField(required=False, min_value=1)
