"""An extraction as plain data, spans as [start, end]."""

from collections.abc import Iterable
from typing import Any

from claims.extract.attribution import Attribution, ChainHop, DateMention, Extraction, Quantity, Speaker
from claims.text import Span


def extraction_to_dict(extraction: Extraction, text: str) -> dict[str, Any]:
    return {
        "lang": extraction.lang,
        "lang_why": extraction.lang_why,
        "attributions": [_attribution(a, text) for a in extraction.attributions],
    }


def _attribution(a: Attribution, text: str) -> dict[str, Any]:
    return {
        "source": _spans(a.source),
        "cue": _spans(a.cue),
        "content": _spans(a.content),
        "kind": a.kind.value,
        "speaker": _speaker(a.speaker),
        "about": _spans(a.about),
        "via": [_hop(hop) for hop in a.via],
        "polarity": a.polarity.value,
        "modality": a.modality.value,
        "hedges": _spans(a.hedges),
        "quantities": [quantity_to_dict(q, text) for q in a.quantities],
        "dates": [date_to_dict(d, text) for d in a.dates],
        "said": date_to_dict(a.said, text) if a.said else None,
        "is_past": a.is_past,
        "confidence": a.confidence.value,
        "rule": a.rule,
        "why": a.why,
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "mention": _span(speaker.mention),
        "inferred": speaker.inferred,
        "why": speaker.why,
        "house": speaker.house,
    }


def _hop(hop: ChainHop) -> dict[str, Any]:
    return {
        "agent": hop.agent,
        "relation": hop.relation.value,
        "channel": hop.channel.value,
        "span": _span(hop.span),
        "inferred": hop.inferred,
        "why": hop.why,
    }


def quantity_to_dict(quantity: Quantity, text: str) -> dict[str, Any]:
    return {
        "span": _span(quantity.span),
        "text": quantity.span.of(text),
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
    }


def date_to_dict(named: DateMention, text: str) -> dict[str, Any]:
    return {
        "span": _span(named.span),
        "text": named.span.of(text),
        "first": named.first.isoformat() if named.first else None,
        "last": named.last.isoformat() if named.last else None,
        "why": named.why,
    }
