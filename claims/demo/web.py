"""The demo's invented web: it answers the pipeline's requests from files, as that web was at a given time."""

import json
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from claims.ingest.http import FetchError, Request, Response

CONTENT = Path(__file__).parent / "content"
TYPES = {".html": "text/html; charset=utf-8", ".xml": "application/xml", ".json": "application/feed+json"}
SECOND_VERSION = ".v2.html"


class DemoWeb:
    """A fetch. Feeds list what was published by `now`; an edited page shows its second version at later visits."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._visits: Counter[str] = Counter()

    def __call__(self, request: Request) -> Response:
        file = find_file(request.url)
        if file is None:
            raise FetchError(f"{request.url} is not part of the demo.", kind="http", status=404, permanent=True)
        self._visits[request.url] += 1
        if self._visits[request.url] > 1 and (second := second_version(file)):
            file = second
        body = file.read_bytes()
        if file.suffix == ".xml":
            body = xml_until(body, self.now)
        elif file.suffix == ".json":
            body = json_until(body, self.now)
        return Response(request.url, 200, body, {"content-type": TYPES[file.suffix]})


def find_file(url: str) -> Path | None:
    """The file of an address; content/README.md has the mapping."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    place = CONTENT / "web" / (parts.hostname or "") / (path.strip("/") + ("/index" if path.endswith("/") else ""))
    candidates = (place, *(place.with_name(place.name + suffix) for suffix in TYPES))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def second_version(file: Path) -> Path | None:
    second = file.with_name(file.name.removesuffix(".html") + SECOND_VERSION)
    return second if second.is_file() else None


def xml_until(body: bytes, now: datetime) -> bytes:
    """The feed without what was published after `now`."""
    feed = BeautifulSoup(body, "xml")
    for entry in feed.find_all(["item", "entry"]):
        stamp = entry.find(["pubDate", "published", "updated", "date"])
        if stamp and moment(stamp.get_text(strip=True)) > now:
            entry.decompose()
    return feed.encode("utf-8")


def json_until(body: bytes, now: datetime) -> bytes:
    feed: dict[str, Any] = json.loads(body)
    feed["items"] = [item for item in feed["items"] if moment(item["date_published"]) <= now]
    return json.dumps(feed).encode()


def moment(stamp: str) -> datetime:
    """An RFC 822 or ISO 8601 date with its zone."""
    return datetime.fromisoformat(stamp) if stamp[:4].isdigit() else parsedate_to_datetime(stamp)


def read_json(name: str) -> Any:
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))
