"""What a person marked in a text -> a statement of its own beside what the machine found there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from claims import extract
from claims.extract import Kind, Modality
from claims.extract.as_json import date_to_dict, quantity_to_dict
from claims.models import Claim, Entity, Hop, Link, Outlet, Statement, StatementSpan
from claims.pipeline.candidates import KnownClaims, change_keys
from claims.pipeline.language import join_spans, published_on
from claims.pipeline.linking import spans_of
from claims.pipeline.matching import describe, main_entities, match_statements, open_claim
from claims.pipeline.queueing import queue_statements
from claims.text import Span, fold

Role = StatementSpan.Role
WHY = "marked by a person"


@dataclass(frozen=True)
class MarkedHop:
    agent: str
    relation: str
    channel: str = ""


@dataclass(frozen=True)
class Mark:
    """What a person says is said; `speaker` counts where `speaker_is_chosen`, and may be nobody known."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    source_kind: str
    speaker_name: str
    speaker_is_chosen: bool
    speaker: Entity | None
    hops: Sequence[MarkedHop]


def mark_of(statement: Statement) -> Mark:
    """The statement as it is, to be changed."""
    source, cue, content = (tuple(spans_of(statement, role)) for role in (Role.SOURCE, Role.CUE, Role.CONTENT))
    return Mark(
        content=content,
        source=source,
        cue=cue,
        source_kind=statement.source_kind,
        speaker_name=statement.speaker_name,
        speaker_is_chosen=statement.speaker_is_chosen,
        speaker=statement.chosen_speaker if statement.speaker_is_chosen else statement.speaker,
        hops=[MarkedHop(hop.agent, hop.relation, hop.channel) for hop in statement.hops.all()],
    )


def merge_marks(first: Mark, second: Mark) -> Mark:
    """The words of both, by the source of the first, or of the second where the first names nobody."""
    named = first if first.source or first.speaker_name else second
    return replace(named, content=extract.join([*first.content, *second.content]), cue=first.cue or second.cue)


def mark_statement(like: Statement, mark: Mark, replaced: Collection[Statement]) -> Statement:
    """A statement by hand, confirmed, in the place of `replaced` and of all that they had replaced."""
    revision, text = like.revision, like.revision.text
    source, cue, content = (join_spans(text, spans) for spans in (mark.source, mark.cue, mark.content))
    new = Statement.objects.create(
        revision=revision,
        position=revision.statements.count(),
        kind=like.kind,
        source_kind=mark.source_kind,
        polarity=like.polarity,
        confidence="high",
        rule="",
        why=WHY,
        source_text=source,
        cue_text=cue,
        content_text=content,
        speaker_name=mark.speaker_name,
        speaker_why=WHY if mark.speaker_is_chosen else like.speaker_why,
        speaker_inferred=like.speaker_inferred and not mark.speaker_is_chosen,
        speaker=mark.speaker,
        speaker_link_why=WHY if mark.speaker_is_chosen else like.speaker_link_why,
        house_name="" if mark.speaker_is_chosen else like.house_name,
        house=None if mark.speaker_is_chosen else like.house,
        **values_of(like, mark),
        state=Statement.State.CONFIRMED,
        by_hand=True,
        speaker_is_chosen=mark.speaker_is_chosen,
        chosen_speaker=mark.speaker if mark.speaker_is_chosen else None,
    )
    new.replaces.set({*replaced, *Statement.objects.filter(replaced_by__in=replaced)})
    keep_parts(new, mark, like)
    keep_about(new, mark)
    new.keys = sorted(describe(new, main_entities(revision)).stored)
    new.save(update_fields=["keys"])
    return new


def values_of(like: Statement, mark: Mark) -> dict[str, Any]:
    """How sure it is, its numbers and its days: as they were, or read anew where other words are marked."""
    if mark.content == mark_of(like).content:
        return {name: getattr(like, name) for name in ("modality", "hedges", "quantities", "dates", "said", "is_past")}
    text = like.revision.text
    read = extract.read_marked(
        text,
        like.revision.lang,
        content=mark.content,
        cue=mark.cue,
        kind=Kind(like.kind),
        modality=Modality(like.modality),
        published=published_on(like.revision),
    )
    return {
        "modality": read.modality,
        "hedges": [span.of(text) for span in read.hedges],
        "quantities": [quantity_to_dict(quantity, text) for quantity in read.quantities],
        "dates": [date_to_dict(named, text) for named in read.dates],
        "said": date_to_dict(read.said, text) if read.said else like.said,
        "is_past": read.is_past,
    }


def keep_parts(statement: Statement, mark: Mark, like: Statement) -> None:
    names = tuple(name for name in spans_of(like, Role.ABOUT) if any(span.covers(name) for span in mark.content))
    parts = [(Role.SOURCE, mark.source), (Role.CUE, mark.cue), (Role.CONTENT, mark.content), (Role.ABOUT, names)]
    StatementSpan.objects.bulk_create(
        StatementSpan(statement=statement, role=role, start=span.start, end=span.end)
        for role, spans in parts
        for span in spans
    )
    outlets = {fold(outlet.name): outlet for outlet in Outlet.objects.all()} if mark.hops else {}
    known = {(hop.agent, hop.relation, hop.channel): hop for hop in like.hops.all()}
    for position, hop in enumerate(mark.hops):
        same = known.get((hop.agent, hop.relation, hop.channel))
        Hop.objects.create(
            statement=statement,
            position=position,
            relation=hop.relation,
            channel=hop.channel,
            agent=hop.agent,
            outlet=same.outlet if same else outlets.get(fold(hop.agent)),
            start=same.start if same else None,
            end=same.end if same else None,
            inferred=same.inferred if same else False,
            why=same.why if same else WHY,
        )


def keep_about(statement: Statement, mark: Mark) -> None:
    """Whom the words name, by what the revision's text was linked to."""
    mentions = statement.revision.mentions.exclude(entity=None).values_list("entity", "start", "end")
    named = {entity for entity, start, end in mentions if any(span.covers(Span(start, end)) for span in mark.content)}
    statement.about.set(named - {statement.speaker_id})


def match_marked(statement: Statement, now: datetime, *, apart_from: Collection[int] = ()) -> list[Link]:
    """Give a statement that a person stands for its claim, as the machine would give it to one that it is sure of."""
    return match_statements([statement], main_entities(statement.revision), {statement.pk: apart_from}, now)


def open_for(statement: Statement, now: datetime) -> Claim:
    """A claim of its own for what the statement says."""
    features = describe(statement, main_entities(statement.revision))
    claim, known = open_claim(statement, now), KnownClaims([features])
    known.open(claim.pk, features)
    known.store()
    return claim


def find_by_statements(claims: Collection[int]) -> None:
    """Let these claims be found by what is counted for them now."""
    for claim in Claim.objects.filter(pk__in=claims):
        change_keys(claim)


def queue_again(statement_ids: Iterable[int], now: datetime) -> None:
    """Weigh anew what is to be asked about them."""
    queue_statements(Statement.objects.filter(pk__in=list(statement_ids)), now)
