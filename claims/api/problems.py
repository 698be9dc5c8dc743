"""What the API says when it refuses: problem+json (RFC 9457) with what happened, to which thing, and what to do."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Schema

MEDIA_TYPE = "application/problem+json"
TAKEN_TOGETHER = ("wanted", "page", "given")
NAMESPACE = "urn:claim-tracker:problem:"


class FieldProblem(Schema):
    field: str = Field(description="where it stands: “query.limit”, “body.url”")
    message: str


class ProblemShape(Schema):
    """The body of every answer with a status of 400 or more."""

    type: str = Field(description="which kind of problem, for programs")
    title: str
    status: int
    detail: str = Field(description="what happened, to which thing")
    remedy: str = Field(description="what to do")
    errors: list[FieldProblem]


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    def __init__(
        self,
        status: HTTPStatus,
        kind: str,
        detail: str,
        *,
        remedy: str,
        errors: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.shape = ProblemShape(
            type=NAMESPACE + kind,
            title=status.phrase,
            status=status,
            detail=detail,
            remedy=remedy,
            errors=list(errors),
        )
        self.headers = headers

    def response(self) -> HttpResponse:
        return HttpResponse(
            self.shape.model_dump_json(), status=self.shape.status, content_type=MEDIA_TYPE, headers=self.headers
        )


def not_signed_in(challenge: str = "Bearer") -> Problem:
    return Problem(
        HTTPStatus.UNAUTHORIZED,
        "not-signed-in",
        "The request has no token, and nobody is signed in.",
        remedy="Make a token under “API tokens” and send it as “Authorization: Bearer …”.",
        headers={"WWW-Authenticate": challenge},
    )


def unknown_token(challenge: str = "Bearer") -> Problem:
    return Problem(
        HTTPStatus.UNAUTHORIZED,
        "unknown-token",
        "The token is not known, has expired or was revoked, or its owner may not sign in any more.",
        remedy="Make a new one under “API tokens”.",
        headers={"WWW-Authenticate": challenge},
    )


def missing_scope(scope: str) -> Problem:
    return Problem(
        HTTPStatus.FORBIDDEN,
        "missing-scope",
        f"The token may not do this: it lacks the scope “{scope}”.",
        remedy="Make a token with this scope under “API tokens”.",
    )


def missing_role() -> Problem:
    return Problem(
        HTTPStatus.FORBIDDEN,
        "missing-role",
        "Your role does not allow this.",
        remedy="Ask an administrator of this tracker for the role that does.",
    )


def csrf_failed() -> Problem:
    return Problem(
        HTTPStatus.FORBIDDEN,
        "csrf-failed",
        "The request changes something, comes from a browser's session, and does not have its CSRF token.",
        remedy="Send the header X-CSRFToken, or use an API token instead of the session.",
    )


def too_many_requests(seconds: int, *, most: int) -> Problem:
    return Problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too-many-requests",
        f"More than {most} requests in a minute.",
        remedy=f"Wait {seconds} seconds, then go on. An export gives a whole list in one request.",
        headers={"Retry-After": str(seconds)},
    )


def not_found(what: str = "") -> Problem:
    return Problem(
        HTTPStatus.NOT_FOUND,
        "not-found",
        what or "There is nothing at this address.",
        remedy="Look at the list for what there is; the description of the API says which lists there are.",
    )


def method_not_allowed(allowed: str) -> Problem:
    return Problem(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "This address does not answer to this method.",
        remedy=f"It answers to {allowed}.",
        headers={"Allow": allowed},
    )


def not_readable() -> Problem:
    return Problem(
        HTTPStatus.BAD_REQUEST,
        "not-readable",
        "The body of the request cannot be read as JSON.",
        remedy="Send one JSON object in UTF-8.",
    )


def not_valid(errors: Sequence[FieldProblem]) -> Problem:
    return Problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "not-valid",
        "Something that was given cannot be taken.",
        remedy="Mend what “errors” names.",
        errors=errors,
    )


def invalid_fields(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """From what pydantic found."""
    return not_valid([FieldProblem(field=_field(error["loc"]), message=error["msg"]) for error in errors])


def _field(place: Sequence[Any]) -> str:
    """As the caller knows it: without the name under which an operation takes several together."""
    return ".".join(str(part) for part in place if part not in TAKEN_TOGETHER)


def on_problem(_request: HttpRequest, problem: Any) -> HttpResponse:
    response: HttpResponse = problem.response()
    return response
