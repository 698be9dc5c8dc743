"""The desk of review: one question at a time, an answer with its reason, the next one."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import push_url

from claims import curation
from claims.models import Decision, ReviewItem
from claims.queries.review import claims_to_choose, count_waiting, decided_lately, question_view, throughput
from claims.web.access import CURATE, Request, needs
from claims.web.forms import add_refusal
from claims.web.review_forms import AnswerForm, QuestionForm
from claims.web.review_page import paint_question
from claims.web.review_reasons import REASONS

PASSED_OVER, KIND = "review-passed-over", "review-question"
MOST_PASSED_OVER = 500


@require_safe
@needs(CURATE)
def desk(request: Request) -> HttpResponse:
    now = timezone.now()
    waiting = curation.waiting(request.user)
    shown = {
        "waiting": count_waiting(waiting, request.user, now),
        "numbers": throughput(request.user, now),
        "lately": decided_lately(curation.UNDOABLE),
    }
    return render(request, "review/desk.html", shown)


@require_POST
@needs(CURATE)
def next_question(request: Request) -> HttpResponse:
    """Begin, with one kind of question or with all."""
    request.session[KIND] = QuestionForm(request.POST).read().get("question", "")
    request.session[PASSED_OVER] = []
    return _go_on(request)


def _go_on(request: Request) -> HttpResponse:
    """The next question is taken for whoever asks; what was passed over comes again when nothing else is left."""
    kind, passed_over = request.session.get(KIND, ""), request.session.get(PASSED_OVER, [])
    now = timezone.now()
    item = curation.take_next(request.user, question=kind, passed_over=passed_over, now=now)
    if item is None and passed_over:
        request.session[PASSED_OVER] = []
        item = curation.take_next(request.user, question=kind, now=now)
    if item:
        return redirect("question", item.pk)
    messages.success(request, "done", extra_tags="review-done")
    return redirect("review")


@require_safe
@needs(CURATE)
def question(request: Request, pk: int) -> HttpResponse:
    item = _find(pk)
    if item is None or item.answer:
        _say_gone(request)
        return redirect("review")
    form = AnswerForm(None, view=question_view(item))
    return _render_question(request, item, form)


def _find(pk: int) -> ReviewItem | None:
    rows = ReviewItem.objects.select_related("link__claim", "held_by", "not_for", "flagged_by")
    return rows.filter(pk=pk, statement__revision__superseded_at=None).first()


def _say_gone(request: Request) -> None:
    messages.error(request, gettext("This question is no more: it was answered, or the article has a newer revision."))


def _render_question(request: Request, item: ReviewItem, form: AnswerForm) -> HttpResponse:
    view, now = form.view, timezone.now()
    q = QuestionForm(request.GET).read().get("q", "")
    shown = {
        "view": view,
        "item": item,
        "form": form,
        "blocks": paint_question(view),
        "q": q,
        "claims": claims_to_choose(view.said.statement, q),
        "is_held": item.held_by_id != request.user.pk and item.held_until and item.held_until > now,
        "left": curation.waiting(request.user).count(),
        "reasons": REASONS,
    }
    if not form.errors:
        return render(request, "review/question.html", shown)
    response = render(request, "review/question.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return push_url(response, url=False)


@require_safe
@needs(CURATE)
def find_claims(request: Request, pk: int) -> HttpResponse:
    """The claims that a statement may be moved to, by their words."""
    item = get_object_or_404(ReviewItem.objects.select_related("statement"), pk=pk)
    q = QuestionForm(request.GET).read().get("q", "")
    return render(request, "review/_claims.html", {"claims": claims_to_choose(item.statement, q), "q": q})


@require_POST
@needs(CURATE)
def answer_question(request: Request, pk: int) -> HttpResponse:
    item = _find(pk)
    if item is None:
        _say_gone(request)
        return _go_on(request)
    form = AnswerForm(request.POST, view=question_view(item))
    if form.is_valid():
        try:
            decision = curation.answer_item(request.user, item, form.given(), now=timezone.now())
        except curation.CurationError as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"{decision.pk} {form.answer}", extra_tags="review-answered")
            return _go_on(request)
    return _render_question(request, item, form)


@require_POST
@needs(CURATE)
def pass_over(request: Request, pk: int) -> HttpResponse:
    """Leave it to others, or to later."""
    item = get_object_or_404(ReviewItem, pk=pk)
    curation.release_item(request.user, item)
    request.session[PASSED_OVER] = [*request.session.get(PASSED_OVER, []), pk][-MOST_PASSED_OVER:]
    return _go_on(request)


@require_POST
@needs(CURATE)
def take_question(request: Request, pk: int) -> HttpResponse:
    """Take it in hand, or keep it there: the page asks so while it is open."""
    item = get_object_or_404(ReviewItem, pk=pk)
    taken = curation.take_item(request.user, item, now=timezone.now())
    if not request.htmx:
        return redirect("question", pk)
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    # Whoever answered before this arrived is at the next question already.
    if not taken and not ReviewItem.objects.filter(pk=pk, answered_by=request.user).exists():
        response["HX-Refresh"] = "true"
    return response


@require_POST
@needs(CURATE)
def leave_question(request: Request, pk: int) -> HttpResponse:
    """Let it go for others."""
    curation.release_item(request.user, get_object_or_404(ReviewItem, pk=pk))
    return redirect("review")


@require_POST
@needs(CURATE)
def undo_answer(request: Request, pk: int) -> HttpResponse:
    """Take back an answer; the question is on the table again."""
    decision = get_object_or_404(Decision, pk=pk, action__in=curation.UNDOABLE, part_of=None)
    try:
        item = curation.undo_answer(request.user, decision, now=timezone.now())
    except curation.CurationError as refusal:
        messages.error(request, refusal.message)
        return redirect("review")
    messages.success(request, "undone", extra_tags="review-undone")
    return redirect(reverse("question", args=[item.pk]) if item else reverse("review"))
