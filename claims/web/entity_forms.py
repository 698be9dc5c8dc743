"""What the pages that change entities ask for. Labels and hints stand in the templates."""

from typing import Any

from django import forms

from claims.models import Alias, Entity
from claims.queries.claims import LANGUAGES
from claims.queries.entities import AliasInUse
from claims.web.forms import ANY, FilterForm


class EntityForm(forms.Form):
    kind = forms.ChoiceField(choices=Entity.Kind)
    name = forms.CharField(max_length=200)
    description = forms.CharField(required=False, max_length=300)
    aliases = forms.CharField(required=False, max_length=4_000)
    reason = forms.CharField(required=False, max_length=2_000)

    def clean_aliases(self) -> list[str]:
        return str(self.cleaned_data["aliases"]).splitlines()


class AliasForm(forms.Form):
    text = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=Alias._meta.get_field("kind").choices)  # type: ignore[arg-type]
    lang = forms.ChoiceField(required=False, choices=[*ANY, *LANGUAGES])
    valid_from = forms.DateField(required=False)
    valid_to = forms.DateField(required=False)
    reason = forms.CharField(required=False, max_length=2_000)


class MergeForm(forms.Form):
    is_sure = forms.BooleanField(required=False)
    reason = forms.CharField(max_length=2_000)


class SplitForm(forms.Form):
    aliases = forms.MultipleChoiceField()
    kind = forms.ChoiceField(choices=Entity.Kind)
    name = forms.CharField(max_length=200)
    description = forms.CharField(required=False, max_length=300)
    reason = forms.CharField(max_length=2_000)

    def __init__(self, *args: Any, aliases: tuple[AliasInUse, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aliases"].choices = [(str(each.alias.pk), each.alias.text) for each in aliases]  # type: ignore[attr-defined]


class ChoiceOfEntityForm(FilterForm):
    """`text`: the name that is to be an alias; `q`: what is looked for; `into`: what was chosen."""

    text = forms.CharField(required=False, max_length=200)
    q = forms.CharField(required=False, max_length=200)
    into = forms.IntegerField(required=False, min_value=1)
