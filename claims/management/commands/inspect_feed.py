"""manage.py inspect_feed: feeds in, their entries out; for a web page the feeds it names."""

from typing import Any

from claims import ingest
from claims.management.lines import LinesCommand
from claims.management.sources import load_source


class Command(LinesCommand):
    help = (
        'Reads feeds. Takes {"id", "path" or "url", "http_headers"?} a line from standard input (-) or .jsonl files, '
        'or feeds by their path; writes {"id", "ok", "title", "entries"}, "feeds" for a page, or the "error", a line.'
    )

    def answer(self, asked: dict[str, Any], _options: dict[str, Any]) -> dict[str, Any]:
        source = load_source(asked)
        return ingest.inspect_feed(source.body, url=source.url, content_type=source.content_type)
