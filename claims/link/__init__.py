"""Names in a text -> the entities that are known by them.

A `Gazetteer` holds every known name with the days on which it is one; `find_mentions` finds them in a text, the
longest at each place, and gives each an entity, or none where several fit equally well; `resolve_speaker` says who a
statement's source is, `resolve_house` whose. Each answer carries its why, and nothing here makes an entity.
"""

from claims.link.gazetteer import AliasKind, Gazetteer, KnownName, lies_within, name_key, strip_genitive
from claims.link.mentions import LinkedMention, find_mentions
from claims.link.speakers import LinkedSpeaker, resolve_house, resolve_speaker
from claims.link.unlinked import find_unlinked, outside_mentions, unlinked_key

__all__ = [
    "AliasKind",
    "Gazetteer",
    "KnownName",
    "LinkedMention",
    "LinkedSpeaker",
    "find_mentions",
    "find_unlinked",
    "lies_within",
    "name_key",
    "outside_mentions",
    "resolve_house",
    "resolve_speaker",
    "strip_genitive",
    "unlinked_key",
]
