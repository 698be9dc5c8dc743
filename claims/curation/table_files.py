"""A file of records -> a text for each column of each; what is no such file is refused with what to do about it."""

import csv
import io
import json
from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext

from claims import spreadsheet
from claims.curation.decisions import CurationError

LARGEST_FILE = 2_000_000  # bytes
MOST_ROWS = 2_000
DELIMITERS = ",;\t"


def read_records(columns: Collection[str], body: bytes) -> list[dict[str, str]]:
    """Of a JSON list of objects, or a CSV with a head, whose columns a comma, a semicolon or a tab parts."""
    if len(body) > LARGEST_FILE:
        raise CurationError(
            "file", gettext("The file is larger than %(most)s bytes. Split it.") % {"most": LARGEST_FILE}
        )
    try:
        text = body.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise CurationError(
            "file", gettext("The file is no text in UTF-8. Save it as “CSV UTF-8” or as JSON.")
        ) from error
    records = read_json(text) if text.startswith(("[", "{")) else read_csv(text)
    if not records:
        raise CurationError("file", gettext("The file has no rows."))
    if len(records) > MOST_ROWS:
        raise CurationError(
            "file",
            gettext("The file has %(rows)s rows, more than %(most)s. Split it.")
            % {"rows": len(records), "most": MOST_ROWS},
        )
    if unknown := sorted({name for record in records for name in record} - set(columns)):
        raise CurationError(
            "file",
            gettext("The column “%(unknown)s” is not known. There are: %(known)s.")
            % {"unknown": unknown[0], "known": ", ".join(columns)},
        )
    # PostgreSQL takes no NUL.
    return [{name: value.replace("\x00", "").strip() for name, value in record.items()} for record in records]


def read_json(text: str) -> list[dict[str, str]]:
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CurationError("file", gettext("The file is no JSON: %(error)s") % {"error": error}) from error
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise CurationError("file", gettext("The JSON is no list of objects. Export the table to see its form."))
    return [{str(name): as_text(value) for name, value in each.items()} for each in given]


def read_csv(text: str) -> list[dict[str, str]]:
    head = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=head.count), strict=True)
    records = []
    try:
        names = [name.strip() for name in next(lines, [])]
        for cells in lines:
            if len(cells) > len(names):
                raise CurationError(
                    "file",
                    gettext("Line %(line)s has more cells than there are columns.") % {"line": lines.line_num},
                )
            texts = [spreadsheet.text_of_cell(each) for each in cells]
            if any(each.strip() for each in texts):
                records.append(dict(zip(names, texts, strict=False)))
    except csv.Error as error:
        raise CurationError(
            "file",
            gettext("Line %(line)s is no CSV: %(error)s") % {"line": lines.line_num, "error": error},
        ) from error
    return records


def as_text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
