"""The invented web on a port of this machine, in a process of its own: `python -m tests.benchmarks.server 20 200`.

Prints its address, answers until it is killed, and says at /seen what it was asked: {"/feed 200": 20, ...}.
"""

import json
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

from tests.benchmarks.invented_web import InventedWeb

ROOT = Path(__file__).resolve().parents[2]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, web: InventedWeb) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.web = web
        self.base = f"http://127.0.0.1:{self.server_address[1]}"
        self.seen: Counter[str] = Counter()
        self.lock = Lock()


class Handler(BaseHTTPRequestHandler):
    server: Server
    wbufsize = -1  # or head and body go out one by one, and the second waits for the first to be acknowledged

    def do_GET(self) -> None:
        if self.path == "/seen":
            self._answer(200, json.dumps(self.server.seen).encode(), "application/json")
            return
        kind, number = self.path.strip("/").split("/")
        if kind == "feed":
            body, content_type = self.server.web.feed(int(number.removesuffix(".xml")), self.server.base), "text/xml"
        else:
            body, content_type = self.server.web.page(int(number)), "text/html; charset=utf-8"
        etag = f'"{sha256(body).hexdigest()}"'
        status = 304 if self.headers.get("If-None-Match") == etag else 200
        with self.server.lock:
            self.server.seen[f"{kind} {status}"] += 1
        self._answer(status, body if status == 200 else b"", content_type, etag)

    def _answer(self, status: int, body: bytes, content_type: str, etag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        if status == 200:
            self.send_header("Content-Length", str(len(body)))
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Twenty thousand lines would tell nobody anything."""


@contextmanager
def serving(web: InventedWeb) -> Iterator[str]:
    """The address of a server that is up."""
    command = [sys.executable, "-m", "tests.benchmarks.server", str(web.feeds), str(web.articles)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def seen(base: str) -> dict[str, int]:
    with urllib.request.urlopen(f"{base}/seen") as answer:  # noqa: S310
        counts: dict[str, int] = json.load(answer)
    return counts


if __name__ == "__main__":
    running = Server(InventedWeb(int(sys.argv[1]), int(sys.argv[2])))
    print(running.base, flush=True)  # noqa: T201
    running.serve_forever()
