"""Who belongs to whom, and in whose interest somebody speaks: of the own house, a rival, a supplier, a customer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# The two ways to read a relation that makes an interest: what its object is to its subject, and the other way round.
INTEREST = {
    "competitor of": ("rival", "rival"),
    "supplier of": ("customer", "supplier"),
    "customer of": ("supplier", "customer"),
}


class TieKind(StrEnum):
    """What whom somebody speaks of is to the speaker's house."""

    OWN_HOUSE = "own house"
    RIVAL = "rival"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"


@dataclass(frozen=True)
class Tie:
    kind: TieKind
    house: int  # the speaker's
    other: int  # the house that is spoken of


class Houses:
    """Made of relations as (subject, relation, object): the company behind a person, a product or a subsidiary."""

    def __init__(self, relations: Iterable[tuple[int, str, int]]) -> None:
        self._above: dict[int, int] = {}
        self._interest: dict[int, dict[int, TieKind]] = defaultdict(dict)
        for subject_id, relation, object_id in relations:
            if relation in INTEREST:
                its_object, its_subject = INTEREST[relation]
                self._interest[subject_id].setdefault(object_id, TieKind(its_object))
                self._interest[object_id].setdefault(subject_id, TieKind(its_subject))
            else:
                self._above.setdefault(subject_id, object_id)

    def of(self, entity_id: int) -> int:
        seen = {entity_id}
        while (above := self._above.get(entity_id)) and above not in seen:
            seen.add(above)
            entity_id = above
        return entity_id

    def ties(self, speaker_id: int, about_ids: Iterable[int]) -> tuple[Tie, ...]:
        """One for each house that is spoken of and is something to the speaker's, the own one first."""
        own = self.of(speaker_id)
        kinds = {own: TieKind.OWN_HOUSE, **self._interest.get(own, {})}
        others = dict.fromkeys(self.of(entity_id) for entity_id in about_ids)
        found = [Tie(kinds[other], own, other) for other in others if other in kinds]
        return tuple(sorted(found, key=lambda tie: tie.kind != TieKind.OWN_HOUSE))

    def is_interested(self, speaker_id: int, about_ids: Iterable[int]) -> bool:
        return bool(self.ties(speaker_id, about_ids))
