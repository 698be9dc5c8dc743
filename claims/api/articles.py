"""Articles and their revisions, their statements as Web Annotations, and handing one in."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Header, Path, Query, Router, Schema, Status
from pydantic import AwareDatetime, ConfigDict
from pydantic.json_schema import SkipJsonSchema

from claims import curation
from claims.api import problems
from claims.api.access import Request, who_may
from claims.api.answers import in_another_form, reads, refusals
from claims.api.filters import LANGUAGES, ArticleQuery, Number, PageQuery
from claims.api.paging import Page, page_of
from claims.api.shapes import annotations
from claims.api.shapes.articles import (
    ArticleShape,
    ArticleSummary,
    RevisionShape,
    RevisionSummary,
    Submitted,
    article_summary,
    revision_summary,
    submitted,
    whole_article,
    whole_revision,
)
from claims.models import Article
from claims.queries.articles import NoSuchRevisionError, Reading, article_lines, filtered, reading
from claims.queries.progress import progress

router = Router(tags=["articles"])
NEWEST_FIRST = (F("published_at").desc(nulls_last=True), "-pk")
KEY = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[!-~]+$")]


class Submission(Schema):
    """An article by its address or by its text. With both, the text is read and not the page at the address."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"anyOf": [{"required": ["url"]}, {"required": ["text"]}]}
    )

    url: Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\s\x00]+$")] = ""
    text: Annotated[str, Field(max_length=curation.MAX_PASTED, pattern=r"\S")] = ""
    outlet_name: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    published_at: Annotated[AwareDatetime | None, Field(description="with its zone")] = None
    lang: Literal[("", *LANGUAGES)] = ""  # type: ignore[valid-type]


@router.get(
    "", response=reads(Page[ArticleSummary], HTTPStatus.NOT_FOUND), url_name="articles", operation_id="articles"
)
def list_articles(request: Request, wanted: Query[ArticleQuery], page: Query[PageQuery]) -> Page[ArticleSummary]:
    """The newest first."""

    def to_items(articles: Sequence[Article]) -> list[ArticleSummary]:
        return [article_summary(line) for line in article_lines(articles)]

    return page_of(request, filtered(wanted.wanted()), NEWEST_FIRST, page, to_items)


@router.post(
    "",
    auth=who_may("submit"),
    response={HTTPStatus.ACCEPTED: Submitted, **refusals(HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT)},
    url_name="submit",
    operation_id="submit_article",
)
def submit(
    request: Request,
    given: Submission,
    idempotency_key: Annotated[
        KEY | SkipJsonSchema[None], Header(alias="Idempotency-Key", description="any text of your own; see docs/api.md")
    ] = None,
) -> Status[Submitted]:
    """Hand in an article; the work on it goes on in the background. The same address or text is the same article.

    With an Idempotency-Key the request can be sent again after a broken connection: the same key with the same body
    gets the same answer. A key that came with another body is refused with 409.
    """
    user, now, values = request.auth.user, timezone.now(), given.dict()
    try:
        if idempotency_key:
            article = curation.submit_once(user, idempotency_key, now=now, **values)
        else:
            article = curation.submit_article(user, now=now, **values)
    except curation.KeyReusedError as error:
        raise problems.Problem(
            HTTPStatus.CONFLICT,
            "key-reused",
            "The Idempotency-Key came with another body before.",
            remedy="Send another key with what is new, or the body of then with this one.",
        ) from error
    except curation.CurationError as refusal:
        field = f"body.{refusal.field}" if refusal.field else "body"
        raise problems.not_valid([problems.FieldProblem(field=field, message=refusal.message)]) from refusal
    except PermissionDenied as error:
        raise problems.missing_role() from error
    return Status(HTTPStatus.ACCEPTED, submitted(article))


@router.get("/{number}", response=reads(ArticleShape, HTTPStatus.NOT_FOUND), url_name="article", operation_id="article")
def one_article(request: Request, number: Path[Number]) -> ArticleShape:
    """With how far the work on it is."""
    found = _article(number)
    return whole_article(article_lines([found])[0], progress(found))


@router.get(
    "/{number}/revisions",
    response=reads(list[RevisionSummary], HTTPStatus.NOT_FOUND),
    url_name="revisions",
    operation_id="revisions",
)
def list_revisions(request: Request, number: Path[Number]) -> list[RevisionSummary]:
    """What the article said when, without the texts; the newest first."""
    return [revision_summary(each) for each in _article(number).revisions.defer("text").order_by("-number")]


@router.get(
    "/{number}/revisions/{revision}",
    response=reads(RevisionShape, HTTPStatus.NOT_FOUND),
    url_name="revision",
    operation_id="revision",
)
def one_revision(request: Request, number: Path[Number], revision: Path[Number]) -> RevisionShape:
    """With its text, its blocks and its statements."""
    found = _reading(number, revision)
    if found.revision is None:
        raise _no_revision()
    return whole_revision(found, found.revision)


@router.get(
    "/{number}/annotations",
    response=reads(None, HTTPStatus.NOT_FOUND),
    url_name="annotations",
    operation_id="annotations",
    openapi_extra=in_another_form(annotations.MEDIA_TYPE),
)
def annotations_of(
    request: Request, number: Path[Number], revision: Number | SkipJsonSchema[None] = None
) -> HttpResponse:
    """The statements of the newest or the given revision as Web Annotations, without the doubtful ones."""
    found = _reading(number, revision, with_low=False)
    collection = annotations.annotation_collection(found.article, found.revision, found.statements)
    return HttpResponse(json.dumps(collection, ensure_ascii=False), content_type=annotations.MEDIA_TYPE)


def _article(number: int) -> Article:
    rows: Any = Article.objects.select_related("outlet")
    found: Article | None = rows.filter(pk=number).first()
    if found is None:
        raise problems.not_found(f"There is no article {number}.")
    return found


def _reading(number: int, revision: int | None, *, with_low: bool = True) -> Reading:
    try:
        return reading(_article(number), number=revision, with_low=with_low)
    except NoSuchRevisionError as error:
        raise _no_revision() from error


def _no_revision() -> problems.Problem:
    return problems.not_found("The article has no such revision.")
