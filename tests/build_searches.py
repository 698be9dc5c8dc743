"""Plain builders of saved searches."""

import itertools
from typing import Any

from django.contrib.auth.models import User

from claims.models import SavedSearch
from tests.build import NOW

_count = itertools.count(1)


def make_saved_search(user: User, query: str = "q=liefern", **values: Any) -> SavedSearch:
    return SavedSearch.objects.create(
        **{"user": user, "name": f"Lieferungen {next(_count)}", "query": query, "looked_at": NOW, **values}
    )
