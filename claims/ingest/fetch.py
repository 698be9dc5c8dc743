"""The one module that opens sockets: a URL in, a bounded body out, and nothing but the open internet in between.

Every hop of a redirect goes the same way: resolve the host, drop each address that is not the open internet, connect to
one of the addresses that were checked. No name is resolved a second time, so an answer that changes between check and
connection (DNS rebinding) gains nothing. What is posted goes that way too, to its address and no further. The
connection pool is httpcore2's own rather than an httpx2 client: it reads no proxies from the environment, follows no
redirects and decodes no bodies, all of which are done here with limits.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Thread

import httpcore2
import httpx2

from claims.ingest.addresses import Allowlist, is_open_internet, parse_address
from claims.ingest.content_encoding import ACCEPTED, EncodingRefusedError, decoded
from claims.ingest.http import FetchError, Request, Response
from claims.ingest.http_errors import not_taken, refusal, retry_after, tls_trouble

LOOK_UP_SECONDS = 10.0
STEP_SECONDS = 10.0  # to connect, to read one piece
WHOLE_SECONDS = 30.0  # from the first look-up to the last byte, redirects included
MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
OPEN_PORTS = frozenset({80, 443})
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"

NOTHING_BESIDES = Allowlist()

Resolve = Callable[[str, int], list[str]]


def resolve_host(host: str, port: int) -> list[str]:
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def look_up(resolve: Resolve, host: str, port: int, seconds: float) -> list[str]:
    """The system's look-up has no timeout of its own, so it is waited for in a thread that may be left behind."""
    answer: Future[list[str]] = Future()

    def run() -> None:
        try:
            answer.set_result(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answer.set_exception(error)

    Thread(target=run, name=f"look-up of {host}", daemon=True).start()
    try:
        return answer.result(seconds)
    except FutureTimeoutError as error:
        raise httpcore2.ConnectTimeout("looking up the name took too long") from error


@dataclass(frozen=True)
class Fetcher:
    """Callable as `Fetch`. Holds settings only, so one may be shared by threads."""

    user_agent: str
    allow: Allowlist = NOTHING_BESIDES
    resolve: Resolve = resolve_host
    step_seconds: float = STEP_SECONDS
    whole_seconds: float = WHOLE_SECONDS
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def __call__(self, request: Request) -> Response:
        """Fetch, following redirects; raises FetchError for everything that brought neither a body nor a 304."""
        deadline = time.monotonic() + self.whole_seconds
        backend = CheckedBackend(self.allow, self.resolve, deadline)
        with httpcore2.ConnectionPool(ssl_context=self.tls, network_backend=backend) as pool:
            url, hops = parse_url(request.url), list[tuple[int, str]]()
            while True:
                with _explained(str(url)), self._asked(pool, url, request) as answer:
                    location = _header(answer, b"location")
                    if answer.status not in REDIRECTS or not location or request.post is not None:
                        return _read(answer, str(url), request, tuple(hops), deadline)
                hops.append((answer.status, str(url)))
                url = _next_hop(url, location, hops)

    @contextmanager
    def _asked(self, pool: httpcore2.ConnectionPool, url: httpx2.URL, request: Request) -> Iterator[httpcore2.Response]:
        headers = {"User-Agent": self.user_agent, "Accept": ACCEPT, "Accept-Encoding": ACCEPTED, "Connection": "close"}
        if request.etag:
            headers["If-None-Match"] = request.etag
        if request.last_modified:
            headers["If-Modified-Since"] = request.last_modified
        if request.headers.are_for(url.raw_host.decode("ascii")) and not is_downgrade(request.url, url):
            headers |= dict(request.headers.pairs)
        if request.post is not None:
            headers |= {"Content-Type": "application/json", "Content-Length": str(len(request.post))}
        method = "GET" if request.post is None else "POST"
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        timeout = {"connect": self.step_seconds, "read": self.step_seconds, "write": self.step_seconds, "pool": 0}
        sent = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
        with pool.stream(method, target, headers=sent, content=request.post, extensions={"timeout": timeout}) as answer:
            yield answer


def open_fetcher(user_agent: str, allow: Iterable[str] = ()) -> Fetcher:
    """`allow` names hosts and networks that may be fetched although they are not the open internet."""
    return Fetcher(user_agent, Allowlist.of(allow))


def parse_url(url: str) -> httpx2.URL:
    try:
        parsed = httpx2.URL(url.strip())
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise FetchError(f"{url} is not a valid address ({error})", kind="url", permanent=True) from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise FetchError(f"{url} is not an http or https address", kind="url", permanent=True)
    if parsed.userinfo:
        bare = parsed.copy_with(username=None, password=None)
        raise FetchError(
            f"The address of {bare} holds a user name or a password, which would stand in logs and lists;"
            " give the address without it",
            kind="url",
            permanent=True,
        )
    return parsed


def is_downgrade(asked: str, url: httpx2.URL) -> bool:
    """A redirect from https to http would send a secret in the open."""
    return parse_url(asked).scheme == "https" and url.scheme == "http"


def _next_hop(url: httpx2.URL, location: str, hops: list[tuple[int, str]]) -> httpx2.URL:
    if len(hops) > MAX_REDIRECTS:
        raise FetchError(
            f"{hops[0][1]} redirects more than {MAX_REDIRECTS} times (last to {location}); "
            "open it in a browser and use the address it ends at",
            kind="redirect",
        )
    try:
        target = url.join(location)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise FetchError(f"{url} redirects to {location!r}, which is no valid address", kind="redirect") from error
    return parse_url(str(target))


def _read(
    answer: httpcore2.Response, url: str, request: Request, hops: tuple[tuple[int, str], ...], deadline: float
) -> Response:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
    if answer.status == 304 and (request.etag or request.last_modified):
        return Response(url, 304, b"", headers, hops)
    is_success = answer.status in (200, 203) if request.post is None else 200 <= answer.status < 300
    if not is_success:
        retry_at = retry_after(headers.get("retry-after", ""), datetime.now(UTC))
        if request.post is not None:
            raise not_taken(url, answer.status, retry_at)
        raise refusal(url, answer.status, headers, retry_at)
    body = bytearray()
    for piece in decoded(answer.iter_stream(), headers.get("content-encoding", "")):
        body += piece
        if len(body) > request.max_bytes:
            raise FetchError(
                f"{url} sends more than {request.max_bytes:,} bytes: no feed or article page is that long;"
                " check the address",
                kind="too large",
            )
        if time.monotonic() > deadline:
            raise httpcore2.ReadTimeout("the body did not end")
    return Response(url, answer.status if request.post is not None else 200, bytes(body), headers, hops)


def _header(answer: httpcore2.Response, name: bytes) -> str:
    """A header's bytes as UTF-8, which is what servers mean when a Location is not ASCII."""
    return next((value.decode("utf-8", "replace") for key, value in answer.headers if key.lower() == name), "")


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """What went wrong on the wire, as a FetchError that a curator can read."""
    try:
        yield
    except EncodingRefusedError as error:
        raise FetchError(f"{url} cannot be read: {error}", kind="encoding") from error
    except httpcore2.TimeoutException as error:
        raise FetchError(
            f"{url} did not answer in time ({error or 'no data'}); it is tried again later", kind="timeout"
        ) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        cause = error.__cause__ or error.__context__
        if isinstance(cause, ssl.SSLError):
            raise FetchError(f"{url}: no secure connection: {tls_trouble(cause)}", kind="tls") from error
        message = f"{url}: the connection failed ({error}); it is tried again later"
        raise FetchError(message, kind="connection") from error


class CheckedBackend(httpcore2.NetworkBackend):
    """Connects to checked addresses only, and lets no operation outlive the deadline of the whole fetch."""

    def __init__(self, allow: Allowlist, resolve: Resolve, deadline: float) -> None:
        self.allow = allow
        self.resolve = resolve
        self.deadline = deadline
        self.inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        for address in self._checked(host, port):
            try:
                patience = _patience(timeout, self.deadline, httpcore2.ConnectTimeout)
                stream = self.inner.connect_tcp(address, port, patience, local_address, socket_options)
                return DeadlineStream(stream, self.deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            patience = _patience(LOOK_UP_SECONDS, self.deadline, httpcore2.ConnectTimeout)
            found = list(dict.fromkeys(look_up(self.resolve, host, port, patience)))
        except (OSError, UnicodeError) as error:
            raise FetchError(
                f"the host name {host} is not known ({error}); check the address for a typo", kind="dns"
            ) from error
        admitted = [text for text in found if self._admits(host, text, port)]
        if found and not admitted:
            raise FetchError(
                f"{host} port {port} leads to {', '.join(found)}: only public addresses on ports 80 and 443"
                " are fetched. An administrator can allow an intranet host with FETCH_ALLOW.",
                kind="refused address",
                permanent=True,
            )
        return admitted

    def _admits(self, host: str, text: str, port: int) -> bool:
        address = parse_address(text)
        return self.allow.admits(host, address) or (port in OPEN_PORTS and is_open_internet(address))


class DeadlineStream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self.inner = inner
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, _patience(timeout, self.deadline, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, _patience(timeout, self.deadline, httpcore2.WriteTimeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        patience = _patience(timeout, self.deadline, httpcore2.ConnectTimeout)
        return DeadlineStream(self.inner.start_tls(ssl_context, server_hostname, patience), self.deadline)

    def get_extra_info(self, info: str) -> object:
        return self.inner.get_extra_info(info)


def _patience(timeout: float | None, deadline: float, too_late: type[httpcore2.TimeoutException]) -> float:
    """How long one operation may take: its own limit, or what is left of the whole fetch."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise too_late("the whole fetch took too long")
    return left if timeout is None else min(timeout, left)
