"""Recurring names that nothing known fits, for a curator to say what they are."""

from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from claims.extract.people import given_gender
from claims.models import Decision, DismissedName, Entity, Statement, UnlinkedName
from claims.queries.entities import relinking
from claims.queries.said import Said, all_said, statements_to_show

IN_ARTICLES, OF_OUTLETS = 3, 2  # what recurs less often is not worth a question
SHOWN = 50
EXAMPLES = 3
DISMISSED_SHOWN = 20


@dataclass(frozen=True)
class Suggestion:
    """`speaks`: somebody of this name says something; else the name only stands in what is said."""

    text: str
    articles: int
    outlets: int
    speaks: bool
    examples: tuple[Said, ...]


@dataclass(frozen=True)
class Suggestions:
    """The most frequent first; `total` counts those too that are not shown."""

    lines: tuple[Suggestion, ...]
    total: int
    dismissed: tuple[Decision, ...]
    relinking: int


def suggestions() -> Suggestions:
    names = UnlinkedName.objects.filter(
        statement__revision__superseded_at=None, statement__state__in=Statement.IN_FORCE
    )
    article = "statement__revision__article"
    recurring = (
        names.exclude(key__in=DismissedName.objects.values("key"))
        .order_by()
        .values("key")
        .annotate(articles=Count(article, distinct=True), outlets=Count(f"{article}__outlet", distinct=True))
        .filter(articles__gte=IN_ARTICLES, outlets__gte=OF_OUTLETS)
        .order_by("-articles", "-outlets", "key")
    )
    counted = list(recurring)
    rows = counted[:SHOWN]
    newest = Window(RowNumber(), partition_by=F("key"), order_by=[F("place").desc(), F("statement").desc()])
    examples = names.filter(key__in=[row["key"] for row in rows]).annotate(nth=newest).filter(nth__lte=EXAMPLES)
    by_key: dict[str, list[UnlinkedName]] = {}
    for name in examples.order_by("nth"):
        by_key.setdefault(name.key, []).append(name)
    statement_ids = [name.statement_id for found in by_key.values() for name in found]
    said = {each.statement.pk: each for each in all_said(statements_to_show().filter(pk__in=statement_ids))}
    return Suggestions(
        lines=tuple(
            Suggestion(
                text=by_key[row["key"]][0].text,
                articles=row["articles"],
                outlets=row["outlets"],
                speaks=any(name.place == UnlinkedName.Place.SPEAKER for name in by_key[row["key"]]),
                examples=tuple(said[name.statement_id] for name in by_key[row["key"]]),
            )
            for row in rows
        ),
        total=len(counted),
        dismissed=_dismissed(),
        relinking=relinking(),
    )


def _dismissed() -> tuple[Decision, ...]:
    rows = Decision.objects.filter(action="dismiss name", undone_by=None).select_related("actor")
    return tuple(rows.order_by("-at", "-pk")[:DISMISSED_SHOWN])


def guess_kind(name: str) -> str:
    """What an entity of this name is likely to be, for a person to correct."""
    words = name.split()
    if len(words) > 1 and given_gender(words[0]):
        return Entity.Kind.PERSON
    return Entity.Kind.PRODUCT if any(map(str.isdigit, name)) else Entity.Kind.ORGANISATION


def guess_aliases(name: str, kind: str) -> list[str]:
    """A person is called by the last name too."""
    words = name.split()
    return [words[-1]] if kind == Entity.Kind.PERSON and len(words) > 1 else []
