"""What people conclude: the form of a verdict, the second person's answer, the due list and its dates."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from claims import curation
from claims.models import Claim, Proposal
from claims.queries.due import due_list as read_due_list
from claims.queries.lines import claim_lines
from claims.queries.said import all_said
from claims.queries.verdicts import statements_to_choose, verdicts_of
from claims.web.access import CURATE, Request, needs, page_before
from claims.web.forms import add_refusal
from claims.web.verdict_forms import (
    AnswerForm,
    DueDateForm,
    DueFilterForm,
    ResolutionForm,
    document_forms,
    named_documents,
)


@require_safe
def due_list(request: Request) -> HttpResponse:
    form = DueFilterForm(request.GET)
    view = read_due_list(timezone.localdate(), **form.read(), number=form.page_number)
    return render(request, "claims/due.html", {"view": view, "page": view.page, "wanted": form.read()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(CURATE)
def resolve_claim(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Claim, pk=pk)
    statements = statements_to_choose(found)
    sent = request.POST if request.method == "POST" else None
    initial = {"value": request.GET.get("value", ""), "as_of": timezone.localdate()}
    form = ResolutionForm(sent, initial=initial, statements=statements)
    documents = document_forms(sent)
    if sent is not None and all([form.is_valid(), *(each.is_valid() for each in documents)]):
        given = form.given(named_documents(documents))
        try:
            verdict = curation.resolve_claim(request.user, found, given, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            _tell(request, "proposed" if isinstance(verdict, Proposal) else "resolved")
            return redirect(page_before(request, found.get_absolute_url()))
    shown = {"statements": all_said(statements), "documents": documents}
    return form_page(request, "claims/resolve.html", found, form, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(CURATE)
def answer_proposal(request: Request, pk: int) -> HttpResponse:
    """The second person's page: what is proposed, on which evidence, and whether that will do."""
    found = get_object_or_404(Claim, pk=pk)
    verdicts = verdicts_of(found)
    if verdicts.waiting is None:
        _tell(request, "nothing-proposed")
        return redirect(found)
    proposal = verdicts.waiting
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        confirms, reason = form.cleaned_data["answer"] == "confirm", form.cleaned_data["reason"]
        answer: Callable[..., object] = curation.confirm_proposal if confirms else curation.decline_proposal
        try:
            answer(request.user, proposal, reason=reason, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            _tell(request, "confirmed" if confirms else "declined")
            return redirect(page_before(request, found.get_absolute_url()))
    return form_page(request, "claims/answer.html", found, form, {"proposal": proposal})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(CURATE)
def set_due_date(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Claim, pk=pk)
    now_set = {"due_on": found.due_on, "criterion": found.criterion}
    form = DueDateForm(request.POST if request.method == "POST" else None, initial=now_set)
    if form.is_bound and form.is_valid():
        try:
            curation.set_due_date(request.user, found, **form.cleaned_data, now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            _tell(request, "due-date-set")
            return redirect(page_before(request, found.get_absolute_url()))
    return form_page(request, "claims/due_date.html", found, form, {})


def _tell(request: Request, done: str) -> None:
    messages.success(request, done, extra_tags=done)


def form_page(request: Request, template: str, claim: Claim, form: forms.Form, shown: dict[str, Any]) -> HttpResponse:
    (line,) = claim_lines([claim])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"line": line, "claim": claim, "form": form, "next": page_before(request, ""), **shown}
    return render(request, template, shown, status=status)
