"""Rows as CSV that a spreadsheet opens without harm."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

Item = TypeVar("Item")
# The name of a column -> what it has of an item.
Columns = Mapping[str, Callable[[Item], Any]]

MEDIA_TYPE = "text/csv; charset=utf-8"
# What a spreadsheet takes for the beginning of a formula, also in the wide letters of East Asian typing.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_lines(items: Iterable[Item], columns: Columns[Item]) -> Iterator[str]:
    """With a byte order mark, without which spreadsheets take UTF-8 for something else."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(columns)
    for item in items:
        writer.writerow(cell(read(item)) for read in columns.values())
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def cell(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front, and is shown as it is."""
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else value


def text_of_cell(written: str) -> str:
    """What `cell` was given, of a text that it wrote."""
    return written[1:] if written.startswith("'") and written[1:].startswith(FORMULA) else written
