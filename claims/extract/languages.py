"""The languages that can be read, each as the set of functions in which it differs from the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.extract import english, german
from claims.extract.arbitration import Nesting
from claims.extract.attribution import Confidence
from claims.extract.document import Document, SplitsAfter
from claims.extract.english.discourse import continue_statements as continue_english
from claims.extract.frame import Frame


@dataclass(frozen=True)
class Language:
    lang: str
    splits_after: SplitsAfter
    find_frames: Callable[[Document], list[Frame]]
    continue_statements: Callable[[Document, list[Frame]], list[Frame]]
    rule_order: Sequence[str]
    nesting: Nesting
    nested_band: Confidence  # at most, for what one source says that another one said


LANGUAGES = {
    "de": Language(
        "de",
        german.splits_after,
        german.find_frames,
        german.continue_statements,
        german.RULE_ORDER,
        german.NESTING,
        Confidence.HIGH,
    ),
    "en": Language(
        "en",
        english.splits_after,
        english.find_frames,
        continue_english,
        english.RULE_ORDER,
        english.NESTING,
        Confidence.MEDIUM,
    ),
}
