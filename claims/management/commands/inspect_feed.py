"""manage.py inspect_feed: feeds in, their entries out; for a web page the feeds it names."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from claims import ingest
from claims.management.lines import answer_all
from claims.management.sources import load_source


class Command(BaseCommand):
    help = (
        'Reads feeds. Takes {"id", "path" or "url", "http_headers"?} a line from standard input (-) or .jsonl files, '
        'or feeds by their path; writes {"id", "ok", "title", "entries"}, "feeds" for a page, or the "error", a line.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="+", metavar="-|PATH")

    def handle(self, *_args: Any, inputs: list[str], **_options: Any) -> None:
        def answer(asked: dict[str, Any]) -> dict[str, Any]:
            source = load_source(asked)
            return ingest.inspect_feed(source.body, url=source.url, content_type=source.content_type)

        for line in answer_all(inputs, answer):
            self.stdout.write(line)
            self.stdout.flush()
