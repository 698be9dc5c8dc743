"""One statement as the screens show it: who, in which role, about whom, in which words, over which chain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from claims.extract.attribution import Kind, Modality, SourceKind
from claims.models import Entity, EntityRelation, Hop, Outlet, Statement, StatementQuerySet


@dataclass(frozen=True)
class ChainStep:
    """One station between the speaker and the reader; `note` says by which way the words came there."""

    name: str
    note: str = ""
    inferred: bool = False
    why: str = ""


@dataclass(frozen=True)
class Said:
    statement: Statement
    speaker: str  # "" where nobody is named
    role: str  # "Norvik, CEO": on the day it was said; else "Norvik", where the article says whose the speaker is
    about: tuple[Entity, ...]
    chain: tuple[ChainStep, ...]

    @property
    def is_anonymous(self) -> bool:
        return self.statement.source_kind == SourceKind.ANONYMOUS

    @property
    def lang(self) -> str:
        return self.statement.revision.lang

    @property
    def outlet(self) -> Outlet | None:
        return self.statement.revision.article.outlet

    @property
    def has_hops(self) -> bool:
        """It came through somebody besides the speaker and the outlet itself."""
        return bool(self.statement.hops.all())

    @property
    def are_own_words(self) -> bool:
        """Only these are set in quotation marks; everything else is the reporter's wording."""
        return self.statement.kind == Kind.DIRECT

    @property
    def underline(self) -> str:
        return underline(self.statement.kind, self.statement.modality)


def underline(kind: str, modality: str) -> str:
    """The four lines that the reading page draws under statements; the legend explains them."""
    if modality == Modality.HEARSAY or kind == Kind.FREE_INDIRECT:
        return "wavy"
    if kind in (Kind.DIRECT, Kind.MIXED):
        return "solid"
    return "dashed" if kind == Kind.DOCUMENT else "dotted"


def statements_to_show() -> StatementQuerySet:
    """Statements with all that `said` reads, without the articles' texts."""
    employers = EntityRelation.objects.filter(relation=EntityRelation.Relation.WORKS_FOR)
    return (
        Statement.objects.select_related("speaker", "house", "revision__article__outlet")
        .prefetch_related(
            "about",
            Prefetch("hops", Hop.objects.select_related("outlet").order_by("position")),
            Prefetch("speaker__relations", employers.select_related("object").order_by("pk")),
        )
        .defer("revision__text", "revision__article__provenance")
    )


def said(statement: Statement) -> Said:
    return Said(
        statement=statement,
        speaker=speaker_name(statement),
        role=_role(statement),
        about=tuple(statement.about.all()),
        chain=chain(statement),
    )


def all_said(statements: Iterable[Statement]) -> list[Said]:
    return [said(statement) for statement in statements]


def latest_said(entity: Entity, number: int) -> list[Said]:
    """What the entity said or is said of it, by what articles say now; newest first."""
    current = statements_to_show().in_force().filter(revision__superseded_at=None)
    found = current.filter(Q(speaker=entity) | Q(about=entity)).distinct()
    return all_said(found.order_by("-revision__fetched_at", "-pk")[:number])


def speaker_name(statement: Statement) -> str:
    if statement.speaker is not None:
        return statement.speaker.name
    return statement.speaker_name or statement.source_text


def _role(statement: Statement) -> str:
    article = statement.revision.article
    day = timezone.localdate(article.published_at or article.first_seen_at)
    jobs: Sequence[EntityRelation] = list(statement.speaker.relations.all()) if statement.speaker is not None else []
    known = "; ".join(", ".join(filter(None, (job.object.name, job.role))) for job in jobs if job.holds_on(day))
    told = statement.house.name if statement.house else statement.house_name
    return known or ("" if told == speaker_name(statement) else told)


def chain(statement: Statement) -> tuple[ChainStep, ...]:
    """From the speaker to the article's own outlet; without the outlet twice where the last hop already names it."""
    steps = [ChainStep(speaker_name(statement), why=statement.speaker_why, inferred=statement.speaker_inferred)]
    for hop in statement.hops.all():
        name = hop.outlet.name if hop.outlet is not None else hop.agent
        note = hop.channel or ("" if hop.relation == "said to" else hop.relation)
        steps.append(ChainStep(name, note=note, inferred=hop.inferred, why=hop.why))
    outlet = statement.revision.article.outlet
    if outlet is not None and steps[-1].name != outlet.name:
        steps.append(ChainStep(outlet.name))
    return tuple(step for step in steps if step.name)
