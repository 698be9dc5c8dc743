"""manage.py extract: texts in, attributed statements out."""

from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from claims.extract import Confidence, extract, extraction_to_dict
from claims.management.lines import BadInputError, LinesCommand, read_file, text_field


class Command(LinesCommand):
    help = (
        'Finds who said what. Reads {"id", "text", "lang"?} a line from standard input (-) or .jsonl files, or text '
        'files by their path; writes {"id", "lang", "attributions"} a line, offsets in characters of the text.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--low", action="store_true", help="print statements of low confidence too")

    def answer(self, asked: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        found = extract(self.text(asked), text_field(asked, "lang") or None)
        shown = set(Confidence) if options["low"] else {Confidence.HIGH, Confidence.MEDIUM}
        kept = tuple(attribution for attribution in found.attributions if attribution.confidence in shown)
        return extraction_to_dict(replace(found, attributions=kept))

    def text(self, asked: dict[str, Any]) -> str:
        if "text" in asked:
            return text_field(asked, "text")
        if "path" in asked:
            return read_file(text_field(asked, "path"))[0].decode("utf-8", "replace")
        raise BadInputError('the line has neither "text" nor "path"')
