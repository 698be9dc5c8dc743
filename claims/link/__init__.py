"""Names in a text -> the entities that are known by them.

A `Gazetteer` holds every known name; `find_mentions` finds them in a text, the longest at each place, and gives each
an entity, or none where several fit equally well; `resolve_speaker` says who a statement's source is. Each answer
carries its why, and nothing here makes an entity.
"""

from claims.link.gazetteer import Gazetteer, KnownName
from claims.link.mentions import LinkedMention, find_mentions
from claims.link.speakers import LinkedSpeaker, resolve_speaker

__all__ = ["Gazetteer", "KnownName", "LinkedMention", "LinkedSpeaker", "find_mentions", "resolve_speaker"]
