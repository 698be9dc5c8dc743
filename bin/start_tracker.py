"""bin/start: from a fresh checkout to a running tracker."""

import argparse
import errno
import socket
import subprocess
import time
from pathlib import Path

import project
from probe_web import complaint
from project import ROOT, VENV_PYTHON, SetupError
from setup_environment import compile_texts, install
from supervise import Child, Supervisor

QUEUES = "polling,fetching,language,ledger"
SECONDS_TO_COME_UP = 90


def main(arguments: list[str]) -> int:
    options = read_arguments(arguments)
    refuse_taken_port(options.host, options.port)
    started = time.monotonic()
    install("runtime")
    compile_texts()
    project.write_secret_key()
    public_url = project.setting("PUBLIC_URL", f"http://127.0.0.1:{options.port}")
    environment = project.child_environment(PUBLIC_URL=public_url)
    say("Preparing the database and the demo")
    manage("prepare", environment)
    manage("load_demo", environment)
    refuse_taken_port(options.host, options.port)
    watch = Watch(options.host, options.port, public_url, started)
    children = [web(options.host, options.port), *background(environment)]
    Supervisor(children, ROOT, environment, say=say).run(is_up=watch.is_up, when_up=watch.announce)
    say("Stopped.")
    return 0


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/start", description="Set everything up and serve the tracker until Ctrl-C."
    )
    parser.add_argument("--port", type=int, default=8000, help="where the web pages are served (8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (127.0.0.1); set PUBLIC_URL too for any other"
    )
    return parser.parse_args(arguments)


def say(text: str) -> None:
    print(text, flush=True)


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise SetupError(
                    f"Port {port} is taken by another program, or the tracker already runs there."
                    f" Use another one: bin/start --port {port + 1}"
                ) from error
            raise SetupError(f"Cannot listen on {host} port {port}: {error.strerror}.") from error
        except OverflowError as error:
            raise SetupError(f"There is no port {port}; choose one from 1024 to 65535.") from error


def manage(command: str, environment: dict[str, str]) -> None:
    with subprocess.Popen([VENV_PYTHON, "manage.py", command], cwd=ROOT, env=environment) as process:
        try:
            code = process.wait()
        except BaseException:
            process.terminate()
            raise
    if code:
        raise SetupError(f"manage.py {command} failed; what is wrong stands above.")


def web(host: str, port: int) -> Child:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command: list[str | Path] = [
        VENV_PYTHON,
        "-m",
        "gunicorn",
        "tracker.wsgi",
        "--bind",
        address,
        "--workers",
        "1",
        "--threads",
        "4",
    ]
    return Child(
        "The web server", [*command, "--log-level", "warning", "--graceful-timeout", "5", "--no-control-socket"]
    )


def background(environment: dict[str, str]) -> list[Child]:
    """Without Redis one process driven by the rows; with it Celery's workers, and beat to ring for them."""
    if not project.setting("REDIS_URL"):
        return [Child("Background work", [VENV_PYTHON, "manage.py", "work"])]
    celery: list[str | Path] = [VENV_PYTHON, "-m", "celery", "--quiet", "-A", "tracker"]
    level = environment.get("LOG_LEVEL", "INFO")
    schedule = project.data_dir() / "beat-schedule"
    worker = ["worker", "-Q", QUEUES, "--pool", "prefork", "-c", "2", "-l", level]
    return [
        Child("The worker", [*celery, *worker]),
        Child("The beat", [*celery, "beat", "-s", str(schedule), "-l", level]),
    ]


class Watch:
    """Waits for the first sign of life of the web server, and tells the newcomer where it is."""

    def __init__(self, host: str, port: int, public_url: str, started: float) -> None:
        self.host = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
        self.port = port
        self.public_url = public_url
        self.started = started
        self.deadline = time.monotonic() + SECONDS_TO_COME_UP

    def is_up(self) -> bool:
        trouble = complaint(self.port, self.public_url, host=self.host)
        if trouble and time.monotonic() > self.deadline:
            raise SetupError(f"The web server did not come up in {SECONDS_TO_COME_UP} s: {trouble}.")
        return not trouble

    def announce(self) -> None:
        sign_in = project.data_dir() / "sign-in.txt"
        users = sign_in.read_text(encoding="utf-8").splitlines() if sign_in.is_file() else []
        lines = [
            "",
            f"The tracker runs at  {self.public_url}   (up after {time.monotonic() - self.started:.0f} s)",
            *(["Sign in with a name and its password:"] if users else []),
            *(f"    {user}" for user in users),
            "Ctrl-C stops it.",
            "",
        ]
        say("\n".join(lines))
