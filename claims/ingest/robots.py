"""What a site lets robots read: its robots.txt (RFC 9309), in the reading of the protego library."""

from functools import lru_cache
from urllib.parse import urlsplit

from protego import Protego

from claims.ingest.urls import normalise_url

AGENT = "claim-tracker"  # the name by which a site can address us
LARGEST = 512_000  # bytes; RFC 9309 asks for at least 500 KiB
LONGEST_DELAY = 30.0  # seconds; a site that asks for more is read, but not that slowly


def robots_address(url: str) -> str:
    parts = urlsplit(normalise_url(url))
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def may_read(robots: str, url: str) -> bool:
    return not robots or _parsed(robots).can_fetch(url, AGENT)


def crawl_delay(robots: str) -> float:
    """Seconds between two requests that the site asks for; 0 where it asks for none."""
    delay = _parsed(robots).crawl_delay(AGENT) if robots else None
    return min(max(delay or 0.0, 0.0), LONGEST_DELAY)


@lru_cache(maxsize=64)
def _parsed(robots: str) -> Protego:
    return Protego.parse(robots)
