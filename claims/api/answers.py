"""What an operation may answer with, as its description says it: the thing, or one of the refusals."""

from http import HTTPStatus
from typing import Any

from claims.api.problems import ProblemShape

ALWAYS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS)


def reads(shape: Any, *also: HTTPStatus) -> dict[int, Any]:
    """Whoever sends back the ETag in If-None-Match is told with 304 that nothing changed."""
    return {HTTPStatus.OK: shape, HTTPStatus.NOT_MODIFIED: None, **refusals(*also)}


def refusals(*also: HTTPStatus) -> dict[int, Any]:
    return dict.fromkeys((*ALWAYS, *also), ProblemShape)


def in_another_form(*media_types: str) -> dict[str, Any]:
    """For what is no JSON of ours: the media types of an answer that has no shape."""
    schema = {"schema": {"type": "string"}}
    return {"responses": {HTTPStatus.OK: {"content": dict.fromkeys(media_types, schema)}}}
