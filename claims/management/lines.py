"""JSON objects in, JSON objects out, one a line: how the stages are used and measured from the command line."""

import gzip
import json
import mimetypes
import sys
import zlib
from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

Answer = Callable[[dict[str, Any]], dict[str, Any]]
JSON_LINES = (".jsonl", ".ndjson")
GZIP_MAGIC = b"\x1f\x8b"


class LinesCommand(BaseCommand):
    """A stage as a command: a subclass says what one line's answer is."""

    # The stages need no database, and none of its checks.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="+", metavar="-|PATH")

    def handle(self, *_args: Any, inputs: list[str], **options: Any) -> None:
        for asked in read_inputs(inputs):
            answered = answer_one(asked, lambda line: self.answer(line, options))
            line = json.dumps(answered, ensure_ascii=False)
            # A lone surrogate of the input has no UTF-8 form; as an escape it is still the same JSON.
            self.stdout.write(line.encode("utf-8", "backslashreplace").decode("utf-8"))
            self.stdout.flush()

    @abstractmethod
    def answer(self, asked: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]: ...


class BadInputError(Exception):
    """One input cannot be answered; the message says why, and the run goes on."""


def answer_one(asked: dict[str, Any] | BadInputError, answer: Answer) -> dict[str, Any]:
    if isinstance(asked, BadInputError):
        return {"id": None, "ok": False, "error": str(asked)}
    join: dict[str, Any] = {name: asked[name] for name in ("id", "path") if name in asked}
    try:
        return join | answer(asked)
    except BadInputError as error:
        return {**join, "ok": False, "error": str(error)}


def read_inputs(arguments: list[str]) -> Iterator[dict[str, Any] | BadInputError]:
    """The JSON lines of standard input ("-") and of .jsonl files; each other file is one input."""
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
        except (ValueError, RecursionError) as error:
            yield BadInputError(f"{name}, line {number} is not JSON: {error}")
            continue
        yield asked if isinstance(asked, dict) else BadInputError(f"{name}, line {number} is not a JSON object")


def read_file(path: str) -> tuple[bytes, str]:
    """A file's bytes, unpacked if they are gzip, and the content type that its name suggests."""
    try:
        body = Path(path).read_bytes()
        if body.startswith(GZIP_MAGIC):
            body, path = gzip.decompress(body), path.removesuffix(".gz")
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise BadInputError(f"Cannot read {path}: {error}") from error
    return body, mimetypes.guess_type(path)[0] or ""


def text_field(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name) or ""
    if not isinstance(value, str):
        raise BadInputError(f'"{name}" must be a text, not {type(value).__name__}')
    return value
