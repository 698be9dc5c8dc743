"""Registries as tables: handed on as CSV or JSON, and taken over from it.

A record has a text for each column, and none for a column that its file lacks: what that would say stays as it is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext

from claims.curation.decisions import CurationError
from claims.curation.registries import Row, Touched, keep_row
from claims.curation.table_files import as_text
from claims.link import AliasKind
from claims.models import Alias, Decision, Entity, EntityRelation, Outlet, OutletDomain

Record = Mapping[str, str]


class TakenAs(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "as it is here"
    REFUSED = "refused"


@dataclass(frozen=True)
class TakenRow:
    """What becomes of one row of a file. `number` is its place there, under a CSV's head."""

    number: int
    name: str
    taken: TakenAs
    changes: tuple[tuple[str, str, str], ...] = ()  # field, before, after
    column: str = ""  # that is at fault
    message: str = ""


@dataclass(frozen=True)
class Table:
    """`key`: the columns that say which row is meant. `rows`: what a record asks for, one by one."""

    model: type[Model]
    key: tuple[str, ...]
    columns: Mapping[str, Callable[[Any], Any]]
    rows: Callable[[Record], Iterator[Row]]
    related: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()

    def of(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What was merged away is left out: elsewhere it would be an entity again."""
        return rows.filter(**dict.fromkeys(self.merged)).prefetch_related(*self.related)

    def records(self, rows: QuerySet[Any]) -> list[dict[str, str]]:
        return [{name: as_text(read(row)) for name, read in self.columns.items()} for row in self.of(rows)]


def take_over(
    actor: User, table: Table, records: Sequence[Record], *, reason: str, now: datetime, is_trial: bool = False
) -> list[TakenRow]:
    """Add and change what the records say; none is deleted, and the same file again changes nothing.

    If one is refused, none is taken. A trial takes none either: it says what would become of each.
    """
    with transaction.atomic():
        touched = Touched()
        taken = [
            take(actor, table, record, number, touched, reason=reason, now=now)
            for number, record in enumerate(records, start=1)
        ]
        if is_trial or any(row.taken is TakenAs.REFUSED for row in taken):
            transaction.set_rollback(True)
        else:
            touched.settle(now)
    return taken


def take(
    actor: User, table: Table, record: Record, number: int, touched: Touched, *, reason: str, now: datetime
) -> TakenRow:
    name = ", ".join(record.get(column, "") for column in table.key)
    try:
        refuse_incomplete(table, record)
        kept = [keep_row(actor, row, touched, reason=reason, now=now) for row in table.rows(record)]
    except CurationError as refusal:
        return TakenRow(number, name, TakenAs.REFUSED, column=refusal.field, message=refusal.message)
    decisions = [decision for decision in kept if decision]
    if not decisions:
        return TakenRow(number, name, TakenAs.SAME)
    is_new = kept[0] is not None and kept[0].action.startswith("add ")
    changes = () if is_new else tuple(change for decision in decisions for change in changes_of(decision))
    return TakenRow(number, name, TakenAs.ADDED if is_new else TakenAs.CHANGED, changes)


def changes_of(decision: Decision) -> Iterator[tuple[str, str, str]]:
    for name, after in decision.after.items():
        before = decision.before.get(name, "")
        if name != "row" and before != after:
            yield name, before, after


def refuse_incomplete(table: Table, record: Record) -> None:
    for column in table.key:
        if column not in record:
            raise CurationError(column, gettext("The column %(column)s is missing.") % {"column": column})


def outlet_rows(record: Record) -> Iterator[Row]:
    outlet = Outlet.objects.filter(name=record["name"]).first() or Outlet(name=record["name"])
    set_words(outlet, record, "lang", "owner_group")
    set_choice(outlet, record, "kind", Outlet.Kind.values)
    yield outlet
    for domain in record.get("domains", "").lower().split():
        known = OutletDomain.objects.filter(domain=domain).select_related("outlet").first()
        if known and known.outlet != outlet:
            raise CurationError(
                "domains",
                gettext("%(domain)s belongs to %(outlet)s. Take it out there first.")
                % {"domain": domain, "outlet": known.outlet},
            )
        if not known:
            yield OutletDomain(outlet=outlet, domain=domain)


def entity_rows(record: Record) -> Iterator[Row]:
    kind = one_of("kind", record["kind"], Entity.Kind.values)
    entity = Entity.objects.filter(kind=kind, name=record["name"]).first() or Entity(kind=kind, name=record["name"])
    set_words(entity, record, "description")
    yield entity


def alias_rows(record: Record) -> Iterator[Row]:
    entity = entity_of(record, "entity")
    text, lang = record["name"], record.get("lang", "")
    alias = entity.aliases.filter(text=text, lang=lang).first() or Alias(entity=entity, text=text, lang=lang)
    set_choice(alias, record, "kind", list(AliasKind))
    set_days(alias, record, "valid_from", "valid_to")
    yield alias


def relation_rows(record: Record) -> Iterator[Row]:
    key: dict[str, Any] = {
        "subject": entity_of(record, "subject"),
        "relation": one_of("relation", record["relation"], EntityRelation.Relation.values),
        "object": entity_of(record, "object"),
        "role": record.get("role", ""),
        "since": day_of(record, "since"),
    }
    relation = EntityRelation.objects.filter(**key).first() or EntityRelation(**key)
    set_days(relation, record, "until")
    yield relation


def entity_of(record: Record, column: str) -> Entity:
    """By name, and by kind where that is given."""
    name, kind = record[column], record.get(f"{column}_kind", "")
    found = list(Entity.objects.filter(name=name, **({"kind": kind} if kind else {}))[:2])
    if not found:
        raise CurationError(
            column, gettext("There is no entity “%(name)s” of this kind. Import entities first.") % {"name": name}
        )
    if len(found) > 1:
        raise CurationError(
            column,
            gettext("There are several “%(name)s”. Say which in the column %(column)s.")
            % {"name": name, "column": f"{column}_kind"},
        )
    return found[0]


def set_words(row: Model, record: Record, *names: str) -> None:
    for name in names:
        if name in record:
            setattr(row, name, record[name])


def set_choice(row: Model, record: Record, name: str, values: Sequence[str]) -> None:
    if record.get(name):
        setattr(row, name, one_of(name, record[name], values))


def set_days(row: Model, record: Record, *names: str) -> None:
    for name in names:
        if name in record:
            setattr(row, name, day_of(record, name))


def one_of(column: str, given: str, values: Sequence[str]) -> str:
    """Stored words, as an export has them, whatever the language of whoever imports."""
    if given not in values:
        raise CurationError(
            column,
            gettext("“%(given)s” is not one of: %(known)s.") % {"given": given[:80], "known": ", ".join(values)},
        )
    return given


def day_of(record: Record, column: str) -> date | None:
    given = record.get(column, "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise CurationError(
            column, gettext("“%(given)s” is no day. Write it as in 2026-03-31.") % {"given": given[:80]}
        ) from error


def domains_of(outlet: Outlet) -> str:
    return " ".join(sorted(domain.domain for domain in outlet.domains.all()))


# By the names of their files.
TABLES: dict[str, Table] = {
    "outlets": Table(
        Outlet,
        key=("name",),
        columns={
            "name": lambda outlet: outlet.name,
            "kind": lambda outlet: outlet.kind,
            "lang": lambda outlet: outlet.lang,
            "owner_group": lambda outlet: outlet.owner_group,
            "domains": domains_of,
        },
        rows=outlet_rows,
        related=("domains",),
    ),
    "entities": Table(
        Entity,
        key=("kind", "name"),
        columns={
            "kind": lambda entity: entity.kind,
            "name": lambda entity: entity.name,
            "description": lambda entity: entity.description,
        },
        rows=entity_rows,
        merged=("merged_into",),
    ),
    "aliases": Table(
        Alias,
        key=("entity", "name"),
        columns={
            "entity_kind": lambda alias: alias.entity.kind,
            "entity": lambda alias: alias.entity.name,
            "name": lambda alias: alias.text,
            "lang": lambda alias: alias.lang,
            "kind": lambda alias: alias.kind,
            "valid_from": lambda alias: alias.valid_from,
            "valid_to": lambda alias: alias.valid_to,
        },
        rows=alias_rows,
        related=("entity",),
        merged=("entity__merged_into",),
    ),
    "relations": Table(
        EntityRelation,
        key=("subject", "relation", "object"),
        columns={
            "subject_kind": lambda relation: relation.subject.kind,
            "subject": lambda relation: relation.subject.name,
            "relation": lambda relation: relation.relation,
            "object_kind": lambda relation: relation.object.kind,
            "object": lambda relation: relation.object.name,
            "role": lambda relation: relation.role,
            "since": lambda relation: relation.since,
            "until": lambda relation: relation.until,
        },
        rows=relation_rows,
        related=("subject", "object"),
        merged=("subject__merged_into", "object__merged_into"),
    ),
}
