"""The cases of which words find which: (language of the text, the text, the question, the hits as they stand in it)."""

from pathlib import Path

FINDS = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "fulltext" / "finds.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
FINDS_IDS = [f"{question} in {text}" for _lang, text, question, _hits in FINDS]
