"""Which corpora files hold, told by the fields of their first line; a folder stands for all that is in it."""

import json
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any


class GoldError(Exception):
    """A file that people labelled cannot be read; the message names the place."""


class Corpus(StrEnum):
    """What is labelled in it; PART is no corpus, but read along with the one beside it."""

    ATTRIBUTIONS = "attributions"
    POSTS = "posts"
    HEADLINES = "headlines"
    REPRINTS = "reprints"
    PART = "part"


FIELDS = {
    Corpus.ATTRIBUTIONS: {"text", "lang", "attributions"},
    Corpus.POSTS: {"query", "relevant"},
    Corpus.HEADLINES: {"headline", "body_id", "stance"},
    Corpus.REPRINTS: {"silver", "a", "b"},
}
FIELDS_OF_PARTS = ({"id", "claim", "title"}, {"body_id", "text"})


def find_corpora(paths: Iterable[Path]) -> dict[Corpus, list[Path]]:
    found: dict[Corpus, list[Path]] = {}
    for path in paths:
        corpora = [(kind_of(file), file) for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
        if all(kind == Corpus.PART for kind, _ in corpora):
            raise GoldError(f"{path} holds no corpus by itself: name the file of labels beside it, or the folder.")
        for kind, file in corpora:
            found.setdefault(kind, []).append(file)
    return found


def kind_of(path: Path) -> Corpus:
    row = next((row for _, row in read_rows(path)), None)
    if row is None:
        return Corpus.ATTRIBUTIONS  # of which it has none
    for kind, fields in FIELDS.items():
        if fields <= row.keys():
            return kind
    if any(fields <= row.keys() for fields in FIELDS_OF_PARTS):
        return Corpus.PART
    known = "; ".join(", ".join(sorted(fields)) for fields in FIELDS.values())
    raise GoldError(f"{path} is no corpus that is known: its lines have none of these fields: {known}.")


def read_rows(path: Path, fields: Collection[str] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line, which has these fields, with its place for messages."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    place = f"{path}, line {number}"
                    yield place, to_row(line, place, fields)
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"Cannot read {path}: {error}") from error


def to_row(line: str, place: str, fields: Collection[str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{place} is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise GoldError(f"{place} is no JSON object")
    if missing := sorted(set(fields) - row.keys()):
        raise GoldError(f"{place} has no {', '.join(missing)}")
    return row
