"""Taking a row, keeping what its step made of it, or keeping why it failed. See leases.py for how long it is held."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import F, Q

from claims.ingest.http import Fetch, FetchError
from claims.ingest.reading import PageRefused
from claims.models import Work
from claims.pipeline.leases import LEASE, renewing
from claims.pipeline.politeness import HostBusyError

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Work)

# 30 s, 2 min, 8 min, 32 min, 2 h, 6 h, 6 h: about a day until a row is set aside for a person.
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=6)
LONGEST_WISH = timedelta(days=7)
MAX_ATTEMPTS = 8
MAX_ERROR_LENGTH = 2000
# Any number that nothing else in the database uses as an advisory lock.
LEDGER_LOCK = 4_217_001


class LeaseLostError(Exception):
    """Somebody else has the row by now; what this worker made is dropped, since the other makes it too."""


class PermanentFailureError(Exception):
    """Trying again will not help; the message tells a person what would."""


class TryAgainError(Exception):
    """It failed in a known way, and is worth trying again; the message tells a person what happened."""


@dataclass(frozen=True)
class Due:
    """One thing to do: the name of a step and the row it is for. This is all that a message carries."""

    step: str
    pk: int


@dataclass(frozen=True)
class Step:
    """One step of the flow.

    `rows` says which rows of `model` it is for; `run` does the work on a leased row and returns what can be done next.
    `failed` is what a row becomes when trying again is given up; empty where it is tried for ever.
    """

    name: str
    queue: str
    model: type[Work]
    rows: Q
    run: Callable[[Any, datetime, Fetch], list[Due]]
    failed: Mapping[str, str] = field(default_factory=dict)


def due_rows(step: Step, now: datetime, limit: int) -> list[Due]:
    rows = step.model._default_manager.filter(step.rows, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")
    return [Due(step.name, pk) for pk in rows.values_list("pk", flat=True)[:limit]]


def perform(step: Step, pk: int, now: datetime, fetch: Fetch) -> list[Due]:
    """Take the row and run the step on it; a failure is kept on the row. Doing nothing is right if it is not due."""
    row = take(step.model, pk, step.rows, now)
    if row is None:
        return []
    if step.failed and row.attempts > MAX_ATTEMPTS:
        keep_failure(step, row, f"The worker was stopped {MAX_ATTEMPTS} times during {step.name}.", now, final=True)
        return []
    try:
        with renewing(row):
            return step.run(row, now, fetch)
    except HostBusyError as busy:
        postpone(row, busy.until)
    except LeaseLostError:
        logger.info("%s %s: somebody else has it by now, and does it anew", step.name, pk)
    except PermanentFailureError as error:
        keep_failure(step, row, str(error), now, kind=kind_of(error.__cause__), final=True)
    except FetchError as error:
        logger.warning("%s %s: %s", step.name, pk, error)
        final = row.attempts >= MAX_ATTEMPTS
        message = f"{str(error).rstrip('.')}."
        keep_failure(step, row, message, now, kind=kind_of(error), final=final, not_before=error.retry_at)
    except TryAgainError as error:
        logger.warning("%s %s: %s", step.name, pk, error)
        keep_failure(step, row, str(error), now, final=row.attempts >= MAX_ATTEMPTS)
    except Exception as error:
        logger.exception("%s %s failed", step.name, pk)
        keep_failure(step, row, f"{type(error).__name__}: {error}", now, final=row.attempts >= MAX_ATTEMPTS)
    return []


def kind_of(error: BaseException | None) -> str:
    """The kind of failure by which the screens put failures together; "" where it has none."""
    match error:
        case FetchError(status=int(status)):
            return f"status {status}"
        case FetchError() | PageRefused():
            return error.kind
    return ""


def take(model: type[Row], pk: int, rows: Q, now: datetime) -> Row | None:
    """The row, leased to the caller; None if it is not due or somebody else was faster."""
    row = model._default_manager.filter(rows, pk=pk, next_attempt_at__lte=now).first()
    if row is None:
        return None
    lease = now + LEASE
    mine = model._default_manager.filter(pk=pk, next_attempt_at=row.next_attempt_at)
    if not mine.update(next_attempt_at=lease, attempts=F("attempts") + 1):
        return None
    row.next_attempt_at, row.attempts = lease, row.attempts + 1
    return row


@contextmanager
def storing(row: Work, **outcome: Any) -> Iterator[None]:
    """One transaction for what a step made and for the row's next state; raises LeaseLostError with nothing stored.

    `outcome` names the row's new column values; unless it says otherwise nothing more is due, the tries begin
    anew and the last error is past.
    """
    with transaction.atomic():
        yield
        release(row, **outcome)


def release(row: Work, **outcome: Any) -> None:
    """Hand a leased row on with new column values; see `storing`."""
    changes = {"next_attempt_at": None, "attempts": 0, "last_error": "", "error_kind": "", **outcome}
    mine = type(row)._default_manager.filter(pk=row.pk, next_attempt_at=row.next_attempt_at)
    if not mine.update(**changes):
        raise LeaseLostError(f"{row} was taken by another worker")


def postpone(row: Work, until: datetime) -> None:
    """Nothing was tried, so the row is as it was, and due later."""
    try:
        release(
            row,
            next_attempt_at=until,
            attempts=row.attempts - 1,
            last_error=row.last_error,
            error_kind=row.error_kind,
        )
    except LeaseLostError:
        logger.warning("%s: postponed after its lease ran out", row)


def keep_failure(
    step: Step,
    row: Work,
    message: str,
    now: datetime,
    *,
    kind: str = "",
    final: bool,
    not_before: datetime | None = None,
) -> None:
    """`not_before` is when the server wishes to be asked again (Retry-After); a wish of weeks is not waited for."""
    outcome: dict[str, Any] = {
        "last_error": message[:MAX_ERROR_LENGTH],
        "error_kind": kind,
        "attempts": row.attempts,
    }
    if final and step.failed:
        outcome |= step.failed
    else:
        soonest = min(not_before or now, now + LONGEST_WISH)
        outcome["next_attempt_at"] = max(now + retry_delay(row.attempts), soonest)
    try:
        release(row, **outcome)
    except LeaseLostError:
        logger.warning("%s %s: failed after its lease ran out (%s)", step.name, row.pk, message)


def retry_delay(attempts: int) -> timedelta:
    growth: int = 4 ** min(attempts - 1, 10)
    return min(FIRST_RETRY * growth, LONGEST_RETRY)


def lock_ledger() -> None:
    """Let one transaction at a time decide which claim a statement belongs to, or two open the same one.

    SQLite needs nothing: its transactions are IMMEDIATE, so there is only one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])
