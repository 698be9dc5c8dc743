"""Two revisions of an article to hold against each other, and what was said in the one and no longer in the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.models import Article, Revision
from claims.queries.articles import NoSuchRevisionError
from claims.queries.edits import Edit, edits_between


@dataclass(frozen=True)
class RevisionPair:
    revisions: tuple[Revision, ...]  # all of the article, newest first; the two have their texts
    before: Revision
    after: Revision
    edits: tuple[Edit, ...]

    @property
    def is_retitled(self) -> bool:
        return self.before.title != self.after.title


def revision_pair(article: Article, *, before: int | None = None, after: int | None = None) -> RevisionPair:
    """The two asked for, the earlier one first; the newest and the one before it where nothing is asked for."""
    revisions = tuple(article.revisions.defer("text").order_by("-number"))
    first, last = _chosen([revision.number for revision in revisions], before, after)
    texts = {revision.number: revision for revision in article.revisions.filter(number__in=(first, last))}
    pair = texts[first], texts[last]
    return RevisionPair(revisions, *pair, edits=tuple(edits_between(*pair)))


def _chosen(numbers: Sequence[int], before: int | None, after: int | None) -> tuple[int, int]:
    """`numbers` come newest first."""
    last = after if after is not None else next(iter(numbers), 0)
    first = before if before is not None else next((number for number in numbers if number < last), 0)
    if unknown := {first, last} - set(numbers):
        raise NoSuchRevisionError(min(unknown))
    return min(first, last), max(first, last)
