"""Texts with the attributions that people found in them: annotated corpora, and the project's own cases."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claims.evaluation.corpora import FIELDS, Corpus, GoldError, read_rows
from claims.text import Span


@dataclass(frozen=True)
class GoldAttribution:
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: str  # in the corpus's own words; "" where it names none


@dataclass(frozen=True)
class GoldText:
    text: str
    lang: str
    attributions: tuple[GoldAttribution, ...]
    published: date | None = None


def read_gold(path: Path) -> list[GoldText]:
    """JSON lines of {"text", "lang", "attributions": [{"content", "source", "type"}]}, spans as [start, end]."""
    return [_gold_text(row, place) for place, row in read_rows(path, FIELDS[Corpus.ATTRIBUTIONS])]


def _gold_text(row: dict[str, Any], place: str) -> GoldText:
    try:
        found = tuple(
            GoldAttribution(_spans(item["content"]), _spans(item.get("source") or []), item.get("type") or "")
            for item in row["attributions"]
        )
        return GoldText(row["text"], row["lang"], tuple(item for item in found if item.content))
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{place} has attributions that cannot be read: {error!r}") from error


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def read_cases(folder: Path) -> list[GoldText]:
    """NAME.txt with NAME.expected.json, in a folder named for the language; what is expected is given in words."""
    return [_case(path, folder.name) for path in sorted(folder.glob("*.expected.json"))]


def _case(path: Path, lang: str) -> GoldText:
    text = path.with_name(path.name.replace(".expected.json", ".txt")).read_bytes().decode("utf-8")
    case = json.loads(path.read_text(encoding="utf-8"))
    published = date.fromisoformat(case["published"]) if "published" in case else None
    return GoldText(text, lang, tuple(located(text, case["statements"])), published)


def located(text: str, statements: Iterable[dict[str, Any]]) -> Iterator[GoldAttribution]:
    """The statements of a case stand in the order of the text, so each is looked for behind the one before it."""
    at = 0
    for statement in statements:
        content = _find(text, statement["content"], at)
        source = _find_near(text, statement.get("source", []), content)
        at = content[0].start + 1
        yield GoldAttribution(content, source, statement.get("kind", ""))


def _find(text: str, pieces: Iterable[str], at: int) -> tuple[Span, ...]:
    found = []
    for piece in pieces:
        start = text.find(piece, at)
        start = start if start >= 0 else text.find(piece)
        if start < 0:
            raise GoldError(f"a case expects words that its text does not have: {piece!r}")
        at = start + len(piece)
        found.append(Span(start, at))
    return tuple(found)


def _find_near(text: str, pieces: Iterable[str], content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The place of each piece, as words of its own, that is closest to the content: in its sentence, and beside it."""
    found = []
    for piece in pieces:
        places = [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(piece)}(?!\w)", text)]
        if not places:
            raise GoldError(f"a case expects a source that its text does not have: {piece!r}")
        found.append(min(places, key=lambda place: min(_distance(text, place, span) for span in content)))
    return tuple(found)


def _distance(text: str, place: Span, content: Span) -> tuple[bool, bool, int]:
    between = text[min(place.end, content.end) : max(place.start, content.start)]
    inside = content.start <= place.start and place.end <= content.end
    return "\n" in between or ". " in between, inside, len(between)
