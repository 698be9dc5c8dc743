"""An article, how far the work on it is, and its revisions with what was found in them."""

from datetime import datetime
from typing import Any

from ninja import Field, Schema

from claims.api.addresses import absolute, api_address
from claims.api.shapes.said import ClaimPart, Named, Statement, TextSpan, claim_part, named_outlet, spans, statement
from claims.models import Article, Block, Revision
from claims.queries.articles import ArticleLine, Reading, ReadStatement
from claims.queries.progress import Progress


class ArticleSummary(Schema):
    id: int
    url: str = Field(description="its address in this API")
    page: str = Field(description="its page for people")
    address: str = Field(description="where it was published; “urn:sha256:…” for pasted text")
    title: str
    author: str
    lang: str
    outlet: Named | None
    published_at: datetime | None
    first_seen_at: datetime
    state: str = Field(description="“working”, “failed”, “dismissed” (by a person) or “done”")
    wall: str = Field(description="what stood in the way of its page: “paywall”, “consent wall”")
    duplicate_of: int | None = Field(description="the article that has the same text, and the statements")
    revisions: int
    newest_revision: int | None
    statements: int
    speakers: int


class ProgressShape(Schema):
    step: str = Field(description="what is being done or has failed; “” where all is done")
    is_working: bool
    has_failed: bool
    attempts: int
    next_attempt_at: datetime | None
    last_error: str


class ArticleShape(ArticleSummary):
    progress: ProgressShape


class RevisionSummary(Schema):
    url: str
    number: int
    title: str
    lang: str
    length: int
    fetched_at: datetime
    previous_fetched_at: datetime | None = Field(description="the change was made after this")
    last_seen_at: datetime | None
    change_kind: str
    change_why: str
    superseded_at: datetime | None = Field(description="null: the article says this now")
    state: str


class BlockShape(Schema):
    """A paragraph: a span of the text, or what stands beside it (a caption, a comment) in words of its own."""

    role: str
    start: int | None
    end: int | None
    words: str
    author: str


class FoundStatement(Statement):
    spans: list[TextSpan]
    claims: list[ClaimPart]


class RevisionShape(RevisionSummary):
    text: str
    blocks: list[BlockShape]
    statements: list[FoundStatement] = Field(description="in the order of the text, the doubtful ones too")


class Submitted(Schema):
    """The same for the same key, however far the work on the article is."""

    id: int
    url: str = Field(description="ask there how far the work is")
    page: str


def article_summary(line: ArticleLine) -> ArticleSummary:
    return ArticleSummary(**_summary(line))


def whole_article(line: ArticleLine, progress: Progress) -> ArticleShape:
    return ArticleShape(
        **_summary(line),
        progress=ProgressShape(
            step=progress.current,
            is_working=progress.is_working,
            has_failed=progress.has_failed,
            attempts=progress.attempts,
            next_attempt_at=progress.next_attempt_at,
            last_error=progress.last_error,
        ),
    )


def revision_summary(revision: Revision) -> RevisionSummary:
    return RevisionSummary(**_revision(revision))


def whole_revision(reading: Reading, revision: Revision) -> RevisionShape:
    blocks = (*reading.blocks, *reading.comments, *reading.dropped)
    return RevisionShape(
        **_revision(revision),
        text=revision.text,
        blocks=[_block(block, revision.text) for block in blocks],
        statements=[_found(each) for each in reading.statements],
    )


def submitted(article: Article) -> Submitted:
    return Submitted(
        id=article.pk,
        url=api_address("article", article.pk),
        page=absolute(article.get_absolute_url()),
    )


def _summary(line: ArticleLine) -> dict[str, Any]:
    article = line.article
    return {
        "id": article.pk,
        "url": api_address("article", article.pk),
        "page": absolute(article.get_absolute_url()),
        "address": article.canonical_url,
        "title": article.title,
        "author": article.author,
        "lang": article.lang,
        "outlet": named_outlet(article.outlet),
        "published_at": article.published_at,
        "first_seen_at": article.first_seen_at,
        "state": _state(line),
        "wall": article.wall,
        "duplicate_of": article.duplicate_of_id,
        "revisions": line.revisions,
        "newest_revision": line.revision.number if line.revision else None,
        "statements": line.statements,
        "speakers": line.speakers,
    }


def _state(line: ArticleLine) -> str:
    if line.has_failed:
        return "failed"
    if line.was_dismissed:
        return "dismissed"
    return "working" if line.is_working else "done"


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "url": api_address("revision", revision.article_id, revision.number),
        "number": revision.number,
        "title": revision.title,
        "lang": revision.lang,
        "length": revision.length,
        "fetched_at": revision.fetched_at,
        "previous_fetched_at": revision.previous_fetched_at,
        "last_seen_at": revision.last_seen_at,
        "change_kind": revision.change_kind,
        "change_why": revision.change_why,
        "superseded_at": revision.superseded_at,
        "state": revision.stage,
    }


def _block(block: Block, text: str) -> BlockShape:
    words = block.aside if block.start is None else text[block.start : block.end]
    return BlockShape(role=block.role, start=block.start, end=block.end, words=words, author=block.author)


def _found(each: ReadStatement) -> FoundStatement:
    return FoundStatement(
        **dict(statement(each.said)), spans=spans(each.spans), claims=[claim_part(link) for link in each.links]
    )
