"""Searches that a user keeps under a name: they change nothing for anybody else, so they are no Decisions."""

from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from claims.curation.decisions import CurationError
from claims.models import SavedSearch, Watch

MAX_SAVED = 50  # of one user: what is new in all of them is counted in one query
LONGEST_NAME = 100


def save_search(user: User, *, name: str, query: str, now: datetime) -> SavedSearch:
    """`query`: a filter of claims as `ClaimFilter.to_query` writes it."""
    if SavedSearch.objects.filter(user=user).count() >= MAX_SAVED:
        raise CurationError(
            "",
            _("You have %(most)d saved searches, which is as many as there can be. Delete one first.")
            % {"most": MAX_SAVED},
        )
    return SavedSearch.objects.create(user=user, name=_free_name(user, name), query=query, looked_at=now)


def rename_search(search: SavedSearch, *, name: str) -> None:
    search.name = _free_name(search.user, name, search)
    search.save(update_fields=["name"])


def _free_name(user: User, name: str, renamed: SavedSearch | None = None) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise CurationError("name", _("Give the search a name, so that you find it again."))
    namesake = SavedSearch.objects.filter(user=user, name=name).first()
    if namesake is not None and namesake != renamed:
        raise CurationError(
            "name", _("You have a saved search named “%(name)s” already. Choose another name.") % {"name": name}
        )
    return name


def delete_search(search: SavedSearch) -> None:
    search.delete()


def look_at_search(search: SavedSearch, *, now: datetime) -> None:
    """What is there now is new no more."""
    search.looked_at = now
    search.save(update_fields=["looked_at"])


def follow_search(search: SavedSearch, *, now: datetime) -> None:
    Watch.objects.get_or_create(user=search.user, search=search, defaults={"since": now})


def unfollow_search(search: SavedSearch) -> None:
    Watch.objects.filter(search=search).delete()
