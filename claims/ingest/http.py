"""What fetching takes and yields; fetch.py is the one module that opens sockets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class SiteHeaders:
    """Headers for one site's own hosts, wherever a redirect leads. Values may be secrets: they stand in no repr."""

    site: str = ""  # "example.org" is for "www.example.org" too
    pairs: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def are_for(self, host: str) -> bool:
        return bool(self.site) and (host == self.site or host.endswith(f".{self.site}"))


NO_HEADERS = SiteHeaders()


@dataclass(frozen=True)
class Request:
    """`etag` and `last_modified` are sent back exactly as they came; `max_bytes` bounds the decoded body.

    `obeys_robots`: the address is a page, which the site's robots.txt may close; a feed is published to be polled.
    `post` is JSON to be sent there instead of asking for something; it is sent to that address and to no other, so a
    redirect is a refusal.
    """

    url: str
    etag: str = ""
    last_modified: str = ""
    max_bytes: int = 5_000_000
    obeys_robots: bool = False
    headers: SiteHeaders = NO_HEADERS
    post: bytes | None = None


@dataclass(frozen=True)
class Response:
    """A body (status 200) or the news that it has not changed (304, empty body); to what was posted, any success."""

    url: str  # after redirects
    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)  # lower-case names
    hops: tuple[tuple[int, str], ...] = ()  # (status, url) of each redirect followed

    @property
    def not_modified(self) -> bool:
        return self.status == 304

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")


class FetchError(Exception):
    """A fetch that brought nothing.

    `permanent`: trying again will not help. `retry_at`: when the server wishes to be asked again.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: str,
        status: int | None = None,
        permanent: bool = False,
        retry_at: datetime | None = None,
    ) -> None:
        super().__init__(message)
        # "url", "refused address", "redirect", "timeout", "too large", "http", "dns", "tls", "connection", "encoding",
        # "robots"
        self.kind = kind
        self.status = status
        self.permanent = permanent
        self.retry_at = retry_at


Fetch = Callable[[Request], Response]
