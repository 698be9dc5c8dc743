"""The bytes that a line of input names, from a file or from the web."""

from dataclasses import dataclass
from typing import Any

from claims import pipeline
from claims.ingest.http import FetchError, Request
from claims.management.lines import BadInputError, read_file, text_field


@dataclass(frozen=True)
class Source:
    body: bytes
    content_type: str
    url: str


def load_source(asked: dict[str, Any]) -> Source:
    """`path` is read if there is one, and `url` then only says where the page stood; else `url` is fetched."""
    path, url = text_field(asked, "path"), text_field(asked, "url")
    headers = asked.get("http_headers") or {}
    if not isinstance(headers, dict):
        raise BadInputError('"http_headers" must be an object')
    sent = next((str(value) for name, value in headers.items() if name.lower() == "content-type"), "")
    if path:
        body, guessed = read_file(path)
        return Source(body, sent or guessed, url)
    if not url:
        raise BadInputError('the line has neither "path" nor "url"')
    try:
        response = pipeline.fetcher()(Request(url))
    except FetchError as error:
        raise BadInputError(str(error)) from error
    return Source(response.body, sent or response.content_type, response.url)
