import http.server
import socket
import threading
from collections.abc import Iterator

import pytest
import start_tracker
from probe_web import complaint
from project import SetupError


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_named_with_the_way_out(taken_port: int) -> None:
    with pytest.raises(SetupError, match=rf"Port {taken_port} is taken.*bin/start --port {taken_port + 1}"):
        start_tracker.refuse_taken_port("127.0.0.1", taken_port)


def test_a_port_that_cannot_be_is_refused() -> None:
    with pytest.raises(SetupError, match="no port 70000"):
        start_tracker.refuse_taken_port("127.0.0.1", 70000)


def test_without_redis_one_process_does_the_background_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "")
    assert [child.command[1:] for child in start_tracker.background({})] == [["manage.py", "work"]]


def test_with_redis_celery_does_and_beat_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379/0")
    worker, beat = start_tracker.background({})
    assert "worker" in worker.command
    assert "polling,fetching,language,ledger" in worker.command
    assert "beat" in beat.command


class Health(http.server.BaseHTTPRequestHandler):
    """Answers /healthz under the name tracker.example only."""

    def do_GET(self) -> None:
        is_right = self.path == "/healthz" and self.headers["Host"] == "tracker.example"
        self.send_response(200 if is_right else 400)
        self.end_headers()

    def log_message(self, *_anything: object) -> None:
        """Not into the test's output."""


@pytest.fixture
def health_port() -> Iterator[int]:
    with http.server.HTTPServer(("127.0.0.1", 0), Health) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_the_web_server_is_asked_under_its_public_name(health_port: int) -> None:
    assert complaint(health_port, "https://tracker.example") == ""
    assert complaint(health_port, "http://127.0.0.1") == "/healthz answers 400 Bad Request"


def test_a_web_server_that_is_not_there_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "/healthz does not answer" in complaint(port, "http://127.0.0.1")
