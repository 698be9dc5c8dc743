"""What the list of claims is asked for: from an address to a checked object, and back to the same address."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.extract.attribution import Confidence, Kind, Modality
from claims.fulltext import Question, read_question
from claims.link import unlinked_key
from claims.models import Claim, Outlet, Resolution, UnlinkedName
from claims.models.ledger import Standing
from claims.queries.names import entities_named
from claims.text import STOPWORDS

SORTS = ("relevance", "latest", "opened", "independent", "articles", "standing", "due")
LANGUAGES = tuple((code, LANG_INFO[code]["name"]) for code in sorted(STOPWORDS))


def _alike(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(value)) for value in values)


# field -> (value, name) of what can be asked for; of these but the language several at once
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "standing": _alike(Standing.values),
    "resolution": _alike(Resolution.Value.values),
    "type": _alike(Claim.Type.values),
    "kind": _alike(Kind),
    "modality": _alike(Modality),
    "confidence": _alike(Confidence),
    "lang": LANGUAGES,
}


@dataclass(frozen=True)
class ClaimFilter:
    """Every field empty means every claim. Of the values in one field a claim has one, of the fields it fits all.

    Who speaks, about whom, through which outlet, of which kind, how certainly and when is asked of one and the same
    statement of the claim. `seen_` is about the day on which a claim was first seen here. The days are included.
    """

    q: str = ""
    speaker: str = ""
    about: str = ""
    outlet: int | None = None
    standing: tuple[str, ...] = ()
    resolution: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    lang: str = ""
    said_from: date | None = None
    said_to: date | None = None
    seen_from: date | None = None
    seen_to: date | None = None
    followed: bool = False
    sort: str = ""  # "" is the most relevant first where words are looked for, else what was said last

    @cached_property
    def question(self) -> Question:
        return read_question(self.q)

    @property
    def order(self) -> str:
        return self.sort or ("relevance" if self.question.wanted else "latest")

    @property
    def narrows(self) -> bool:
        return any(self.given)

    @property
    def given(self) -> tuple[tuple[str, Any], ...]:
        """(field, value) of each value that narrows the list."""
        pairs = []
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name != "sort" and value:
                pairs += [(field.name, each) for each in value] if isinstance(value, tuple) else [(field.name, value)]
        return tuple(pairs)

    def to_query(self) -> str:
        """As an address has it, in one order, so that equal filters have equal addresses."""
        pairs = [(name, "1" if value is True else value) for name, value in self.given]
        return urlencode([*pairs, *([("sort", self.sort)] if self.sort else [])])

    def without(self, name: str, value: Any) -> "ClaimFilter":
        left: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        if isinstance(left[name], tuple):
            left[name] = tuple(each for each in left[name] if each != value)
        else:
            del left[name]
        if name == "q" and self.sort == "relevance":
            del left["sort"]
        return ClaimFilter(**left)


def _many(name: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(required=False, choices=CHOICES[name])


def _day() -> forms.DateField:
    return forms.DateField(
        required=False, error_messages={"invalid": _("Give a day as year-month-day, like 2026-03-04.")}
    )


class WrittenFilterForm(forms.Form):
    """Reads a filter that was once checked, as a saved search has it: asks for no row."""

    q = forms.CharField(required=False, max_length=300)
    speaker = forms.CharField(required=False, max_length=300)
    about = forms.CharField(required=False, max_length=300)
    outlet = forms.IntegerField(required=False, min_value=1)
    standing = _many("standing")
    resolution = _many("resolution")
    type = _many("type")
    kind = _many("kind")
    modality = _many("modality")
    confidence = _many("confidence")
    lang = forms.ChoiceField(required=False, choices=[("", ""), *LANGUAGES])
    said_from = _day()
    said_to = _day()
    seen_from = _day()
    seen_to = _day()
    followed = forms.BooleanField(required=False)
    sort = forms.ChoiceField(required=False, choices=[("", ""), *((name, name) for name in SORTS)])

    BESIDE = frozenset({"page"})  # what an address may have that is no part of the filter

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.asked = data

    def clean_q(self) -> str:
        q: str = self.cleaned_data["q"]
        if q and not read_question(q).asks:
            raise ValidationError(
                _("There is no word in this to look for. Give a name, a product or words of a claim.")
            )
        return q

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for first, last in (("said_from", "said_to"), ("seen_from", "seen_to")):
            begin, end = given.get(first), given.get(last)
            if begin and end and begin > end:
                self.add_error(last, _("This period ends before it begins."))
        if given.get("sort") == "relevance" and "q" in given and not read_question(given["q"]).wanted:
            self.add_error("sort", _("There are no words to be relevant to. Give some, or choose another order."))
        for name in sorted(set(self.asked) - set(self.fields) - self.BESIDE):
            self.add_error(None, ValidationError(_("“%(name)s” is no filter of claims."), params={"name": name}))
        return given

    def wanted(self) -> ClaimFilter | None:
        """None where something cannot be read; the form's errors say what."""
        if not self.is_valid():
            return None
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in self.cleaned_data.items()
        }
        return ClaimFilter(**given)


class ClaimFilterForm(WrittenFilterForm):
    """Reads a filter from an address. What it cannot read it refuses at the field: an address never means less."""

    def clean_speaker(self) -> str:
        name: str = self.cleaned_data["speaker"]
        unknown = UnlinkedName.objects.filter(place=UnlinkedName.Place.SPEAKER, key=unlinked_key(name))
        if name and not entities_named(name).exists() and not unknown.exists():
            raise ValidationError(_("Nobody of this name has said anything here. Choose a name from the list."))
        return name

    def clean_about(self) -> str:
        name: str = self.cleaned_data["about"]
        if name and not entities_named(name).exists():
            raise ValidationError(_("Nobody and nothing of this name is known here. Choose a name from the list."))
        return name

    def clean_outlet(self) -> int | None:
        number: int | None = self.cleaned_data["outlet"]
        if number and not Outlet.objects.filter(pk=number).exists():
            raise ValidationError(_("There is no such outlet. Choose one from the list."))
        return number


def read_claim_filter(query: str) -> ClaimFilter | None:
    """Of a kept address; None where it cannot be read any more."""
    return WrittenFilterForm(QueryDict(query)).wanted()
