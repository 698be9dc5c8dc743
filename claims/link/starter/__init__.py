"""The entities that a new installation knows: tables that people write by hand, in this folder."""

from claims.link.starter.consistency import find_faults
from claims.link.starter.entries import StarterAlias, StarterEntity, StarterRelation
from claims.link.starter.reading import StarterError, read_starter_entities

__all__ = [
    "StarterAlias",
    "StarterEntity",
    "StarterError",
    "StarterRelation",
    "find_faults",
    "read_starter_entities",
]
