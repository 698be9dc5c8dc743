"""The desk of review: what waits, one question with all that helps to answer it, and how it goes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from claims import text
from claims.fulltext import read_question
from claims.models import Block, Claim, Decision, Link, ReviewItem, Statement, StatementSpan
from claims.queries.articles import begins_at
from claims.queries.differences import Difference, differences
from claims.queries.lines import ClaimLine, claim_lines
from claims.queries.said import Said, said, statements_to_show
from claims.queries.words import containing

LATELY = 8
SIMILAR, AMONG = 3, 60
NEIGHBOURS = 8
CLAIMS_OFFERED = 6
SHORT_WORD = 3


@dataclass(frozen=True)
class Waiting:
    """How many questions of each kind a person may be asked; `held` of them others have in hand."""

    by_question: dict[str, int]
    held: int

    @property
    def total(self) -> int:
        return sum(self.by_question.values())


def count_waiting(items: QuerySet[ReviewItem], user: User, now: datetime) -> Waiting:
    counts = dict(items.order_by().values_list("question").annotate(count=Count("pk")))
    held = items.filter(held_until__gt=now).exclude(held_by=user).count()
    return Waiting({question: counts.get(question, 0) for question in ReviewItem.Question.values}, held)


@dataclass(frozen=True)
class Similar:
    """A question that was answered before, about a statement found alike."""

    item: ReviewItem
    said: Said


@dataclass(frozen=True)
class Precedents:
    """The likest few, and of all that were found by the same rule how many were accepted."""

    nearest: tuple[Similar, ...]
    answered: int
    accepted: int


@dataclass(frozen=True)
class PartInClaim:
    link: Link
    line: ClaimLine


@dataclass(frozen=True)
class QuestionView:
    """`blocks` are those with the statement's words and their neighbours; `part` is the one that is asked about."""

    item: ReviewItem
    said: Said
    spans: tuple[StatementSpan, ...]
    blocks: tuple[Block, ...]
    parts: tuple[PartInClaim, ...]
    part: PartInClaim | None
    differences: tuple[Difference, ...]
    neighbours: tuple[Said, ...]
    precedents: Precedents

    @property
    def text(self) -> str:
        return self.said.statement.revision.text


def question_view(item: ReviewItem) -> QuestionView:
    rows = statements_to_show().select_related("chosen_speaker").prefetch_related("spans")
    statement = rows.defer(None).get(pk=item.statement_id)
    asked = said(statement)
    parts = parts_of(statement)
    part = next((each for each in parts if each.link.pk == item.link_id), None)
    return QuestionView(
        item=item,
        said=asked,
        spans=tuple(span for span in statement.spans.all() if span.role != StatementSpan.Role.ABOUT),
        blocks=blocks_around(statement),
        parts=parts,
        part=part,
        differences=differences(part.line.said, asked) if part and part.line.said else (),
        neighbours=neighbours_of(statement),
        precedents=precedents_of(item, statement),
    )


def parts_of(statement: Statement) -> tuple[PartInClaim, ...]:
    links = list(statement.links.exclude(state=Link.State.REJECTED).select_related("claim").order_by("pk"))
    return tuple(map(PartInClaim, links, claim_lines([link.claim for link in links])))


def blocks_around(statement: Statement) -> tuple[Block, ...]:
    spans = [span for span in statement.spans.all() if span.role != StatementSpan.Role.ABOUT]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    blocks = list(statement.revision.blocks.exclude(start=None).order_by("position"))
    within = [at for at, block in enumerate(blocks) if (block.start or 0) < last and first < (block.end or 0)]
    return tuple(blocks[max(within[0] - 1, 0) : within[-1] + 2]) if within else ()


def neighbours_of(statement: Statement) -> tuple[Said, ...]:
    """The other statements of the text, the nearest first."""
    rows = statements_to_show().in_force().filter(revision=statement.revision_id).exclude(pk=statement.pk)
    here = begins_at(statement)
    others = sorted(rows.prefetch_related("spans"), key=lambda each: abs(begins_at(each) - here))
    return tuple(said(each) for each in others[:NEIGHBOURS])


