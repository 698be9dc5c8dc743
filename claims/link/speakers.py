"""Who, among the known entities, a statement's source is."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.link.gazetteer import Gazetteer
from claims.link.mentions import LinkedMention, between
from claims.text import Span


@dataclass(frozen=True)
class LinkedSpeaker:
    entity_id: int | None
    why: str


def resolve_speaker(
    name: str, source: Sequence[Span], mentions: Sequence[LinkedMention], gazetteer: Gazetteer
) -> LinkedSpeaker:
    """The entity that the resolved name is a name of; else the one person, or the name at the end, of the source.

    A role such as "ein Norvik-Manager" only names the company: what is followed by more words decides nothing.
    """
    known = {candidate.entity_id: candidate for candidate in gazetteer.lookup_name(name)}
    if len(known) == 1:
        candidate = next(iter(known.values()))
        return LinkedSpeaker(candidate.entity_id, f"“{name}” is {candidate}")
    if len(known) > 1:
        return LinkedSpeaker(None, between(name, known.values()))
    within = [mention for mention in mentions if mention.entity_id and any(s.covers(mention.span) for s in source)]
    people = {mention.entity_id: mention for mention in within if gazetteer.kind_of(mention.entity_id) == "person"}
    if len(people) == 1:
        person = next(iter(people.values()))
        return LinkedSpeaker(person.entity_id, f"the source names one known person: {person.why}")
    if within and any(within[-1].span.end == span.end for span in source):
        return LinkedSpeaker(within[-1].entity_id, f"the source ends with a known name: {within[-1].why}")
    return LinkedSpeaker(None, f"“{name}” is not a known name" if name else "nobody is named")
