"""What became of statements from one revision to the next, as the screens show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from claims.corroborate import Fate
from claims.extract.attribution import Confidence
from claims.models import Claim, Link, Revision, Statement, StatementFate
from claims.queries.moments import known_by
from claims.queries.said import speaker_name


@dataclass(frozen=True)
class Edit:
    fate: StatementFate
    speaker: str  # of the words before, "" where nobody was named

    @property
    def lang(self) -> str:
        return self.fate.statement.revision.lang

    @property
    def lang_after(self) -> str:
        return self.fate.revision.lang


@dataclass(frozen=True)
class Edits:
    """A revision against the one before: `lost` is worded otherwise or gone, `moved` stands elsewhere."""

    since: Revision
    lost: tuple[Edit, ...]
    moved: tuple[Edit, ...]
    unread: tuple[Edit, ...]
    standing: int  # kept or moved
    compared: int


def edits_of(revision: Revision) -> Edits | None:
    """None for a first revision, and where the one before said nothing that could be lost."""
    edits = _edits(_shown().filter(revision=revision).order_by("statement__position"))
    if not edits:
        return None
    kept = [edit for edit in edits if edit.fate.fate == Fate.KEPT]
    moved = tuple(edit for edit in edits if edit.fate.fate == Fate.MOVED)
    return Edits(
        since=edits[0].fate.statement.revision,
        lost=tuple(edit for edit in edits if edit.fate.is_edit),
        moved=moved,
        unread=tuple(edit for edit in edits if edit.fate.fate == Fate.UNREAD),
        standing=len(kept) + len(moved),
        compared=len(edits),
    )


def edits_between(before: Revision, after: Revision) -> list[Edit]:
    """What each revision after the first of the two, up to the second, took from its own predecessor."""
    rows = _shown().filter(
        fate__in=StatementFate.EDITS,
        revision__article=after.article_id,
        revision__number__gt=before.number,
        revision__number__lte=after.number,
    )
    return _edits(rows.order_by("revision__number", "statement__position"))


def edits_about(claim: Claim, before: datetime | None = None) -> list[Edit]:
    """Edits to the statements that counted for the claim, oldest first; with a moment, those made before it."""
    rows = _with_words().filter(
        known_by("at", before),
        fate__in=StatementFate.EDITS,
        statement__links__claim=claim,
        statement__links__state__in=Link.COUNTED,
    )
    return _edits(rows.order_by("at", "pk"))


def edits_by_row(ids: Iterable[int]) -> dict[int, Edit]:
    rows = _with_words().filter(pk__in=list(ids))
    return {fate.pk: Edit(fate, speaker_name(fate.statement)) for fate in rows}


def fates_of(statements: Iterable[Statement]) -> dict[int, StatementFate]:
    """What became of each statement in the next revision that was compared with its own."""
    rows = _with_words().filter(statement__in=list(statements)).order_by("-revision__number")
    return {fate.statement_id: fate for fate in rows}


def _shown() -> QuerySet[StatementFate]:
    """Not of statements that a person rejected, nor of those that no reader is shown unasked."""
    rows = _with_words().filter(statement__state__in=Statement.IN_FORCE)
    return rows.exclude(statement__confidence=Confidence.LOW, statement__state=Statement.State.FOUND)


def _edits(rows: Iterable[StatementFate]) -> list[Edit]:
    return [Edit(fate, speaker_name(fate.statement)) for fate in rows]


def _with_words() -> QuerySet[StatementFate]:
    long = ("revision__text", "statement__revision__text")
    return StatementFate.objects.select_related(
        "revision", "statement__speaker", "statement__revision__article__outlet", "successor__revision"
    ).defer(*long, "successor__revision__text")
