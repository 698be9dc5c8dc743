"""How sure a statement is, and of which kind."""

import re
from collections.abc import Iterable
from functools import cache

from claims.extract.attribution import Kind, Modality, SourceKind, Speaker
from claims.extract.frame import Frame
from claims.extract.lexicon_files import table
from claims.text import Span

CLASS_MODALITY = {
    "demand": Modality.DEMANDED,
    "ask": Modality.ASKED,
    "commit": Modality.PREDICTED,
    "predict": Modality.PREDICTED,
}
CONDITIONS = {"de": ("wenn ", "falls ", "sofern "), "en": ("if ", "unless ")}


def hedges_in(text: str, content: Iterable[Span], lang: str) -> tuple[Span, ...]:
    return tuple(
        Span(*m.span())
        for span in content
        for m in _hedge_pattern(lang).finditer(text, span.start, span.end)
        if m.group() != "May"
    )


@cache
def _hedge_pattern(lang: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(table(lang, "hedges"), key=len, reverse=True)) + r")\b", re.IGNORECASE)


def modality_of(frame: Frame, text: str, hedges: tuple[Span, ...], lang: str) -> Modality:
    if frame.modality is not Modality.ASSERTED:
        return frame.modality
    if frame.verb_class in CLASS_MODALITY:
        return CLASS_MODALITY[frame.verb_class]
    kinds = {table(lang, "hedges")[h.of(text).lower()] for h in hedges}
    if "hearsay" in kinds:
        return Modality.HEARSAY
    opening = text[frame.content[0].start : frame.content[0].start + 12].lower().lstrip('„“"»')
    if opening.startswith(CONDITIONS[lang]):
        return Modality.CONDITIONAL
    return Modality.HEDGED if kinds else Modality.ASSERTED


def kind_of(frame: Frame, speaker: Speaker) -> Kind:
    """Where a document speaks in its own words, the kind is the document's."""
    if speaker.kind is SourceKind.DOCUMENT and frame.kind in (Kind.INDIRECT, Kind.REPORTED):
        return Kind.DOCUMENT
    return frame.kind
