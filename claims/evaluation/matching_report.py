"""The figures of matching on corpora that other people labelled: posts, headlines and reprints."""

from collections.abc import Iterator, Mapping
from typing import Any

from claims.evaluation.headlines import Relatedness
from claims.evaluation.ledger_report import SMALLEST_LOSS, cell
from claims.evaluation.posts import Retrieval
from claims.evaluation.reprints import Reprints

Figures = Mapping[str, Any]
# Part of the report -> its title, its columns, and its figures that must not get worse.
PARTS: dict[str, tuple[str, dict[str, str], tuple[str, ...]]] = {
    "posts": (
        "posts: the claim that each makes, found among all (linked without: by the machine, with that claim not known)",
        {
            "MAP@5": "map5", "hit@1": "hit1", "hit@5": "hit5", "links P": "link_precision", "linked": "linked",
            "linked without": "linked_without",
        },
        ("map5", "link_precision"),
    ),
    "headlines": (
        "headlines: related to a text or not",
        {"right": "right", "related P": "precision", "related R": "recall", "best": "best", "best at": "best_at"},
        ("right",),
    ),
    "reprints": ("reuse against independent reports: area under the curve, by measure", {}, ("sentences",)),
}  # fmt: skip


def retrieval_to_dict(found: Retrieval) -> dict[str, float]:
    return rounded(
        of=found.posts,
        map5=found.map5,
        hit1=found.first,
        hit5=found.first_five,
        link_precision=found.links.precision,
        linked=found.links.predicted / max(found.posts, 1),
        linked_without=found.linked_without,
    )


def relatedness_to_dict(found: Relatedness) -> dict[str, float]:
    return rounded(
        of=found.pairs,
        right=found.right / max(found.pairs, 1),
        precision=found.related.precision,
        recall=found.related.recall,
        best=found.best,
        best_at=found.best_at,
    )


def reprints_to_dict(found: Reprints) -> dict[str, float]:
    return rounded(of=found.reuse + found.independent, **found.auc)


def rounded(of: int, **figures: float) -> dict[str, float]:
    return {"of": of, **{name: round(value, 4) for name, value in figures.items()}}


def matching_losses(now: Figures, before: Figures) -> Iterator[str]:
    for part, (_, _, promised) in PARTS.items():
        for corpus, figures in now.get(part, {}).items():
            for name in promised:
                earlier = before.get(part, {}).get(corpus, {}).get(name)
                if earlier is not None and figures[name] < earlier - SMALLEST_LOSS:
                    yield f"{corpus} {name}: {earlier:.3f} before, {figures[name]:.3f} now"


def matching_tables(now: Figures, before: Figures) -> Iterator[str]:
    for part, (title, columns, _) in PARTS.items():
        corpora = now.get(part, {})
        if corpora:
            yield title
            yield from matching_table(corpora, before.get(part, {}), columns or columns_of(corpora))
            yield ""


def columns_of(corpora: Figures) -> dict[str, str]:
    """All figures, by their own names."""
    return {name: name for figures in corpora.values() for name in figures if name != "of"}


def matching_table(corpora: Figures, before: Figures, columns: Mapping[str, str]) -> Iterator[str]:
    widths = {name: max(16, len(name) + 2) for name in columns}
    yield f"  {'corpus':<24}" + "".join(f"{name:>{widths[name]}}" for name in columns) + f"{'of':>8}"
    for corpus, figures in corpora.items():
        earlier = before.get(corpus, {})
        cells = ((cell(figures[key], earlier.get(key)), widths[name]) for name, key in columns.items())
        yield f"  {corpus:<24}" + "".join(f"{text:>{width}}" for text, width in cells) + f"{figures['of']:>8}"
