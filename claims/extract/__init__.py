"""Text to statements: who said what about whom, through whom, how certainly.

    extract(text, lang) -> Extraction
    read_marked(text, lang, content=...) -> Marked, for words that a person marked

Rules over hand-written word lists (lexicon/), one engine for both languages; no models, no network, no database.
VERSION changes whenever the same text may yield other statements, so that stored ones can be told to be old.
"""

from claims.extract.as_json import extraction_to_dict
from claims.extract.attribution import (
    Attribution,
    Confidence,
    Extraction,
    Kind,
    Modality,
    Polarity,
    SourceKind,
    Speaker,
)
from claims.extract.engine import extract
from claims.extract.marked import LEFT_OUT, Marked, find_words, join, overlapping, read_marked

VERSION = "5"

__all__ = [
    "LEFT_OUT",
    "VERSION",
    "Attribution",
    "Confidence",
    "Extraction",
    "Kind",
    "Marked",
    "Modality",
    "Polarity",
    "SourceKind",
    "Speaker",
    "extract",
    "extraction_to_dict",
    "find_words",
    "join",
    "overlapping",
    "read_marked",
]
