"""manage.py extract: texts in, attributed statements out."""

from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand

from claims.extract import Confidence, extract, extraction_to_dict
from claims.management.lines import BadInputError, answer_all, read_file, text_field


class Command(BaseCommand):
    help = (
        'Finds who said what. Reads {"id", "text", "lang"?} a line from standard input (-) or .jsonl files, or text '
        'files by their path; writes {"id", "lang", "attributions"} a line, offsets in characters of the text.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="+", metavar="-|PATH")
        parser.add_argument("--low", action="store_true", help="print statements of low confidence too")

    def handle(self, *_args: Any, inputs: list[str], low: bool, **_options: Any) -> None:
        shown = set(Confidence) if low else {Confidence.HIGH, Confidence.MEDIUM}

        def answer(asked: dict[str, Any]) -> dict[str, Any]:
            text, lang = text_field(asked, "text"), text_field(asked, "lang")
            if "text" not in asked and "path" in asked:
                text = read_file(text_field(asked, "path"))[0].decode("utf-8", "replace")
            elif "text" not in asked:
                raise BadInputError('the line has neither "text" nor "path"')
            found = extract(text, lang or None)
            kept = tuple(attribution for attribution in found.attributions if attribution.confidence in shown)
            return extraction_to_dict(replace(found, attributions=kept))

        for line in answer_all(inputs, answer):
            self.stdout.write(line)
            self.stdout.flush()
