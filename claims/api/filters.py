"""What the lists can be asked for, read off the filters that the queries have: a new field there is one here."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from types import NoneType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import create_model

from claims.api.problems import FieldProblem, not_valid
from claims.extract.attribution import Confidence, Kind, Modality, Polarity
from claims.models import Entity
from claims.queries.articles import ArticleFilter
from claims.queries.claims import CHOICES, SORTS, ClaimFilter, ClaimFilterForm
from claims.queries.due import DueState
from claims.queries.feeds import FeedState
from claims.queries.statements import StatementFilter

# No text in a database has a NUL.
Words = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
PAGE_SIZE, LARGEST_PAGE = 25, 100


class Filter(Schema):
    """As in the address of a list's page: an empty value narrows nothing."""

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.model_dump().items() if value != ""}


def filter_like(filter_class: type[Any], choices: Mapping[str, Sequence[str]]) -> type[Filter]:
    hints = get_type_hints(filter_class)
    described: dict[str, Any] = {
        each.name: (
            _kind(hints[each.name], choices.get(each.name, ())),
            [] if isinstance(each.default, tuple) else each.default or "",
        )
        for each in fields(filter_class)
    }
    return create_model(filter_class.__name__, __base__=Filter, **described)


def _kind(hint: Any, choices: Sequence[str]) -> Any:
    """What may be given for a field: what it holds, several where it holds several, or nothing at all."""
    if get_origin(hint) is tuple:
        return list[Literal[(*choices,)]]  # type: ignore[valid-type]
    if choices:
        return Literal[("", *choices)]
    if hint is str:
        return Words
    held = [Number if each is int else each for each in get_args(hint) or (hint,) if each is not NoneType]
    return Union[(*held, Literal[""])]


CLAIM_CHOICES = {name: [value for value, _ in pairs] for name, pairs in CHOICES.items()} | {"sort": SORTS}
LANGUAGES = CLAIM_CHOICES["lang"]
STATEMENT_CHOICES = {
    "kind": [each.value for each in Kind],
    "modality": [each.value for each in Modality],
    "polarity": [each.value for each in Polarity],
    "confidence": [each.value for each in Confidence],
    "lang": LANGUAGES,
}


class ClaimQuery(filter_like(ClaimFilter, CLAIM_CHOICES)):  # type: ignore[misc]
    """Describes the parameters; `read_claim_filter` reads them, as the list's page does."""


def read_claim_filter(request: HttpRequest) -> ClaimFilter:
    """What it cannot read it refuses: an address never means less."""
    asked = request.GET.copy()
    for name in PageQuery.model_fields:
        asked.pop(name, None)
    form = ClaimFilterForm(asked)
    wanted = form.wanted()
    if wanted is None:
        raise not_valid(
            [
                FieldProblem(field="query" if name == NON_FIELD_ERRORS else f"query.{name}", message=str(message))
                for name, messages in form.errors.items()
                for message in messages
            ]
        )
    return wanted


class StatementQuery(filter_like(StatementFilter, STATEMENT_CHOICES)):  # type: ignore[misc]
    def wanted(self) -> StatementFilter:
        return StatementFilter(**self.given())


class ArticleQuery(filter_like(ArticleFilter, {"lang": LANGUAGES, "state": ["working", "failed", "dismissed"]})):  # type: ignore[misc]
    def wanted(self) -> ArticleFilter:
        return ArticleFilter(**self.given())


class EntityQuery(Filter):
    q: Words = ""
    kind: Literal[("", *Entity.Kind.values)] = ""  # type: ignore[valid-type]


class FeedQuery(Filter):
    state: Literal[("", *(state.value for state in FeedState))] = ""  # type: ignore[valid-type]


class DueQuery(Filter):
    state: Literal[("", *(state.value for state in DueState))] = ""  # type: ignore[valid-type]


class PageQuery(Schema):
    cursor: Annotated[str, Field(max_length=2000, description="as “next” of the page before has it")] = ""
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="how many at a time")] = PAGE_SIZE
