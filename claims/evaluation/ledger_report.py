"""The figures of the ledger: how statements came together in claims, and how near the numbers of claims are."""

from collections.abc import Iterator, Mapping
from typing import Any

from claims.evaluation.linking import NUMBERS, Linking

SMALLEST_LOSS = 0.005  # of a precision, recall or F1; what is below it is one sentence more or less
COLUMNS = {
    "B3 P": ("bcubed", "precision"),
    "B3 R": ("bcubed", "recall"),
    "B3 F1": ("bcubed", "f1"),
    "asked F1": ("asked", "f1"),
    "pairs P": ("pairs", "precision"),
    "pairs R": ("pairs", "recall"),
    "de-en P": ("across languages", "precision"),
    "de-en R": ("across languages", "recall"),
    "relation": ("relations", "right"),
}
# What is promised: how well statements are joined, and how often the number that matters is exact.
PROMISED = (("bcubed", "precision"), ("bcubed", "f1"), ("numbers", "independent"))


def linking_to_dict(linking: Linking) -> dict[str, Any]:
    pairs = {"pairs": linking.pairs, "across languages": linking.pairs_across_languages}
    means = {"bcubed": linking.bcubed, "asked": linking.asked}
    return {
        "statements": linking.statements,
        "claims": linking.claims,
        "apart": linking.apart,
        "suggested": linking.suggested,
        **{
            name: {"precision": round(each.precision, 4), "recall": round(each.recall, 4), "f1": round(each.f1, 4)}
            for name, each in (means | pairs).items()
        },
        "relations": {
            "right": round(linking.relations_right.precision, 4),
            **{f"{one} as {other}": count for (one, other), count in sorted(linking.relations.items())},
        },
        "numbers": {name: round(count / linking.claims, 4) for name, count in linking.numbers.items()},
    }


def linking_losses(now: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[str]:
    for part, figures in now.items():
        for name, figure in PROMISED:
            earlier = before.get(part, {}).get(name, {}).get(figure)
            if earlier is not None and figures[name][figure] < earlier - SMALLEST_LOSS:
                yield f"{part} {name} {figure}: {earlier:.3f} before, {figures[name][figure]:.3f} now"


def linking_table(parts: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[str]:
    yield "ledger: statements that came together in claims (asked: with every suggestion taken as a link)"
    yield f"  {'stories':<24}" + "".join(f"{column:>16}" for column in COLUMNS) + f"{'of':>8}"
    for part, figures in parts.items():
        earlier = before.get(part, {})
        cells = (cell(figures[name][figure], earlier.get(name, {}).get(figure)) for name, figure in COLUMNS.values())
        yield f"  {part:<24}" + "".join(f"{each:>16}" for each in cells) + f"{figures['statements']:>8}"
    yield "ledger: share of claims whose number is exactly as people counted it"
    yield f"  {'stories':<24}" + "".join(f"{name:>16}" for name in NUMBERS) + f"{'of':>8}"
    for part, figures in parts.items():
        earlier = before.get(part, {}).get("numbers", {})
        cells = (cell(figures["numbers"][name], earlier.get(name)) for name in NUMBERS)
        yield f"  {part:<24}" + "".join(f"{each:>16}" for each in cells) + f"{figures['claims']:>8}"
    yield ""


def cell(value: float | None, before: float | None) -> str:
    if value is None:
        return "-"
    change = f" ({value - before:+.3f})" if before is not None and abs(value - before) >= 0.0005 else ""
    return f"{value:.3f}{change}"
