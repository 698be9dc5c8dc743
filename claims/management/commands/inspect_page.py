"""manage.py inspect_page: article pages in, their blocks and text out."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from claims import ingest
from claims.management.lines import BadInputError, answer_all
from claims.management.sources import load_source


class Command(BaseCommand):
    help = (
        'Reads article pages. Takes {"id", "path" or "url", "url"?} a line from standard input (-) or .jsonl files, or '
        'pages by their path; writes {"id", "title", "author", "published", "lang", "blocks", "text"} a line.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="+", metavar="-|PATH")

    def handle(self, *_args: Any, inputs: list[str], **_options: Any) -> None:
        def answer(asked: dict[str, Any]) -> dict[str, Any]:
            source = load_source(asked)
            try:
                return ingest.inspect_page(source.body, content_type=source.content_type, url=source.url)
            except ingest.PageRefused as error:
                raise BadInputError(str(error)) from error

        for line in answer_all(inputs, answer):
            self.stdout.write(line)
            self.stdout.flush()
