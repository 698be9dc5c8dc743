"""Where an article is in the flow, as its page shows it while work goes on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef

from claims.models import Article, Claim, Link, Revision

GIVEN_UP = (Article.Stage.FAILED, Article.Stage.DISMISSED)
STEPS = ("read", "extract", "link", "match", "settle")


class StepState(StrEnum):
    DONE = "done"
    CURRENT = "current"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True)
class Step:
    name: str
    state: StepState


@dataclass(frozen=True)
class Progress:
    """`next_attempt_at` matters where an attempt failed: then it says when the next one is due."""

    steps: tuple[Step, ...]
    is_working: bool
    has_failed: bool
    attempts: int
    next_attempt_at: datetime | None
    last_error: str
    revision: int  # the newest one's number, 0 while there is none

    @property
    def done_steps(self) -> int:
        return sum(step.state is StepState.DONE for step in self.steps)

    @property
    def current(self) -> str:
        return next((step.name for step in self.steps if step.state is not StepState.DONE), "")


def progress(article: Article) -> Progress:
    newest = Revision.objects.filter(article=article).defer("text").order_by("-number").first()
    number = newest.number if newest else 0
    if newest is None or article.stage != Article.Stage.KEPT:
        return _progress("read", article, number, has_failed=article.stage in GIVEN_UP)
    if newest.stage == Revision.Stage.FAILED:
        return _progress(newest.failed_stage, newest, number, has_failed=True)
    if newest.stage != Revision.Stage.DONE:
        return _progress(newest.stage, newest, number)
    unsettled = _unsettled(newest)
    return _progress("settle" if unsettled else "", unsettled or newest, number)


def _progress(current: str, row: Article | Revision | Claim, revision: int, *, has_failed: bool = False) -> Progress:
    """Every step before the current one is done; all are where there is no current one."""
    at = STEPS.index(current) if current else len(STEPS)
    states = [StepState.DONE] * at + [StepState.WAITING] * (len(STEPS) - at)
    if current:
        states[at] = StepState.FAILED if has_failed else StepState.CURRENT
    return Progress(
        steps=tuple(Step(name, state) for name, state in zip(STEPS, states, strict=True)),
        is_working=bool(current) and not has_failed,
        has_failed=has_failed,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        last_error=row.last_error,
        revision=revision,
    )


def _unsettled(revision: Revision) -> Claim | None:
    """A claim of this revision whose standing is still to be computed."""
    links = Link.objects.filter(claim=OuterRef("pk"), statement__revision=revision)
    return Claim.objects.filter(Exists(links), next_attempt_at__isnull=False).order_by("next_attempt_at").first()
