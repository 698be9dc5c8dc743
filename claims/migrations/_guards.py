"""What constraints cannot say: append-only tables, texts that never change, spans within their revision's text.

Each guard is a trigger in both databases, so that it holds for the admin, the shell and any later code alike. SQLite
rebuilds a table to alter it, and refuses while a trigger names the table: a migration that alters one of these tables, or
one that a condition names, drops the guards first and makes them anew at its end (0003). So does one that makes a table
which is guarded (0009): a guard is made once its table is there.
"""

from collections.abc import Iterator
from typing import Any

# table -> the reason a person reads when something tries to change or remove a row
APPEND_ONLY = {
    "claims_decidingevidence": "deciding evidence is append-only: name more with a newer verdict",
    "claims_decision": "decisions are append-only: undo one with another",
    "claims_note": "notes are append-only: write another, or have one hidden",
    "claims_proposal": "proposed verdicts are append-only: decline it and propose another",
    "claims_proposal_evidence": "the evidence of a proposed verdict is append-only",
    "claims_proposalanswer": "the answer to a proposed verdict is append-only",
    "claims_resolution": "resolutions are append-only: add a newer one",
    "claims_resolution_evidence": "the evidence of a verdict is append-only",
    "claims_siterules": "rules of a site are append-only: save a newer version",
    "claims_standingchange": "the history of a standing is append-only",
    "claims_statementfate": "what became of a statement is append-only",
    "claims_submission": "what was handed in by a key is append-only",
}

# columns of a revision that never change once they are written
FROZEN_REVISION_COLUMNS = ("article_id", "number", "page_id", "text", "length", "fetched_at")

# table -> the condition that NEW lies within its revision's text
_OF_STATEMENT = (
    'NEW."end" > (SELECT r.length FROM claims_revision r JOIN claims_statement s ON s.revision_id = r.id'
    " WHERE s.id = NEW.statement_id)"
)
_OF_REVISION = 'NEW."end" > (SELECT r.length FROM claims_revision r WHERE r.id = NEW.revision_id)'
WITHIN_TEXT = {
    "claims_statementspan": _OF_STATEMENT,
    "claims_hop": _OF_STATEMENT,
    "claims_mention": _OF_REVISION,
    "claims_block": _OF_REVISION,
}


def frozen_condition(different: str) -> str:
    return " OR ".join(f'NEW."{column}" {different} OLD."{column}"' for column in FROZEN_REVISION_COLUMNS)


def guards(connection: Any) -> Iterator[tuple[str, str, str, str | None, str]]:
    """(name, table, events, condition or None, message) of every trigger whose table is there."""
    there = set(connection.introspection.table_names())
    yield from (guard for guard in all_guards(connection.vendor) if guard[1] in there)


def all_guards(vendor: str) -> Iterator[tuple[str, str, str, str | None, str]]:
    for table, message in APPEND_ONLY.items():
        for event in ("UPDATE", "DELETE"):
            yield f"{table}_no_{event.lower()}", table, event, None, message
    different = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    yield (
        "claims_revision_frozen",
        "claims_revision",
        "UPDATE",
        frozen_condition(different),
        "a revision never changes: keep a new one",
    )
    for table, condition in WITHIN_TEXT.items():
        for event in ("INSERT", "UPDATE"):
            yield f"{table}_within_{event.lower()}", table, event, condition, f"{table}: the span ends after its text"


def create_guards(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for name, table, event, condition, message in guards(schema_editor.connection):
        when = f"WHEN ({condition})" if condition and vendor == "sqlite" else ""
        if vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        # PostgreSQL allows no subquery in WHEN, so the condition stands in the function.
        check = f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF;"
        always = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation';"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$"
            f" BEGIN {check if condition else always} RETURN NEW; END $guard$"
        )
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def drop_guards(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for name, table, *_ in guards(schema_editor.connection):
        if vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
