"""The lease of a row in work: short, and renewed for as long as its worker lives.

A worker that is killed renews nothing, so its row comes due again within LEASE, and no step may be too long for it.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection

from claims.models import Work

LEASE = timedelta(seconds=30)
RENEWED_EVERY = timedelta(seconds=10)
logger = logging.getLogger(__name__)


@contextmanager
def renewing(row: Work) -> Iterator[None]:
    """Within a transaction nobody else can take the row anyway, and another connection could only wait for its end."""
    if connection.in_atomic_block:
        yield
        return
    over = threading.Event()
    keeper = threading.Thread(target=renew_until, args=(row, over), name=f"lease of {row!r}", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def renew_until(row: Work, over: threading.Event) -> None:
    try:
        while not over.wait(RENEWED_EVERY.total_seconds()):
            if not renew(row):
                return
    except DatabaseError:
        logger.exception("%r: its lease could not be renewed", row)
    finally:
        connection.close()


def renew(row: Work) -> bool:
    """Whether the row was still the caller's; by the row's own time, which need not be the present.

    A renewal that falls into the very moment of storing costs that one try, as any lost lease does.
    """
    held = row.next_attempt_at
    if held is None:
        return False
    later = held + RENEWED_EVERY
    if not type(row)._default_manager.filter(pk=row.pk, next_attempt_at=held).update(next_attempt_at=later):
        return False
    row.next_attempt_at = later
    return True
