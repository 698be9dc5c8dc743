"""The measured figures as tables for people, as plain data, and against an earlier run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.evaluation.headlines import Relatedness
from claims.evaluation.ledger_report import SMALLEST_LOSS, cell, linking_losses, linking_table, linking_to_dict
from claims.evaluation.linking import Linking
from claims.evaluation.matching_report import (
    matching_losses,
    matching_tables,
    relatedness_to_dict,
    reprints_to_dict,
    retrieval_to_dict,
)
from claims.evaluation.posts import Retrieval
from claims.evaluation.quality import Quality, Scores
from claims.evaluation.reprints import Reprints
from claims.evaluation.scoring import Score
from claims.evaluation.speed import Speed
from claims.extract import VERSION

FEWEST_ARTICLES = 100  # a second, of 500 words
LONGEST_DOUBLING = 2.6  # 2 is linear; the rest is the machine's noise
COSTLIEST_DEGENERATE = 3.0  # times as long per character as ordinary text


@dataclass(frozen=True)
class Report:
    quality: Mapping[str, Quality]  # by corpus
    speed: Mapping[str, Speed]  # by language
    linking: Mapping[str, Linking] = field(default_factory=dict)  # by part of the stories
    posts: Mapping[str, Retrieval] = field(default_factory=dict)  # these three by corpus
    headlines: Mapping[str, Relatedness] = field(default_factory=dict)
    reprints: Mapping[str, Reprints] = field(default_factory=dict)


def report_to_dict(report: Report) -> dict[str, Any]:
    return {
        "extractor": VERSION,
        "quality": {name: _quality(quality) for name, quality in report.quality.items()},
        "speed": {lang: _speed(speed) for lang, speed in report.speed.items()},
        "linking": {name: linking_to_dict(linking) for name, linking in report.linking.items()},
        "posts": {name: retrieval_to_dict(found) for name, found in report.posts.items()},
        "headlines": {name: relatedness_to_dict(found) for name, found in report.headlines.items()},
        "reprints": {name: reprints_to_dict(found) for name, found in report.reprints.items()},
    }


def _quality(quality: Quality) -> dict[str, Any]:
    parts = ("bands", "by_gold_kind", "by_kind", "by_rule")
    return {
        "texts": quality.texts,
        **{part: {name: _scores(s) for name, s in sorted(getattr(quality, part).items())} for part in parts},
    }


def _scores(scores: Scores) -> dict[str, Any]:
    return {"content": _score(scores.content), "exact": _score(scores.exact), "claim": _score(scores.claim)}


def _score(score: Score) -> dict[str, Any]:
    ratios = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    kept = {"precision": score.predicted, "recall": score.gold, "f1": score.predicted and score.gold}
    return {name: round(value, 4) for name, value in ratios.items() if kept[name]} | {
        "hits": score.hits, "predicted": score.predicted, "gold": score.gold,
    }  # fmt: skip


def _speed(speed: Speed) -> dict[str, Any]:
    return {
        "articles_per_second": round(speed.articles_per_second, 1),
        "doubling": round(speed.doubling, 2),
        "degenerate": {name: round(ratio, 2) for name, ratio in speed.degenerate.items()},
    }


def find_regressions(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """What got worse: of the figures of the bands against `before`, of the speed against what is asked of it."""
    return [
        *_quality_losses(now, before),
        *linking_losses(now["linking"], before.get("linking", {})),
        *matching_losses(now, before),
        *_slow(now),
    ]


def _quality_losses(now: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[str]:
    for place, value in _figures(now):
        earlier = _look_up(before, place)
        if earlier is not None and value < earlier - SMALLEST_LOSS:
            yield f"{' '.join(place)}: {earlier:.3f} before, {value:.3f} now"


def _figures(report: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], float]]:
    """What is promised: F1 of what is shown by default, precision of what is called certain."""
    for corpus, quality in report["quality"].items():
        for band, figure in (("high and medium", "f1"), ("high", "precision")):
            for name in ("content", "claim"):
                value = quality["bands"][band][name].get(figure)
                if value is not None:
                    yield (corpus, band, name, figure), value


def _look_up(before: Mapping[str, Any], place: Sequence[str]) -> float | None:
    corpus, *rest = place
    node: Any = before.get("quality", {}).get(corpus, {}).get("bands", {})
    for key in rest:
        node = node.get(key, {})
    return node if isinstance(node, float | int) else None


def _slow(now: Mapping[str, Any]) -> Iterator[str]:
    for lang, speed in now["speed"].items():
        if speed["articles_per_second"] < FEWEST_ARTICLES:
            yield f"{lang}: {speed['articles_per_second']:.0f} articles a second, {FEWEST_ARTICLES} are asked for"
        if speed["doubling"] > LONGEST_DOUBLING:
            yield f"{lang}: twice the text takes {speed['doubling']:.1f} times as long"
        for name, ratio in speed["degenerate"].items():
            if ratio > COSTLIEST_DEGENERATE:
                yield f"{lang}: {name} takes {ratio:.1f} times as long per character as articles do"


def write_tables(now: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[str]:
    """The lines to print; a change against the earlier run stands in brackets behind its figure."""
    for corpus, quality in now["quality"].items():
        yield f"{corpus}, {quality['texts']} texts"
        earlier = before.get("quality", {}).get(corpus, {})
        for title, part in (
            ("confidence", "bands"), ("kind in the corpus", "by_gold_kind"), ("kind found", "by_kind"),
            ("rule", "by_rule"),
        ):  # fmt: skip
            yield from _table(title, quality[part], earlier.get(part, {}))
        yield ""
    if now["linking"]:
        yield from linking_table(now["linking"], before.get("linking", {}))
    yield from matching_tables(now, before)
    if now["speed"]:
        yield from _speed_table(now["speed"], before.get("speed", {}))


def _table(title: str, rows: Mapping[str, Any], earlier: Mapping[str, Any]) -> Iterator[str]:
    columns = [(name, figure) for name in ("content", "claim") for figure in ("precision", "recall", "f1")]
    shown = [(n, f) for n, f in columns if any(f in row[n] for row in rows.values())]
    yield f"  {title:<24}" + "".join(f"{f'{n} {SHORT[f]}':>16}" for n, f in shown) + f"{'of':>8}"
    for label, row in rows.items():
        of = row["content"]["predicted"] or row["content"]["gold"]
        cells = (cell(row[n].get(f), earlier.get(label, {}).get(n, {}).get(f)) for n, f in shown)
        yield f"  {label:<24}" + "".join(f"{cell:>16}" for cell in cells) + f"{of:>8}"


SHORT = {"precision": "P", "recall": "R", "f1": "F1"}


def _speed_table(speed: Mapping[str, Any], earlier: Mapping[str, Any]) -> Iterable[str]:
    yield "speed, articles of 500 words a second"
    for lang, row in speed.items():
        before = earlier.get(lang, {}).get("articles_per_second")
        change = f" ({row['articles_per_second'] - before:+.0f})" if before else ""
        yield f"  {lang}  {row['articles_per_second']:.0f}{change}"
        yield f"      twice the text: {row['doubling']:.2f} times as long"
        for name, ratio in row["degenerate"].items():
            yield f"      {name}: {ratio:.2f} times as long per character"
