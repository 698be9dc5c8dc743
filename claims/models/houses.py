"""Relations as rows -> who belonged to whom on a day."""

from collections.abc import Callable
from datetime import date
from functools import cache

from claims.corroborate import Houses
from claims.link import lies_within
from claims.models.entities import EntityRelation


def houses_by_day() -> Callable[[date], Houses]:
    """The relations are asked for once for all days; as tuples, since they are for every claim that is settled."""
    columns = ("subject", "relation", "object", "since", "until")
    known = list(EntityRelation.objects.order_by("pk").values_list(*columns))

    @cache
    def houses_on(day: date) -> Houses:
        return Houses(
            (subject, relation, other)
            for subject, relation, other, since, until in known
            if lies_within(day, since, until)
        )

    return houses_on
