"""The cases under tests/cases/extract: NAME.txt is the article, NAME.expected.json what is found in it.

Compared are the statements that are shown by default (high and medium confidence), in the order of the text, and of
each the keys that the file names; "published" is the article's date, where the case needs one. To add a case, add the
two files. A case that does not hold yet has a third file, NAME.known_failure.txt, with the reason; it must go on
failing until the file is removed.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.extract import Attribution, Confidence, extract
from claims.extract.attribution import ChainHop, DateMention, Quantity
from claims.text import Span

CASES = Path(__file__).parent.parent / "cases" / "extract"


def _parameters() -> list[Any]:
    parameters = []
    for path in sorted(CASES.glob("*/*.txt")):
        if path.name.endswith(".known_failure.txt"):
            continue
        reason = path.with_suffix(".known_failure.txt")
        marks = [pytest.mark.xfail(reason=reason.read_text(encoding="utf-8"))] if reason.exists() else []
        parameters.append(pytest.param(path, id=f"{path.parent.name}/{path.stem}", marks=marks))
    return parameters


@pytest.mark.parametrize("path", _parameters())
def test_a_case_yields_its_statements(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    case = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    expected = case["statements"]
    published = date.fromisoformat(case["published"]) if "published" in case else None
    extraction = extract(text, path.parent.name, published=published)
    shown = [shape(text, a) for a in extraction.attributions if a.confidence is not Confidence.LOW]
    keys = [expected[i].keys() if i < len(expected) else {"content"} for i in range(len(shown))]
    assert [{key: found[key] for key in wanted} for found, wanted in zip(shown, keys, strict=True)] == expected


def test_every_case_has_both_files() -> None:
    texts = {p.with_suffix("") for p in CASES.glob("*/*.txt") if not p.name.endswith(".known_failure.txt")}
    expectations = {p.parent / p.name.removesuffix(".expected.json") for p in CASES.glob("*/*.json")}
    assert texts == expectations


def shape(text: str, a: Attribution) -> dict[str, Any]:
    return {
        "speaker": a.speaker.name,
        "source_kind": a.speaker.kind.value,
        "house": a.speaker.house,
        "inferred": a.speaker.inferred,
        "source": _words(text, a.source),
        "cue": _words(text, a.cue),
        "content": _words(text, a.content),
        "kind": a.kind.value,
        "confidence": a.confidence.value,
        "polarity": a.polarity.value,
        "modality": a.modality.value,
        "hedges": _words(text, a.hedges),
        "about": _words(text, a.about),
        "via": [_hop(hop) for hop in a.via],
        "quantities": [_quantity(q) for q in a.quantities],
        "dates": [_date(d) for d in a.dates],
        "said": _date(a.said) if a.said else "",
        "is_past": a.is_past,
    }


def _words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def _hop(hop: ChainHop) -> str:
    channel = f" ({hop.channel.value})" if hop.channel.value else ""
    return " ".join(filter(None, [hop.relation.value, hop.agent])) + channel + (" inferred" if hop.inferred else "")


def _date(d: DateMention) -> str:
    if d.first == d.last:
        return d.first.isoformat() if d.first else "unresolved"
    return f"{d.first or ''}..{d.last or ''}"


def _quantity(q: Quantity) -> str:
    amount = f"{q.value:g}" if q.value is not None else f"{q.low:g}..{q.high:g}"
    return f"{q.comparator} {amount} {q.unit}".strip()
