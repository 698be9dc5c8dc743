"""Fetching, against a real server on this machine that misbehaves in every way asked of it."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import brotli
import pytest

from claims.ingest.addresses import Allowlist
from claims.ingest.fetch import Fetcher, is_downgrade, open_fetcher, parse_url
from claims.ingest.http import FetchError, Request, Response, SiteHeaders
from claims.ingest.http_errors import retry_after
from tests.misbehaving_server import Server, http, misbehaving_server


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving_server() as running:
        yield running


AGENT = "claim-tracker/test (+ada@tracker.example)"


@pytest.fixture
def fetch() -> Fetcher:
    return Fetcher(AGENT, Allowlist.of(["127.0.0.1"]), step_seconds=0.5, whole_seconds=2)


# What the resolver takes for an address that is not the open internet.
PRIVATE_HOSTS = """
10.0.0.1 169.254.169.254 0.0.0.0 0 127.2 2130706434 167772161 0x0a000001 0x7f.2 100.64.0.1 224.0.0.1
[::1] [::] [::127.0.0.1] [::ffff:10.0.0.1] [::ffff:a00:1] [64:ff9b::a00:1] [64:ff9b::10.0.0.1] [64:ff9b:1::a00:1]
[2002:a00:1::1] [2001:0:53aa::1] [fe80::1] [fec0::1] [fd00::1] [ff02::1] [2001:db8::1]
""".split()


def failure(fetch: Callable[[Request], Response], url: str, max_bytes: int = 5_000_000) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(Request(url, max_bytes=max_bytes))
    assert not isinstance(caught.value.__context__, AssertionError)
    return caught.value


def test_a_body_comes_with_its_headers_and_address(server: Server, fetch: Fetcher) -> None:
    server.answers["/feed"] = http("200 OK", b"<rss/>", 'ETag: W/"a\'b"', "Content-Type: application/rss+xml")
    response = fetch(Request(server.url("/feed")))
    assert (response.status, response.body, response.url) == (200, b"<rss/>", server.url("/feed"))
    assert (response.headers["etag"], response.content_type) == ('W/"a\'b"', "application/rss+xml")
    assert f"User-Agent: {AGENT}" in server.asked[0]
    assert "Accept-Encoding: gzip, br\r\n" in server.asked[0]


def test_validators_go_back_as_they_came_and_304_is_no_error(server: Server, fetch: Fetcher) -> None:
    server.answers["/feed"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    response = fetch(Request(server.url("/feed"), etag='W/"x, y"', last_modified="yesterday, or so"))
    assert response.not_modified
    assert response.body == b""
    assert 'If-None-Match: W/"x, y"\r\n' in server.asked[0]
    assert "If-Modified-Since: yesterday, or so\r\n" in server.asked[0]


def test_a_304_that_nobody_asked_for_is_an_error(server: Server, fetch: Fetcher) -> None:
    server.answers["/feed"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    assert failure(fetch, server.url("/feed")).status == 304


@pytest.mark.parametrize(("encoding", "compress"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_compressed_bodies_are_decoded(
    server: Server, fetch: Fetcher, encoding: str, compress: Callable[[bytes], bytes]
) -> None:
    server.answers["/feed"] = http("200 OK", compress(b"<rss/>" * 100), f"Content-Encoding: {encoding}")
    assert fetch(Request(server.url("/feed"))).body == b"<rss/>" * 100


@pytest.mark.parametrize(("encoding", "compress"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_bomb_is_cut_off_at_the_limit(
    server: Server, fetch: Fetcher, encoding: str, compress: Callable[[bytes], bytes]
) -> None:
    server.answers["/bomb"] = http("200 OK", compress(bytes(100_000_000)), f"Content-Encoding: {encoding}")
    error = failure(fetch, server.url("/bomb"), max_bytes=1_000_000)
    assert error.kind == "too large"
    assert "1,000,000 bytes" in str(error)


@pytest.mark.parametrize("encoding", ["zstd", "gzip, gzip", "deflate"])
def test_other_encodings_are_refused(server: Server, fetch: Fetcher, encoding: str) -> None:
    server.answers["/feed"] = http("200 OK", b"xxxx", f"Content-Encoding: {encoding}")
    assert failure(fetch, server.url("/feed")).kind == "encoding"


def test_a_truncated_gzip_body_is_refused(server: Server, fetch: Fetcher) -> None:
    server.answers["/feed"] = http("200 OK", gzip.compress(b"<rss/>" * 1000)[:-10], "Content-Encoding: gzip")
    assert failure(fetch, server.url("/feed")).kind == "encoding"


def test_redirects_are_followed_and_remembered(server: Server, fetch: Fetcher) -> None:
    server.answers["/old"] = http("301 Moved Permanently", b"", "Location: /new?a=1")
    server.answers["/new?a=1"] = http("302 Found", b"", f"Location: {server.url('/newest')}")
    server.answers["/newest"] = http("200 OK", b"here")
    response = fetch(Request(server.url("/old")))
    assert response.body == b"here"
    assert response.url == server.url("/newest")
    assert response.hops == ((301, server.url("/old")), (302, server.url("/new?a=1")))


def test_the_headers_of_a_site_go_to_its_own_hosts_and_to_no_other(server: Server) -> None:
    fetch = Fetcher(AGENT, Allowlist.of(["127.0.0.1"]), resolve=lambda _host, _port: ["127.0.0.1"])
    hosts = ("www.post.example", "m.post.example", "outpost.example", "post.example")
    for number, host in enumerate(hosts[1:]):
        server.answers[f"/{number}"] = http("302 Found", b"", f"Location: {server.url(f'/{number + 1}', host)}")
    server.answers["/3"] = http("200 OK", b"here")
    fetch(Request(server.url("/0", hosts[0]), headers=SiteHeaders("post.example", (("Cookie", "consent=yes"),))))
    sent = ["Cookie: consent=yes\r\n" in asked for asked in server.asked]
    assert sent == [True, True, False, True]


def test_the_headers_of_a_site_reach_it_under_its_name_in_any_script(server: Server) -> None:
    fetch = Fetcher(AGENT, Allowlist.of(["127.0.0.1"]), resolve=lambda _host, _port: ["127.0.0.1"])
    server.answers["/"] = http("200 OK", b"here")
    site = SiteHeaders("xn--mller-kva.example", (("Cookie", "a=b"),))
    fetch(Request(server.url("/", "www.müller.example"), headers=site))
    assert "Cookie: a=b\r\n" in server.asked[0]


def test_a_redirect_out_of_https_gets_no_headers_of_the_site() -> None:
    assert is_downgrade("https://post.example/", parse_url("http://post.example/"))
    assert not is_downgrade("http://post.example/", parse_url("http://post.example/"))
    assert not is_downgrade("https://post.example/", parse_url("https://post.example/a"))


def test_a_redirect_loop_ends(server: Server, fetch: Fetcher) -> None:
    server.answers["/loop"] = http("302 Found", b"", "Location: /loop")
    assert failure(fetch, server.url("/loop")).kind == "redirect"
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("file:///etc/passwd", "url"),
        ("gopher://127.0.0.1/", "url"),
        *((f"http://{host}/", "refused address") for host in PRIVATE_HOSTS),
    ],
)
def test_a_redirect_to_a_private_place_is_refused(server: Server, fetch: Fetcher, location: str, kind: str) -> None:
    server.answers["/out"] = http("302 Found", b"", "Location: /further")
    server.answers["/further"] = http("307 Temporary Redirect", b"", f"Location: {location}")
    for path in ("/further", "/out"):
        error = failure(fetch, server.url(path))
        assert error.kind == kind
        assert error.permanent


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_a_private_place_is_refused_in_whatever_spelling(fetch: Fetcher, host: str) -> None:
    error = failure(fetch, f"http://{host}/")
    assert (error.kind, error.permanent) == ("refused address", True)


@pytest.mark.parametrize("port", [22, 25, 6379, 8080])
def test_no_hop_leads_to_another_port(server: Server, fetch: Fetcher, port: int) -> None:
    server.answers["/out"] = http("302 Found", b"", f"Location: http://93.184.215.14:{port}/")
    assert failure(fetch, server.url("/out")).kind == "refused address"


@pytest.mark.parametrize("user", ["ada:secret@", "ada@", ":secret@", "93.184.215.14:80@"])
def test_an_address_with_a_password_is_refused_and_the_password_not_repeated(
    server: Server, fetch: Fetcher, user: str
) -> None:
    server.answers["/feed"] = http("200 OK", b"x")
    address = server.url("/feed", f"{user}127.0.0.1")
    server.answers["/out"] = http("302 Found", b"", f"Location: {address}")
    for url in (address, server.url("/out")):
        error = failure(fetch, url)
        assert (error.kind, error.permanent) == ("url", True)
        assert server.url("/feed") in str(error)
        assert "secret" not in str(error)
    assert len(server.asked) == 1


def test_this_machine_is_refused_unless_it_is_allowed(server: Server) -> None:
    error = failure(open_fetcher(AGENT), server.url("/feed", "localhost"))
    assert error.kind == "refused address"
    assert "localhost" in str(error)
    assert server.asked == []


def test_a_public_address_is_refused_on_other_ports() -> None:
    fetch = Fetcher(AGENT, resolve=lambda *_: ["93.184.215.14"])
    assert failure(fetch, "http://news.example:8080/").kind == "refused address"


def test_the_name_is_resolved_once_so_that_rebinding_gains_nothing(server: Server) -> None:
    answers = iter([["10.0.0.1", "127.0.0.1"], ["10.0.0.1"]])
    fetch = Fetcher(AGENT, Allowlist.of(["127.0.0.1"]), resolve=lambda *_: next(answers))
    server.answers["/feed"] = http("200 OK", b"x")
    assert fetch(Request(server.url("/feed", "rebinding.example"))).body == b"x"
    assert f"Host: rebinding.example:{server.port}" in server.asked[0]
    assert failure(fetch, server.url("/feed", "rebinding.example")).kind == "refused address"


def test_no_proxy_is_taken_from_the_environment(
    server: Server, fetch: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.answers["/feed"] = http("200 OK", b"x")
    assert fetch(Request(server.url("/feed"))).body == b"x"


def unknown_host(host: str, port: int) -> list[str]:
    raise socket.gaierror(-2, "Name or service not known")


def test_a_name_that_is_looked_up_for_ever_is_given_up() -> None:
    never = threading.Event()

    def resolve(_host: str, _port: int) -> list[str]:
        never.wait()
        return []

    fetch = Fetcher("test", resolve=resolve, whole_seconds=0.3)
    started = time.monotonic()
    with pytest.raises(FetchError, match="looking up the name took too long") as failed:
        fetch(Request("https://langsam.example/"))
    never.set()
    assert failed.value.kind == "timeout"
    assert time.monotonic() - started < 5


def test_an_unknown_host_is_named() -> None:
    error = failure(Fetcher(AGENT, resolve=unknown_host), "http://nowhere.example/")
    assert error.kind == "dns"
    assert "nowhere.example" in str(error)


@pytest.mark.parametrize(
    "url", ["", "news.example", "ftp://news.example/", "http://", "http://news.example:x/", "http://0177.0.0.1/"]
)
def test_what_is_no_web_address_is_refused(fetch: Fetcher, url: str) -> None:
    assert failure(fetch, url).kind == "url"


def test_a_refused_connection_is_a_connection_error(server: Server, fetch: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    assert failure(fetch, f"http://127.0.0.1:{port}/").kind == "connection"


def test_a_server_that_speaks_no_tls_is_a_tls_error(fetch: Fetcher) -> None:
    def answer_in_clear() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(http("400 Bad Request"))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=answer_in_clear, daemon=True).start()
        error = failure(fetch, f"https://127.0.0.1:{listener.getsockname()[1]}/")
    assert error.kind == "tls"
    assert "certificate" in str(error)


def test_silence_before_the_answer_times_out(server: Server, fetch: Fetcher) -> None:
    server.answers["/hang"] = lambda _: time.sleep(3)
    assert failure(fetch, server.url("/hang")).kind == "timeout"


def test_silence_in_the_middle_of_a_body_times_out(server: Server, fetch: Fetcher) -> None:
    def half(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        time.sleep(3)

    server.answers["/half"] = half
    assert failure(fetch, server.url("/half")).kind == "timeout"


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "])
def test_a_drip_that_never_ends_is_cut_off_by_the_whole_time(server: Server, fetch: Fetcher, start: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(b"x")
            time.sleep(0.1)

    server.answers["/drip"] = drip
    began = time.monotonic()
    assert failure(fetch, server.url("/drip")).kind == "timeout"
    assert time.monotonic() - began < 4


def test_a_body_shorter_than_it_says_is_an_error(server: Server, fetch: Fetcher) -> None:
    server.answers["/short"] = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"
    assert failure(fetch, server.url("/short")).kind == "connection"


def test_what_is_no_http_is_an_error(server: Server, fetch: Fetcher) -> None:
    server.answers["/"] = b"SSH-2.0-server\r\n\r\n"
    assert failure(fetch, server.url("/")).kind == "connection"


@pytest.mark.parametrize(
    ("status", "permanent", "advice"),
    [
        ("404 Not Found", False, "nothing is there"),
        ("410 Gone", True, "removed for good"),
        ("403 Forbidden", False, "refuses this reader"),
        ("500 Internal Server Error", False, "tried again later"),
        ("204 No Content", False, "check the address"),
        ("599 Odd", False, "tried again later"),
    ],
)
def test_a_status_becomes_advice(server: Server, fetch: Fetcher, status: str, permanent: bool, advice: str) -> None:  # noqa: FBT001
    server.answers["/x"] = f"HTTP/1.1 {status}\r\n\r\n".encode()
    error = failure(fetch, server.url("/x"))
    assert (error.kind, error.status, error.permanent) == ("http", int(status[:3]), permanent)
    assert server.url("/x") in str(error)
    assert advice in str(error)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_the_server_may_say_when_to_come_back(server: Server, fetch: Fetcher, status: str) -> None:
    server.answers["/x"] = http(status, b"", "Retry-After: 3600")
    retry_at = failure(fetch, server.url("/x")).retry_at
    assert retry_at is not None
    assert timedelta(minutes=59) < retry_at - datetime.now(UTC) < timedelta(minutes=61)


def test_a_browser_check_is_named(server: Server, fetch: Fetcher) -> None:
    server.answers["/x"] = http("403 Forbidden", b"", "cf-mitigated: challenge")
    assert "browser check" in str(failure(fetch, server.url("/x")))


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert retry_after("120", now) == now + timedelta(minutes=2)
    assert retry_after("Sun, 01 Mar 2026 13:00:00 GMT", now) == datetime(2026, 3, 1, 13, tzinfo=UTC)
    assert retry_after("soon", now) is None
    assert retry_after("", now) is None
