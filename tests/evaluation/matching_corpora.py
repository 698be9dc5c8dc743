"""A few invented lines in the formats of the corpora that matching is measured on."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]
CLAIMS: Rows = [
    {
        "id": "hinges",
        "claim": "Norvik replaces the cracked hinges of its school laptops free of charge.",
        "title": "Free Hinges for School Laptops?",
        "subtitle": None,
        "date": "4 March 2026",
    },
    {
        "id": "racks",
        "claim": "A photograph shows the open racks of Brevis burning in Graz.",
        "title": "Did the Racks of Brevis Burn?",
        "subtitle": "The photograph is of a drill.",
        "date": "9 March 2026",
    },
    {
        "id": "satellite",
        "claim": "The satellite of Ardenfab has fallen into the sea.",
        "title": "Did a Satellite Fall Into the Sea?",
        "subtitle": "",
        "date": "",
    },
]
POSTS: Rows = [
    {
        "id": "post-1",
        "query": "Norvik replaces cracked hinges of school laptops for free! — Lena (@Lena) March 3, 2026",
        "relevant": ["hinges"],
    },
    {"id": "post-2", "query": "Photograph of burning #OpenRacks in Graz", "relevant": ["racks"]},
    {"id": "post-3", "query": "the weather is fine", "relevant": ["satellite"]},
]
BODIES: Rows = [
    {
        "body_id": "body-1",
        "text": "Norvik will open a plant in Graz. The plant makes racks, the company says.\n\nIt opens in May.",
    },
    {"body_id": "body-2", "text": "A satellite of Ardenfab fell into the sea on Monday. Nobody was hurt."},
]
HEADLINES: Rows = [
    {"headline": "Norvik opens plant in Graz", "body_id": "body-1", "stance": "agree"},
    {"headline": "Satellite of Ardenfab falls into sea", "body_id": "body-2", "stance": "discuss"},
    {"headline": "Satellite of Ardenfab falls into sea", "body_id": "body-1", "stance": "unrelated"},
    {"headline": "Norvik opens plant in Graz", "body_id": "body-2", "stance": "unrelated"},
]
AGENCY = "Norvik baut in Graz ein Werk für Serverschränke. Es soll im Mai öffnen. Die Stadt gibt das Grundstück dazu."
OWN = "Die Gemeinderäte stritten lange. Am Ende stimmten sie dem Bau einer Halle mit knapper Mehrheit zu."
PAIRS: Rows = [
    {"silver": "reuse", "a": {"id": "1", "text": AGENCY}, "b": {"id": "2", "text": f"Graz. {AGENCY}"}},
    {"silver": "partial", "a": {"id": "1", "text": AGENCY}, "b": {"id": "4", "text": f"{AGENCY[:50]} {OWN}"}},
    {"silver": "independent", "a": {"id": "1", "text": AGENCY}, "b": {"id": "3", "text": OWN}},
]


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def write_posts(folder: Path) -> Path:
    write_lines(folder / "corpus.jsonl", CLAIMS)
    return write_lines(folder / "dev.jsonl", POSTS)


def write_headlines(folder: Path) -> Path:
    write_lines(folder / "dev.bodies.jsonl", BODIES)
    return write_lines(folder / "dev.jsonl", HEADLINES)


def write_pairs(folder: Path) -> Path:
    return write_lines(folder / "dev.jsonl", PAIRS)
