"""Which rows of which table changed between two moments, whoever changed them."""

from dataclasses import dataclass

from django.apps import apps

Tables = dict[str, dict[object, int]]  # table -> primary key -> hash of the row


@dataclass(frozen=True)
class Change:
    added: int
    changed: int
    removed: int


def take_tables() -> Tables:
    return {
        model._meta.db_table: {
            row[0]: hash(str(row))
            for row in model._default_manager.order_by().values_list("pk", *field_names(model)).iterator()
        }
        for model in apps.get_app_config("claims").get_models(include_auto_created=True)
        if model._meta.managed  # an index is the database's own: it follows its table, and its rank is none of a row's
    }


def field_names(model: type) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]  # type: ignore[attr-defined]


def changes_between(before: Tables, after: Tables) -> dict[str, Change]:
    """The tables in which something changed."""
    found = {}
    for table, rows in after.items():
        old = before[table]
        change = Change(
            added=len(rows.keys() - old.keys()),
            changed=sum(old[key] != rows[key] for key in rows.keys() & old.keys()),
            removed=len(old.keys() - rows.keys()),
        )
        if change != Change(0, 0, 0):
            found[table] = change
    return found
