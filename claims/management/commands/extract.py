"""manage.py extract: texts in, attributed statements out."""

from argparse import ArgumentParser
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from claims.extract import Confidence, extract, extraction_to_dict
from claims.ingest.asides import blank_asides
from claims.management.lines import BadInputError, LinesCommand, read_file, text_field


class Command(LinesCommand):
    help = (
        'Finds who said what. Reads {"id", "text", "lang"?, "published"?} a line from standard input (-) or .jsonl '
        'files, or text files by their path; writes {"id", "lang", "attributions"} a line, offsets in characters of '
        'the text. "published" is the article\'s date, by which "next year" is read.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--low", action="store_true", help="print statements of low confidence too")

    def answer(self, asked: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        text = self.text(asked)
        # What a text was copied with: comments and captions are nobody's statements in the article.
        found = extract(blank_asides(text), text_field(asked, "lang") or None, published=self.published(asked))
        shown = set(Confidence) if options["low"] else {Confidence.HIGH, Confidence.MEDIUM}
        kept = tuple(attribution for attribution in found.attributions if attribution.confidence in shown)
        return extraction_to_dict(replace(found, attributions=kept), text)

    def published(self, asked: dict[str, Any]) -> date | None:
        written = text_field(asked, "published")
        try:
            return datetime.fromisoformat(written).date() if written else None
        except ValueError as error:
            raise BadInputError(f'"published" is no date like 2026-05-03: {written!r}') from error

    def text(self, asked: dict[str, Any]) -> str:
        if "text" in asked:
            return text_field(asked, "text")
        if "path" in asked:
            return read_file(text_field(asked, "path"))[0].decode("utf-8", "replace")
        raise BadInputError('the line has neither "text" nor "path"')
