"""A statement's row in the terms in which two wordings are compared."""

from typing import Any

from claims.corroborate import Amount, Stated
from claims.models.statements import Statement, StatementSpan
from claims.text import Span


def to_stated(statement: Statement, lang: str) -> Stated:
    spans = list(statement.spans.all())

    def of(role: StatementSpan.Role) -> tuple[Span, ...]:
        return tuple(Span(span.start, span.end) for span in spans if span.role == role)

    return Stated(
        id=statement.pk,
        lang=lang,
        content=of(StatementSpan.Role.CONTENT),
        source=of(StatementSpan.Role.SOURCE),
        cue=of(StatementSpan.Role.CUE),
        source_text=statement.source_text,
        speaker=statement.speaker_name,
        speaker_id=statement.speaker_id,
        polarity=statement.polarity,
        modality=statement.modality,
        hedges=tuple(statement.hedges),
        quantities=tuple(to_amount(each, "low", "high") for each in statement.quantities),
        dates=tuple(to_amount(each, "first", "last") for each in statement.dates),
    )


def to_amount(stored: dict[str, Any], low: str, high: str) -> Amount:
    return Amount(stored["text"], stored[low], stored[high], stored.get("unit", ""), stored.get("comparator", ""))
