"""Who, among the known entities, a statement's source is."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.link.gazetteer import Gazetteer
from claims.link.mentions import LinkedMention
from claims.text import Span


@dataclass(frozen=True)
class LinkedSpeaker:
    entity_id: int | None
    why: str


def resolve_speaker(
    name: str, source: Sequence[Span], mentions: Sequence[LinkedMention], gazetteer: Gazetteer
) -> LinkedSpeaker:
    """The entity that the resolved name is a name of; else the one whose name ends the source as written.

    "Nvidia CEO Jensen Huang" ends with the person; a role such as "der NVIDIA-Chef" only names the company, so a
    mention that is followed by more words of the source decides nothing.
    """
    known = {candidate.entity_id: candidate for candidate in gazetteer.lookup_name(name)}
    if len(known) == 1:
        candidate = next(iter(known.values()))
        return LinkedSpeaker(candidate.entity_id, f"“{name}” is a known name of {candidate.entity_name}")
    if len(known) > 1:
        return LinkedSpeaker(None, f"“{name}” is a name of several known entities")
    for span in source:
        last = [mention for mention in mentions if mention.entity_id and span.covers(mention.span)]
        if last and last[-1].span.end == span.end:
            return LinkedSpeaker(last[-1].entity_id, f"the source ends with a known name: {last[-1].why}")
    return LinkedSpeaker(None, f"“{name}” is not a known name" if name else "nobody is named")
