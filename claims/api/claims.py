"""Claims: their list, one of them, what is due, and a verdict as ClaimReview."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic.json_schema import SkipJsonSchema

from claims.api import problems
from claims.api.access import Caller, Request
from claims.api.answers import in_another_form, reads
from claims.api.filters import ClaimQuery, DueQuery, Number, PageQuery, read_claim_filter
from claims.api.paging import Page, page_of
from claims.api.shapes.claims import ClaimShape, ClaimSummary, DueClaim, claim_summary, due_claim, whole_claim
from claims.models import Claim
from claims.queries.claim_review import claim_review
from claims.queries.claims import filtered, lasting_order
from claims.queries.due import DUE_ORDER, due_claims, due_lines
from claims.queries.lines import claim_lines
from claims.queries.one_claim import ClaimView, claim_view
from claims.queries.slices import Order
from claims.queries.verdicts import verdicts_of

router = Router(tags=["claims"])
LD_JSON = "application/ld+json"


def summaries(claims: Sequence[Claim]) -> list[ClaimSummary]:
    return [claim_summary(line) for line in claim_lines(claims)]


def summary_of(number: int) -> ClaimSummary:
    (summary,) = summaries([_found(number)])
    return summary


def asked_for(request: HttpRequest, caller: Caller) -> tuple[QuerySet[Claim], Order]:
    """The claims that the address asks for, and the order in which a next page goes on."""
    wanted = read_claim_filter(request)
    return filtered(wanted, user_id=caller.user.pk), lasting_order(wanted)


@router.get("", response=reads(Page[ClaimSummary], HTTPStatus.NOT_FOUND), url_name="claims", operation_id="claims")
def list_claims(request: Request, wanted: Query[ClaimQuery], page: Query[PageQuery]) -> Page[ClaimSummary]:
    """With the parameters of the list's page: the same address, the same claims, in the same order.

    But for “relevance”, which is of the moment and nothing that one can go on in: “latest” stands in for it.
    """
    return page_of(request, *asked_for(request, request.auth), page, summaries)


@router.get("/due", response=reads(Page[DueClaim], HTTPStatus.NOT_FOUND), url_name="due", operation_id="due_claims")
def list_due(request: Request, wanted: Query[DueQuery], page: Query[PageQuery]) -> Page[DueClaim]:
    """Claims with a due date that nobody has settled, the most overdue first."""
    today = timezone.localdate()

    def to_items(claims: Sequence[Claim]) -> list[DueClaim]:
        return [due_claim(line) for line in due_lines(claims, today)]

    return page_of(request, due_claims(today, **wanted.given()), DUE_ORDER, page, to_items)


@router.get("/{number}", response=reads(ClaimShape, HTTPStatus.NOT_FOUND), url_name="claim", operation_id="claim")
def one_claim(request: Request, number: Path[Number], as_of: date | SkipJsonSchema[None] = None) -> ClaimShape:
    """With its numbers, statements, origins, timeline and verdicts; as of a past day, what was known at its end."""
    view = _view(request, number, as_of)
    return whole_claim(view, verdicts_of(view.claim, as_of))


@router.get(
    "/{number}/claim-review",
    response=reads(None, HTTPStatus.NOT_FOUND),
    url_name="claim-review",
    operation_id="claim_review",
    openapi_extra=in_another_form(LD_JSON),
)
def review_of_claim(request: Request, number: Path[Number]) -> HttpResponse:
    """The newest verdict as ClaimReview of schema.org; 404 while no person has set one."""
    review = claim_review(_view(request, number, None), settings.PUBLIC_URL)
    if review is None:
        raise problems.not_found("Nobody has set a verdict on this claim.")
    return JsonResponse(review, content_type=LD_JSON)


def _found(number: int) -> Claim:
    found = Claim.objects.filter(pk=number).first()
    if found is None:
        raise problems.not_found(f"There is no claim {number}.")
    return found


def _view(request: Request, number: int, as_of: date | None) -> ClaimView:
    found = _found(number)
    today, opened_on = timezone.localdate(), timezone.localdate(found.opened_at)
    if as_of and not opened_on <= as_of <= today:
        raise problems.not_found(
            f"Of this claim something is known from {opened_on.isoformat()} to {today.isoformat()}."
        )
    return claim_view(found, user_id=request.auth.user.pk, today=today, as_of=as_of)
