"""A real mail server on this machine that takes messages, or does to them what a test asks."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """`answers` replaces what is said to a command; None hangs up instead."""

    port: int
    taken: list[bytes] = field(default_factory=list)
    answers: dict[str, bytes | None] = field(default_factory=dict)

    def serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"220 mail.example ready\r\n")
            for line in lines:
                command = line.decode("ascii", "replace").split()[0].upper()
                if not self.say(connection, command) or command == "QUIT":
                    return
                if command == "DATA" and command not in self.answers:
                    message = b"".join(iter(lines.readline, b".\r\n"))
                    self.taken.append(message)
                    if not self.say(connection, "taken"):
                        return

    def say(self, connection: socket.socket, to: str) -> bool:
        usual = {"DATA": b"354 go on", "QUIT": b"221 bye"}.get(to, b"250 well")
        answer = self.answers.get(to, usual)
        if answer is not None:
            connection.sendall(answer + b"\r\n")
        return answer is not None


@contextmanager
def mail_server() -> Iterator[MailServer]:
    listener = socket.create_server(("127.0.0.1", 0))
    running = MailServer(listener.getsockname()[1])

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=running.serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield running
    listener.close()
