"""What a curator types or selects -> where it stands in the text, and who is meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from claims import extract
from claims.curation.decisions import CurationError, refuse_unknown
from claims.extract.attribution import Channel, Relation, SourceKind
from claims.models import Alias, Entity, Statement
from claims.pipeline.marking import Mark, MarkedHop, mark_of
from claims.text import Span, fold

LONGEST_NAME = 300


@dataclass(frozen=True)
class GivenMark:
    """The words as they stand in the text, parts of them joined by "…"; `near` is where the content begins.

    None leaves a thing as it is; `speaker` is a known entity's name, or a name or role that nothing known has.
    """

    content: str
    source: str
    cue: str
    near: int | None = None
    source_kind: str | None = None
    speaker: str | None = None
    hops: Sequence[MarkedHop] | None = None


def read_mark(statement: Statement, given: GivenMark) -> Mark:
    mark = mark_of(statement)
    begins = mark.content[0].start
    if given.near not in (None, begins):
        content = locate(statement, "content", given.content, given.near or 0)
    else:
        content = place(statement, "content", given.content, begins, mark.content)
    if not content:
        raise CurationError("content", gettext("Give the words that are said. If none are, reject the statement."))
    near = content[0].start
    source = place(statement, "source", given.source, near, mark.source)
    mark = replace(mark, content=content, source=source, cue=place(statement, "cue", given.cue, near, mark.cue))
    if given.hops is not None:
        mark = replace(mark, hops=read_hops(given.hops))
    return choose_speaker(mark, statement, given)


def place(statement: Statement, field: str, written: str, near: int, before: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same words again are at the same place, however often they stand in the text."""
    text = statement.revision.text
    as_before = f" {extract.LEFT_OUT} ".join(span.of(text) for span in before)
    return before if written.split() == as_before.split() else locate(statement, field, written, near)


def locate(statement: Statement, field: str, written: str, near: int) -> tuple[Span, ...]:
    try:
        found = extract.find_words(statement.revision.text, written, near)
    except LookupError as missing:
        message = gettext("“%(words)s” stands nowhere in the article. Give the words exactly as they stand there.")
        raise CurationError(field, message % {"words": str(missing)[:80]}) from missing
    if extract.overlapping(found):
        raise CurationError(field, gettext("The parts overlap. Give each word once."))
    return found


def split_mark(statement: Statement, first: str, second: str) -> list[Mark]:
    mark = mark_of(statement)
    parts = []
    for field, written in (("first", first), ("second", second)):
        found = locate(statement, field, written, mark.content[0].start)
        if not found:
            raise CurationError(field, gettext("Give the words of both statements."))
        parts.append(replace(mark, content=found))
    if extract.overlapping([*parts[0].content, *parts[1].content]):
        raise CurationError("second", gettext("The two share words. Give each word to one of them."))
    return parts


def choose_speaker(mark: Mark, statement: Statement, given: GivenMark) -> Mark:
    known = statement.speaker.name if statement.speaker else statement.speaker_name
    kind = given.source_kind or mark.source_kind
    refuse_unknown("source_kind", kind, "source kind", list(SourceKind))
    name = known if given.speaker is None else " ".join(given.speaker.split())[:LONGEST_NAME]
    if name == known and kind == mark.source_kind:
        return mark
    entity = find_entity(name)
    return replace(
        mark,
        source_kind=SourceKind.NAMED.value if entity else kind,
        speaker_name=entity.name if entity else name,
        speaker_is_chosen=True,
        speaker=entity,
    )


def find_entity(name: str) -> Entity | None:
    """The one that is called so; several have to be told apart by their full names."""
    if not name:
        return None
    exact = Entity.objects.filter(merged_into=None, name__iexact=name)
    called = Alias.objects.filter(folded=fold(name), entity__merged_into=None).values("entity")
    found = list(exact[:2]) or list(Entity.objects.filter(pk__in=called)[:2])
    if len(found) > 1:
        raise CurationError(
            "speaker",
            gettext("Several are called “%(name)s”. Give the full name of the one that is meant.") % {"name": name},
        )
    return found[0] if found else None


def read_hops(given: Sequence[MarkedHop]) -> list[MarkedHop]:
    hops = [replace(hop, agent=" ".join(hop.agent.split())[:LONGEST_NAME]) for hop in given if hop.agent.strip()]
    for hop in hops:
        refuse_unknown("hops", hop.relation, "way of a hop", list(Relation))
        if hop.channel:
            refuse_unknown("hops", hop.channel, "way of a hop", list(filter(None, Channel)))
    return hops
