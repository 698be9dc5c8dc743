"""JSON objects in, JSON objects out, one a line: how the stages are used and measured from the command line."""

import gzip
import json
import mimetypes
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

Answer = Callable[[dict[str, Any]], dict[str, Any]]
JSON_LINES = (".jsonl", ".ndjson")
GZIP_MAGIC = b"\x1f\x8b"


class BadInputError(Exception):
    """One input cannot be answered; the message says why, and the run goes on."""


def answer_all(arguments: list[str], answer: Answer) -> Iterator[str]:
    """Answer the JSON lines of standard input ("-") and of .jsonl files, and each other file as one input."""
    for asked in read_inputs(arguments):
        yield json.dumps(answer_one(asked, answer), ensure_ascii=False)


def answer_one(asked: dict[str, Any] | BadInputError, answer: Answer) -> dict[str, Any]:
    if isinstance(asked, BadInputError):
        return {"id": None, "ok": False, "error": str(asked)}
    join: dict[str, Any] = {name: asked[name] for name in ("id", "path") if name in asked}
    try:
        return join | answer(asked)
    except BadInputError as error:
        return {**join, "ok": False, "error": str(error)}


def read_inputs(arguments: list[str]) -> Iterator[dict[str, Any] | BadInputError]:
    for argument in arguments:
        if argument == "-":
            yield from parse_lines(sys.stdin.buffer, "standard input")
        elif argument.endswith(JSON_LINES):
            try:
                with Path(argument).open("rb") as handle:
                    yield from parse_lines(handle, argument)
            except OSError as error:
                raise CommandError(f"Cannot read {argument}: {error.strerror}.") from error
        else:
            yield {"path": argument}


def parse_lines(lines: Iterable[bytes], name: str) -> Iterator[dict[str, Any] | BadInputError]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
        except ValueError as error:
            yield BadInputError(f"{name}, line {number} is not JSON: {error}")
            continue
        yield asked if isinstance(asked, dict) else BadInputError(f"{name}, line {number} is not a JSON object")


def read_file(path: str) -> tuple[bytes, str]:
    """A file's bytes, unpacked if they are gzip, and the content type that its name suggests."""
    try:
        body = Path(path).read_bytes()
        if body.startswith(GZIP_MAGIC):
            body, path = gzip.decompress(body), path.removesuffix(".gz")
    except (OSError, EOFError) as error:
        raise BadInputError(f"Cannot read {path}: {error}") from error
    return body, mimetypes.guess_type(path)[0] or ""


def text_field(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name) or ""
    if not isinstance(value, str):
        raise BadInputError(f'"{name}" must be a text, not {type(value).__name__}')
    return value