def precedents_of(item: ReviewItem, statement: Statement) -> Precedents:
    alike = ReviewItem.objects.exclude(answer="").filter(question=item.question)
    if item.link:
        alike = alike.filter(link__machine_relation=item.link.machine_relation)
    else:
        alike = alike.filter(statement__rule=statement.rule, statement__revision__lang=statement.revision.lang)
    counted = alike.aggregate(answered=Count("pk"), accepted=Count("pk", filter=Q(answer=ReviewItem.Answer.ACCEPTED)))
    rows = list(alike.select_related("answered_by", "decision", "link").order_by("-answered_at", "-pk")[:AMONG])
    statements = {each.pk: each for each in statements_to_show().filter(pk__in=[row.statement_id for row in rows])}
    words = content_words(statement)
    ranked = sorted(rows, key=lambda row: -likeness(statements[row.statement_id], statement, words))
    nearest = tuple(Similar(row, said(statements[row.statement_id])) for row in ranked[:SIMILAR])
    return Precedents(nearest, counted["answered"], counted["accepted"])


def likeness(one: Statement, other: Statement, words: Collection[str]) -> float:
    """By cue, speaker and outlet first; the words tell apart what is equal in those."""
    theirs = content_words(one)
    shared = len(theirs.intersection(words)) / max(len(theirs.union(words)), 1)
    same_outlet = one.revision.article.outlet_id == other.revision.article.outlet_id
    same_speaker = bool(one.speaker_name) and one.speaker_name == other.speaker_name
    return shared + 2 * (one.cue_text == other.cue_text) + same_speaker + same_outlet


def content_words(statement: Statement) -> set[str]:
    return {word for word in text.words(text.fold(statement.content_text)) if len(word) > SHORT_WORD}


def claims_to_choose(statement: Statement, q: str) -> list[ClaimLine]:
    """Those with the words; without words what the article's other statements belong to."""
    claims = Claim.objects.exclude(links__statement=statement)
    if q:
        claims = containing(claims, read_question(q))
    else:
        claims = claims.filter(
            links__statement__revision=statement.revision_id, links__state__in=Link.COUNTED
        ).distinct()
    return claim_lines(claims.order_by("-last_said_at", "-pk")[:CLAIMS_OFFERED])


@dataclass(frozen=True)
class Decided:
    """A decision that can be undone, and what it was about; of a decision about many there is none."""

    decision: Decision
    item: ReviewItem | None


def decided_lately(undoable: Sequence[str]) -> tuple[Decided, ...]:
    rows = Decision.objects.filter(action__in=undoable, part_of=None, undone_by=None)
    decisions = list(rows.select_related("actor").order_by("-at", "-pk")[:LATELY])
    items = (
        ReviewItem.objects.filter(decision__in=decisions)
        .select_related("statement__revision")
        .defer("statement__revision__text")
    )
    by_decision = {item.decision_id: item for item in items}
    return tuple(Decided(each, by_decision.get(each.pk)) for each in decisions)


@dataclass(frozen=True)
class Band:
    """Of the statements of one confidence: how many were decided, and how many of those accepted as they were."""

    confidence: str
    answered: int
    accepted: int

    @property
    def share(self) -> float:
        return self.accepted / self.answered if self.answered else 0.0


@dataclass(frozen=True)
class Throughput:
    own_today: int
    own_week: int
    people: tuple[tuple[str, int, int], ...]  # name, today, this week
    bands: tuple[Band, ...]
    asked_twice: int
    agreed: int


def throughput(user: User, now: datetime) -> Throughput:
    """Days and weeks are those of the installation's zone; a week begins on Monday."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    week = today - timedelta(days=today.weekday())
    answered = ReviewItem.objects.exclude(answer="")
    since = answered.filter(answered_at__gte=week).order_by().values_list("answered_by__username")
    people = since.annotate(today=Count("pk", filter=Q(answered_at__gte=today)), week=Count("pk")).order_by(
        "-week", "answered_by__username"
    )
    own = next(((day, all_week) for name, day, all_week in people if name == user.get_username()), (0, 0))
    accepted = Count("pk", filter=Q(answer=ReviewItem.Answer.ACCEPTED))
    of_statements = answered.filter(question=ReviewItem.Question.STATEMENT, reading=1).order_by()
    bands = of_statements.values_list("statement__confidence").annotate(answered=Count("pk"), accepted=accepted)
    twice = answered.filter(reading=2).aggregate(
        asked=Count("pk"), agreed=Count("pk", filter=Q(decision__action="second look"))
    )
    return Throughput(
        own_today=own[0],
        own_week=own[1],
        people=tuple(people),
        bands=tuple(Band(*band) for band in bands.order_by("statement__confidence")),
        asked_twice=twice["asked"],
        agreed=twice["agreed"],
    )
