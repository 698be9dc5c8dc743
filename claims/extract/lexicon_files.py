"""The hand-written word lists under lexicon/: one entry a line, tab-separated columns, `#` starts a comment line."""

from functools import cache
from importlib import resources


@cache
def rows(lang: str, name: str) -> tuple[tuple[str, ...], ...]:
    file = resources.files("claims.extract") / "lexicon" / lang / f"{name}.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def entries(lang: str, name: str) -> frozenset[str]:
    """The first column alone."""
    return frozenset(row[0] for row in rows(lang, name))


@cache
def table(lang: str, name: str) -> dict[str, str]:
    """First column to second."""
    return {row[0]: row[1] for row in rows(lang, name)}
