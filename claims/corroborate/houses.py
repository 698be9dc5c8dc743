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
    """The company behind a person, a product or a subsidiary; made of the (subject, relation, object) of one day."""

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

    def line(self, entity_id: int) -> list[int]:
        """The entity and whom it belongs to, up to the house."""
        line = [entity_id]
        while (above := self._above.get(line[-1])) and above not in line:
            line.append(above)
        return line

    def of(self, entity_id: int) -> int:
        return self.line(entity_id)[-1]

    def ties(self, speaker_id: int, about_ids: Iterable[int]) -> tuple[Tie, ...]:
        """One for each house that is spoken of and is something to the speaker's, the own one first.

        The rival of a subsidiary is one to whoever belongs to that, and not to the house's other subsidiaries.
        """
        *_, own = line = self.line(speaker_id)
        interests: dict[int, TieKind] = {}
        for member in line:
            interests = {**self._interest.get(member, {}), **interests}
        found: dict[int, Tie] = {}
        for spoken_of in map(self.line, about_ids):
            kinds = [interests[member] for member in spoken_of if member in interests]
            kind = TieKind.OWN_HOUSE if spoken_of[-1] == own else next(iter(kinds), None)
            if kind:
                found.setdefault(spoken_of[-1], Tie(kind, own, spoken_of[-1]))
        return tuple(sorted(found.values(), key=lambda tie: tie.kind != TieKind.OWN_HOUSE))

    def is_interested(self, speaker_id: int, about_ids: Iterable[int]) -> bool:
        return bool(self.ties(speaker_id, about_ids))
