"""The list of articles and the reading page of one revision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Prefetch, Q, QuerySet

from claims.fulltext import NOTHING, Question, read_question
from claims.ingest import is_restless
from claims.models import Article, Block, Feed, Link, Outlet, RawPage, Revision, Statement, StatementFate, StatementSpan
from claims.queries.edits import Edits, edits_of, fates_of
from claims.queries.interest import Interest, Interests
from claims.queries.lines import Passage
from claims.queries.paging import Page, page_of
from claims.queries.progress import Progress, progress
from claims.queries.said import Said, said, statements_to_show
from claims.queries.words import containing, passages_of_articles


@dataclass(frozen=True)
class ArticleFilter:
    q: str = ""
    outlet: int | None = None
    lang: str = ""
    state: str = ""  # "working", "failed", "dismissed"

    @property
    def narrows(self) -> bool:
        return bool(self.q or self.outlet or self.lang or self.state)

    @cached_property
    def question(self) -> Question:
        return read_question(self.q)


@dataclass(frozen=True)
class ArticleLine:
    """An article with the numbers of its newest revision, None while it has none."""

    article: Article
    revision: Revision | None
    revisions: int
    statements: int
    speakers: int
    passage: Passage | None = None  # where its text has what was looked for

    @property
    def was_dismissed(self) -> bool:
        return self.article.stage == Article.Stage.DISMISSED

    @property
    def has_failed(self) -> bool:
        return self.article.stage == Article.Stage.FAILED or (
            self.revision is not None and self.revision.stage == Revision.Stage.FAILED
        )

    @property
    def is_working(self) -> bool:
        done = self.revision is not None and self.revision.stage == Revision.Stage.DONE
        return not (self.has_failed or self.was_dismissed) and not (done and self.article.stage == Article.Stage.KEPT)


def article_page(wanted: ArticleFilter, *, number: int = 1) -> Page[ArticleLine]:
    page = page_of(filtered(wanted), number)
    return page.with_lines(article_lines(page.lines, wanted.question))


def filtered(wanted: ArticleFilter) -> QuerySet[Article]:
    articles = Article.objects.select_related("outlet").defer("provenance")
    if wanted.q:
        articles = containing(articles, wanted.question)
    if wanted.outlet:
        articles = articles.filter(outlet=wanted.outlet)
    if wanted.lang:
        articles = articles.filter(lang=wanted.lang)
    failed = Q(stage=Article.Stage.FAILED) | Q(pk__in=_articles_in(Revision.Stage.FAILED))
    if wanted.state == "failed":
        articles = articles.filter(failed)
    if wanted.state == "dismissed":
        articles = articles.filter(stage=Article.Stage.DISMISSED)
    if wanted.state == "working":
        underway = _articles_in(Revision.Stage.EXTRACT, Revision.Stage.LINK, Revision.Stage.MATCH)
        articles = articles.filter(Q(stage__in=[Article.Stage.READ, Article.Stage.REREAD]) | Q(pk__in=underway))
    return articles


def _articles_in(*stages: str) -> QuerySet[Revision, int]:
    return Revision.objects.filter(stage__in=stages).values_list("article_id", flat=True)


def article_lines(articles: Iterable[Article], question: Question = NOTHING) -> list[ArticleLine]:
    articles = list(articles)
    passages = passages_of_articles(articles, question) if question.wanted else {}
    newest: dict[int, Revision] = {}
    numbers: dict[int, int] = {}
    for revision in Revision.objects.filter(article__in=articles).defer("text").order_by("number"):
        newest[revision.article_id] = revision
        numbers[revision.article_id] = numbers.get(revision.article_id, 0) + 1
    counts = {
        revision: (statements, speakers)
        for revision, statements, speakers in Statement.objects.in_force()
        .filter(revision__in=newest.values())
        .order_by()
        .values_list("revision")
        .annotate(statements=Count("pk"), speakers=Count("speaker_name", distinct=True, filter=~Q(speaker_name="")))
    }
    lines = []
    for article in articles:
        kept = newest.get(article.pk)
        statements, speakers = counts.get(kept.pk, (0, 0)) if kept else (0, 0)
        passage = passages.get(article.pk)
        lines.append(ArticleLine(article, kept, numbers.get(article.pk, 0), statements, speakers, passage))
    return lines


def feed_of(article: Article) -> Feed | None:
    """The one that brought it first."""
    return Feed.objects.filter(entries__article=article).order_by("entries__pk").first()


def outlets_with_articles() -> list[Outlet]:
    return list(Outlet.objects.filter(articles__isnull=False).distinct())


@dataclass(frozen=True)
class ReadStatement:
    """A statement of the revision on screen, with its spans and the claims it has part in."""

    number: int  # in the order of the text, from 1
    said: Said
    spans: tuple[StatementSpan, ...]
    links: tuple[Link, ...]
    speaker_number: int  # of its speaker among the article's speakers, from 1; 0 where nobody is named
    fate: StatementFate | None  # in the next revision
    interest: Interest | None

    @property
    def pk(self) -> int:
        return self.said.statement.pk

    @property
    def starts_at(self) -> int:
        content = [span.start for span in self.spans if span.role == StatementSpan.Role.CONTENT]
        return min(content or [span.start for span in self.spans], default=0)


@dataclass(frozen=True)
class ArticleSpeaker:
    number: int
    name: str
    statements: int


@dataclass(frozen=True)
class Reading:
    article: Article
    progress: Progress
    revision: Revision | None
    revisions: tuple[Revision, ...]  # newest first, without their texts
    page: RawPage | None  # without its bytes
    blocks: tuple[Block, ...]  # of the text
    comments: tuple[Block, ...]
    dropped: tuple[Block, ...]
    statements: tuple[ReadStatement, ...]
    speakers: tuple[ArticleSpeaker, ...]
    hidden_low: int  # how many doubtful statements are not shown
    shown_low: int
    edits: Edits | None  # since the revision before
    duplicates: tuple[Article, ...]  # the same text at other addresses

    @property
    def is_newest(self) -> bool:
        return self.revision is not None and self.revision.number == self.progress.revision

    @property
    def previous(self) -> Revision | None:
        """The revision before the one on screen."""
        number = self.revision.number if self.revision else 0
        return next((revision for revision in self.revisions if revision.number < number), None)

    @property
    def is_restless(self) -> bool:
        """So many revisions that its page is another one at nearly every reading."""
        ours = (Revision.ChangeKind.FIRST, Revision.ChangeKind.REREAD)
        return is_restless(sum(revision.change_kind not in ours for revision in self.revisions))


class NoSuchRevisionError(Exception):
    """The article has revisions, but not this one."""


def reading(article: Article, *, number: int | None = None, with_low: bool = False) -> Reading:
    revisions = tuple(article.revisions.defer("text").order_by("-number"))
    revision = _chosen(article, revisions, number)
    found = _statements(revision) if revision else []
    low = [each for each in found if each.statement.is_doubtful]
    shown = found if with_low else [each for each in found if each not in low]
    speakers = _speakers(shown)
    blocks = list(revision.blocks.order_by("position")) if revision else []
    return Reading(
        article=article,
        progress=progress(article),
        revision=revision,
        revisions=revisions,
        page=RawPage.objects.defer("compressed").get(pk=revision.page_id) if revision else None,
        blocks=tuple(block for block in blocks if block.start is not None),
        comments=tuple(block for block in blocks if block.role == Block.Role.COMMENT),
        dropped=tuple(block for block in blocks if block.role in (Block.Role.CAPTION, Block.Role.BOILERPLATE)),
        statements=_numbered(shown, speakers),
        speakers=tuple(speakers.values()),
        hidden_low=0 if with_low else len(low),
        shown_low=len(low) if with_low else 0,
        edits=edits_of(revision) if revision else None,
        duplicates=tuple(article.duplicates.order_by("first_seen_at", "pk")),
    )


def _chosen(article: Article, revisions: Sequence[Revision], number: int | None) -> Revision | None:
    """With its text: the one asked for, else the newest."""
    if number is None and not revisions:
        return None
    wanted = number if number is not None else revisions[0].number
    if wanted not in {revision.number for revision in revisions}:
        raise NoSuchRevisionError(wanted)
    return article.revisions.get(number=wanted)


def _statements(revision: Revision) -> list[Said]:
    # Names within the content are kept for linking, and not shown.
    painted = Prefetch("spans", StatementSpan.objects.exclude(role=StatementSpan.Role.ABOUT))
    statements = statements_to_show().in_force().filter(revision=revision).prefetch_related(painted)
    # What people marked by hand was stored last; it stands where its words do.
    return [said(each) for each in sorted(statements, key=lambda each: (begins_at(each), each.position))]


def begins_at(statement: Statement) -> int:
    return min(span.start for span in statement.spans.all() if span.role == StatementSpan.Role.CONTENT)


def _speakers(shown: Sequence[Said]) -> dict[str, ArticleSpeaker]:
    """In the order in which the text first has them."""
    counts: dict[str, int] = {}
    for each in shown:
        if each.speaker:
            counts[each.speaker] = counts.get(each.speaker, 0) + 1
    return {name: ArticleSpeaker(number, name, counts[name]) for number, name in enumerate(counts, start=1)}


def _numbered(shown: Sequence[Said], speakers: dict[str, ArticleSpeaker]) -> tuple[ReadStatement, ...]:
    links: dict[int, list[Link]] = {}
    rows = Link.objects.filter(statement__in=[each.statement for each in shown]).exclude(state=Link.State.REJECTED)
    for link in rows.select_related("claim").order_by("pk"):
        links.setdefault(link.statement_id, []).append(link)
    fates = fates_of(each.statement for each in shown)
    interests = Interests()
    return tuple(
        ReadStatement(
            number=number,
            said=each,
            spans=tuple(each.statement.spans.all()),
            links=tuple(links.get(each.statement.pk, ())),
            speaker_number=speakers[each.speaker].number if each.speaker else 0,
            fate=fates.get(each.statement.pk),
            interest=interests.of(each),
        )
        for number, each in enumerate(shown, start=1)
    )
