"""The page of one statement: where it stands, what people decided about it, and a flag for those who doubt it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import curation
from claims.models import Statement
from claims.queries.statement_history import statement_history
from claims.web.access import SUBMIT, Request, needs
from claims.web.forms import add_refusal
from claims.web.review_forms import FlagForm


@require_safe
def statement(request: Request, pk: int) -> HttpResponse:
    return _render(request, pk, FlagForm())


@require_POST
@needs(SUBMIT)
def flag_statement(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Statement, pk=pk)
    form = FlagForm(request.POST)
    if form.is_valid():
        try:
            curation.flag_statement(request.user, found, note=form.cleaned_data["note"], now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "flagged", extra_tags="statement-flagged")
            return redirect("statement", pk)
    return _render(request, pk, form)


def _render(request: Request, pk: int, form: FlagForm) -> HttpResponse:
    try:
        view = statement_history(pk)
    except Statement.DoesNotExist as missing:
        raise Http404(f"statement {pk}") from missing
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    shown = {"view": view, "form": form, "undoable": curation.UNDOABLE}
    return render(request, "statements/statement.html", shown, status=status)
