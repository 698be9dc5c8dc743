"""Doing something at one time on several connections, as several processes would."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol, TypeVar
from unittest.mock import patch

from django.db import connection, connections

Answer = TypeVar("Answer")


class Together(Protocol):
    def __call__(self, do: Callable[[], Answer], times: int) -> list[Answer]: ...


@contextmanager
def at_one_time(folder: Path) -> Iterator[Together]:
    """SQLite's tests run in memory, which is no database that two can write to: there they get a copy in a file."""
    names = {}
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        names["NAME"] = str(folder / "shared.sqlite3")
        with closing(sqlite3.connect(names["NAME"])) as copy:
            connection.connection.backup(copy)
    with patch.dict(connections.settings["default"], names):
        yield _together


def _together(do: Callable[[], Answer], times: int) -> list[Answer]:
    def on_a_connection_of_its_own(_number: int) -> Answer:
        try:
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(on_a_connection_of_its_own, range(times)))
