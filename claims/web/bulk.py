"""Many statements at once: choose by what they have in common, see what would change, decide."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims import curation
from claims.queries.bulk import chosen, look_at, outlets_to_choose, rules_to_choose
from claims.web.access import CURATE, Request, needs
from claims.web.forms import add_refusal
from claims.web.review_forms import BulkForm, StatementFilterForm


@require_http_methods(["GET", "HEAD", "POST"])
@needs(CURATE)
def bulk(request: Request) -> HttpResponse:
    """The filter stands in the address, so what is decided is what was looked at."""
    filter_form = StatementFilterForm(request.GET)
    wanted = filter_form.wanted()
    choice = look_at(wanted) if wanted.narrows else None
    form = BulkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        rows = list(chosen(wanted)[: curation.MOST_AT_ONCE + 1]) if choice else []
        if choice and choice.total != given["expected"]:
            form.add_error(None, gettext("The choice is another one by now: look at it again before you decide."))
        else:
            try:
                decision = curation.decide_statements(
                    request.user,
                    rows,
                    answer=given["answer"],
                    chosen_by=wanted.described(),
                    reason=given["reason"],
                    now=timezone.now(),
                )
            except curation.CurationError as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, str(decision.pk), extra_tags="review-answered")
                return redirect("review")
    shown = {
        "filter": filter_form,
        "wanted": wanted,
        "choice": choice,
        "form": form,
        "most": curation.MOST_AT_ONCE,
        "outlets": outlets_to_choose(),
        "rules": rules_to_choose(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "review/bulk.html", shown, status=status)
