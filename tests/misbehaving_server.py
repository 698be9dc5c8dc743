"""A real server on this machine that misbehaves in every way asked of it."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket], None]


@dataclass
class Server:
    """Answers each path with raw bytes, or lets a function do what it likes with the connection."""

    port: int
    scheme: str = "http"
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)  # whole requests

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def serve(self, connection: socket.socket) -> None:
        with connection:
            asked = b""
            while b"\r\n\r\n" not in asked:
                received = connection.recv(65536)
                if not received:
                    return
                asked += received
            head, _, body = asked.partition(b"\r\n\r\n")
            length = next(
                (int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"), 0
            )
            while len(body) < length and (received := connection.recv(65536)):
                body, asked = body + received, asked + received
            self.asked.append(asked.decode("latin-1"))
            answer = self.answers.get(self.asked[-1].split(" ")[1], http("404 Not Found"))
            try:
                connection.sendall(answer) if isinstance(answer, bytes) else answer(connection)
            except OSError:
                return  # the fetcher hung up, as it should


@contextmanager
def misbehaving_server(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    listener = socket.create_server(("127.0.0.1", 0))
    running = Server(listener.getsockname()[1], "https" if tls else "http")

    def serve(connection: socket.socket) -> None:
        try:
            running.serve(tls.wrap_socket(connection, server_side=True) if tls else connection)
        except OSError:
            connection.close()  # the fetcher did not like the certificate

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield running
    with suppress(OSError):  # where this ends no waiting `accept`, closing does
        listener.shutdown(socket.SHUT_RDWR)
    listener.close()


def http(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
