"""Who, among the known entities, a statement's source is, and whose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.link.gazetteer import Gazetteer, name_key, strip_genitive
from claims.link.mentions import LinkedMention, between
from claims.text import Span

AND = re.compile(r" (?:und|and|&) ")


@dataclass(frozen=True)
class LinkedSpeaker:
    entity_id: int | None
    why: str


def resolve_speaker(
    name: str,
    source: Sequence[Span],
    mentions: Sequence[LinkedMention],
    gazetteer: Gazetteer,
    *,
    is_named: bool = False,
) -> LinkedSpeaker:
    """The entity that the resolved name is a name of; else the one person, or the name at the end, of the source.

    A role such as "ein Norvik-Manager" only names the company: what is followed by more words decides nothing. Whoever
    is named and unknown is not somebody else beside the name: "Lena Aurich of Norvik" is not Norvik. Of several who
    speak together it is the first, by whom their one utterance can be told again.
    """
    first = AND.split(name)[0]
    candidates = gazetteer.lookup_name(name) or gazetteer.lookup_name(first)
    known = {candidate.entity_id: candidate for candidate in candidates}
    if len(known) == 1:
        candidate = next(iter(known.values()))
        return LinkedSpeaker(candidate.entity_id, f"“{name}” is {candidate}")
    if len(known) > 1:
        return LinkedSpeaker(None, between(name, known.values()))
    within = [
        mention
        for mention in mentions
        if mention.entity_id
        and any(span.covers(mention.span) for span in source)
        and (not is_named or share_a_word(first, mention.text))
    ]
    people = {mention.entity_id: mention for mention in within if gazetteer.kind_of(mention.entity_id) == "person"}
    if len(people) == 1:
        person = next(iter(people.values()))
        return LinkedSpeaker(person.entity_id, f"the source names one known person: {person.why}")
    if within and any(within[-1].span.end == span.end for span in source):
        return LinkedSpeaker(within[-1].entity_id, f"the source ends with a known name: {within[-1].why}")
    return LinkedSpeaker(None, f"“{name}” is not a known name" if name else "nobody is named")


def resolve_house(name: str, gazetteer: Gazetteer) -> int | None:
    """The one entity that the name is a name of; a German compound is looked for by its first part too."""
    for each in dict.fromkeys((name, name.split("-", 1)[0])):
        known = {candidate.entity_id for candidate in gazetteer.lookup_name(each)}
        if known:
            return known.pop() if len(known) == 1 else None
    return None


def share_a_word(one: str, other: str) -> bool:
    words, others = ({strip_genitive(word) for word in name_key(name)} for name in (one, other))
    return not words.isdisjoint(others)
