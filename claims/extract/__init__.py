"""Text to statements: who said what about whom, through whom, how certainly.

    extract(text, lang) -> Extraction

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

VERSION = "3"

__all__ = [
    "VERSION",
    "Attribution",
    "Confidence",
    "Extraction",
    "Kind",
    "Modality",
    "Polarity",
    "SourceKind",
    "Speaker",
    "extract",
    "extraction_to_dict",
]
