"""The operations put together, and how they refuse; described at /api/v1/openapi.json, to read at /api/v1/docs."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.docs import Swagger
from ninja.openapi.schema import OpenAPISchema

from claims.api import articles, claims, exports, problems, registries, statements
from claims.api.access import who_may
from claims.api.addresses import NAMESPACE


class TrackerAPI(NinjaAPI):
    described: OpenAPISchema | None = None

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Made once: it says the same to everybody."""
        if self.described is None:
            self.described = self._describe(**options)
        return self.described

    def _describe(self, **options: Any) -> OpenAPISchema:
        """Ninja describes every body as application/json; ours of a refusal is problem+json."""
        schema = super().get_openapi_schema(**options)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    if status >= HTTPStatus.BAD_REQUEST and "application/json" in answer["content"]:
                        answer["content"] = {problems.MEDIA_TYPE: answer["content"]["application/json"]}
        return schema


api = TrackerAPI(
    title="Claim Tracker",
    version="1",
    description=(
        "Who said what about whom in tech news, through which outlet, from which origin, and what became of it."
        " Reading takes the scope “read”, handing in an article the scope “submit”."
    ),
    urls_namespace=NAMESPACE,
    # A link to an operation would stand within the button that opens it, where no keyboard finds its way.
    docs=Swagger({"persistAuthorization": False, "defaultModelsExpandDepth": 0, "deepLinking": False}),
    auth=who_may("read"),
)
api.add_router("/claims", claims.router)
api.add_router("/statements", statements.router)
api.add_router("/articles", articles.router)
api.add_router("", registries.router)
api.add_router("", exports.router)


def _on_http_error(request: HttpRequest, error: Any) -> HttpResponse:
    """What Ninja itself refuses: nobody signed in, or a body that is no JSON."""
    is_401 = error.status_code == HTTPStatus.UNAUTHORIZED
    return problems.on_problem(request, problems.not_signed_in() if is_401 else problems.not_readable())


def _on_invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.on_problem(request, problems.invalid_fields(error.errors))


def _on_missing(request: HttpRequest, _error: Any) -> HttpResponse:
    return problems.on_problem(request, problems.not_found())


api.add_exception_handler(problems.Problem, problems.on_problem)
api.add_exception_handler(HttpError, _on_http_error)
api.add_exception_handler(ValidationError, _on_invalid)
api.add_exception_handler(Http404, _on_missing)
