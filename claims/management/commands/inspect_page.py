"""manage.py inspect_page: article pages in, their blocks and text out."""

from typing import Any

from claims import ingest
from claims.management.lines import BadInputError, LinesCommand
from claims.management.sources import load_source


class Command(LinesCommand):
    help = (
        'Reads article pages. Takes {"id", "path" or "url", "url"?, "rules"?} a line from standard input (-) or .jsonl '
        'files, or pages by their path; "rules" are those of a site, {"remove": [selectors], "keep": selector}. '
        'Writes {"id", "title", "author", "published", "lang", "blocks", "text"} a line.'
    )

    def answer(self, asked: dict[str, Any], _options: dict[str, Any]) -> dict[str, Any]:
        try:
            rules = ingest.read_rules(asked.get("rules") or {})
            source = load_source(asked)
            return ingest.inspect_page(source.body, content_type=source.content_type, url=source.url, rules=rules)
        except (ingest.BadRulesError, ingest.PageRefused) as error:
            raise BadInputError(str(error)) from error
