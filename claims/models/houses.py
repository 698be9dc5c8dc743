"""Relations as rows -> who belonged to whom on a day."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from claims.corroborate import Houses
from claims.models.entities import EntityRelation


def houses_by_day(relations: Iterable[EntityRelation]) -> Callable[[date], Houses]:
    """The relations are asked for once for all days."""
    known = list(relations)

    @cache
    def houses_on(day: date) -> Houses:
        return Houses((each.subject_id, each.relation, each.object_id) for each in known if each.holds_on(day))

    return houses_on
