"""What the forms of review ask for. Labels and hints stand in the templates."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.curation import GivenAnswer, GivenMark
from claims.extract import LEFT_OUT
from claims.extract.attribution import Channel, Relation
from claims.models import Claim, Link, ReviewItem, Statement, StatementSpan
from claims.pipeline.marking import MarkedHop
from claims.queries.bulk import StatementFilter
from claims.queries.review import QuestionView
from claims.queries.said import speaker_name
from claims.web import labels
from claims.web.forms import ANY, FilterForm
from claims.web.review_reasons import SEPARATOR, YES_TO_LINK

Answer = ReviewItem.Answer
MORE_HOPS = 2


class QuestionForm(FilterForm):
    """Which kind of question, and for a claim to move to, its words."""

    question = forms.ChoiceField(required=False, choices=[*ANY, *ReviewItem.Question.choices])
    q = forms.CharField(required=False, max_length=300)


class AnswerForm(forms.Form):
    """`decide` is "answer|reason", of the button; `reason` is what was typed. The rest is what a correction needs.

    Each form of the page sends its own part of these; what it does not send is as it was.
    """

    decide = forms.CharField(max_length=200)
    reason = forms.CharField(required=False, max_length=2000)
    relation = forms.ChoiceField(required=False, choices=labels.choices("part in a claim"))
    content = forms.CharField(required=False, max_length=20_000)
    source = forms.CharField(required=False, max_length=2000)
    cue = forms.CharField(required=False, max_length=2000)
    near = forms.IntegerField(required=False, min_value=0)
    source_kind = forms.ChoiceField(required=False, choices=labels.choices("source kind"))
    speaker = forms.CharField(required=False, max_length=300)
    first = forms.CharField(required=False, max_length=20_000)
    second = forms.CharField(required=False, max_length=20_000)
    other = forms.ModelChoiceField(Statement.objects.none(), required=False)
    claim = forms.CharField(required=False, max_length=20)

    def __init__(self, data: QueryDict | None, *, view: QuestionView) -> None:
        statement = view.said.statement
        words = {role: _written(view, role) for role in StatementSpan.Role.values}
        initial = {
            "relation": view.part.link.machine_relation if view.part else Link.Relation.ASSERTS,
            "content": words["content"],
            "source": words["source"],
            "cue": words["cue"],
            "source_kind": statement.source_kind,
            "speaker": speaker_name(statement),
            "first": words["content"],
        }
        sent = None if data is None else {**initial, **data.dict()}
        super().__init__(sent, initial=initial)
        self.view = view
        others = Statement.objects.filter(pk__in=[each.statement.pk for each in view.neighbours])
        self.fields["other"].queryset = others  # type: ignore[attr-defined]
        hops = list(statement.hops.all())
        self.hops = [
            HopForm(
                data if data is not None and f"hop-{number}-agent" in data else None,
                prefix=f"hop-{number}",
                initial={"agent": hop.agent, "relation": hop.relation, "channel": hop.channel} if hop else {},
            )
            for number, hop in enumerate([*hops, *[None] * MORE_HOPS], start=1)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not all(hop.is_valid() for hop in self.hops if hop.is_bound):
            self.add_error(None, _("Choose how and by which way it came through each station."))
        if self.answer == Answer.MOVED and not cleaned.get("claim"):
            self.add_error("claim", _("Choose the claim that it belongs to, or open one."))
        return cleaned

    @property
    def answer(self) -> str:
        return str(self.cleaned_data.get("decide", "")).partition("|")[0]

    def given(self) -> GivenAnswer:
        values = self.cleaned_data
        reason = values["decide"].partition("|")[2]
        claim = values["claim"]
        return GivenAnswer(
            answer=self.answer,
            reason=SEPARATOR.join(filter(None, (reason, values["reason"].strip()))),
            relation=self._relation(reason),
            mark=self._mark() if self.answer == Answer.CORRECTED else None,
            first=values["first"],
            second=values["second"],
            other=values["other"],
            claim=Claim.objects.filter(pk=claim).first() if claim.isdigit() else None,
        )

    def _relation(self, reason: str) -> str:
        by_reason = {words: relation for relation, words in YES_TO_LINK.items()}
        return by_reason.get(reason) or self.cleaned_data["relation"] or Link.Relation.ASSERTS

    def _mark(self) -> GivenMark:
        values = self.cleaned_data
        return GivenMark(
            content=values["content"],
            source=values["source"],
            cue=values["cue"],
            near=values["near"],
            source_kind=values["source_kind"] or None,
            speaker=values["speaker"],
            hops=[hop.given() for hop in self.hops if hop.is_bound and hop.cleaned_data["agent"]],
        )


def _written(view: QuestionView, role: str) -> str:
    """The words of a part as they stand in the text."""
    parts = [view.text[span.start : span.end] for span in view.spans if span.role == role]
    return f" {LEFT_OUT} ".join(parts)


class HopForm(forms.Form):
    """One station of the chain; without a name it is none."""

    agent = forms.CharField(required=False, max_length=300)
    relation = forms.ChoiceField(required=False, choices=labels.choices("way of a hop", Relation))
    channel = forms.ChoiceField(required=False, choices=[*ANY, *labels.choices("way of a hop", filter(None, Channel))])

    def given(self) -> MarkedHop:
        values = self.cleaned_data
        return MarkedHop(values["agent"], values["relation"] or Relation.CITING, values["channel"])


class StatementFilterForm(FilterForm):
    outlet = forms.IntegerField(required=False, min_value=1)
    speaker = forms.CharField(required=False, max_length=300)
    kind = forms.ChoiceField(required=False, choices=[*ANY, *labels.choices("statement kind")])
    confidence = forms.ChoiceField(required=False, choices=[*ANY, *labels.choices("confidence")])
    rule = forms.CharField(required=False, max_length=60)
    q = forms.CharField(required=False, max_length=300)

    def wanted(self) -> StatementFilter:
        return StatementFilter(**self.read())


class BulkForm(forms.Form):
    """`expected`: how many statements the preview counted."""

    answer = forms.ChoiceField(choices=labels.choices("answer of review", ReviewItem.YES_OR_NO))
    expected = forms.IntegerField(min_value=0)
    reason = forms.CharField(required=False, max_length=2000)


class FlagForm(forms.Form):
    note = forms.CharField(required=False, max_length=1000)
