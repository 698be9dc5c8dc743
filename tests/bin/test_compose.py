"""docker-compose.yml: read, and each service's command run by hand where Docker is not needed for it.

The second part lays out what the Dockerfile copies in a temporary folder, and runs there what the file says against
throwaway PostgreSQL and Redis servers.
"""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from project import ROOT, VENV
from supervise import end_processes, start_process
from throwaway_servers import NoServerError, free_port, postgres_server, redis_server

from tracker import celery_settings

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OPTIONAL_SECRETS = {"OIDC_CLIENT_SECRET"}  # a provider need not ask for one, and there need be no provider
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
LONG_RUNNING = [name for name in SERVICES if name != "prepare"]
SECRETS = {"SECRET_KEY": "only-for-this-test", "POSTGRES_PASSWORD": "only-for-this-test"}
PATIENCE = 90.0

VARIABLE = re.compile(r"\$(?:\$|\{(?P<name>\w+)(?::(?P<how>[-?])(?P<otherwise>[^}]*))?\})")


def substitute(text: str, variables: dict[str, str]) -> str:
    """What docker compose makes of ${NAME}, ${NAME:-default}, ${NAME:?message} and $$."""

    def value(found: re.Match[str]) -> str:
        if not found["name"]:
            return "$"
        if found["how"] == "?":
            return variables[found["name"]]
        return variables.get(found["name"]) or found["otherwise"] or ""

    return VARIABLE.sub(value, text)


def test_the_services_are_those_of_the_architecture() -> None:
    assert set(SERVICES) == {"db", "redis", "prepare", "web", "worker", "beat"}


def test_our_services_run_from_one_image() -> None:
    assert set(OURS) == {"prepare", "web", "worker", "beat"}
    assert {service["image"] for service in OURS.values()} == {"claim-tracker"}


def test_no_secret_has_a_value_in_the_file() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search("KEY|PASSWORD|SECRET|TOKEN", name):
                form = r"\$\{\w+:-\}" if name in OPTIONAL_SECRETS else r"\$\{\w+:\?[^}]+\}"
                assert re.fullmatch(form, value), name
    passwords = re.findall(r"://\w+:(.*)@", (ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    assert all(password.startswith("${POSTGRES_PASSWORD:?") for password in passwords)


def test_a_missing_secret_stops_docker_compose() -> None:
    with pytest.raises(KeyError):
        substitute(OURS["web"]["environment"]["SECRET_KEY"], {})


def test_our_services_pass_on_settings_that_exist() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    known = set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    for service in OURS.values():
        assert set(service["environment"]) <= known


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_each_long_running_service_has_a_health_check_and_starts_again(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_what_serves_waits_for_the_servers_and_the_preparation(name: str) -> None:
    conditions = {needed: how["condition"] for needed, how in SERVICES[name]["depends_on"].items()}
    assert conditions == {
        "db": "service_healthy",
        "redis": "service_healthy",
        "prepare": "service_completed_successfully",
    }


def test_what_must_survive_lies_on_volumes() -> None:
    volumes = [volume.split(":")[0] for name in ("db", "redis") for volume in SERVICES[name]["volumes"]]
    assert volumes == ["database", "queue"]
    assert set(volumes) == set(COMPOSE["volumes"])
    assert SERVICES["redis"]["command"][-2:] == ["--appendonly", "yes"]


def test_nothing_is_published_beyond_this_machine() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_worker_listens_to_every_queue() -> None:
    command = OURS["worker"]["command"]
    assert set(command[command.index("-Q") + 1].split(",")) == set(celery_settings.task_queues)


def test_the_image_holds_what_it_runs_and_not_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER tracker" in lines
    assert any("--require-hashes" in line and "requirements/runtime.txt" in line for line in lines)
    for source in copied_into_the_image():
        assert (ROOT / source).exists(), source


def copied_into_the_image() -> list[str]:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    return [line.split()[1] for line in lines if line.startswith("COPY ")]


def test_docker_is_handed_what_the_image_copies() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in lines if line.startswith("!")} == set(copied_into_the_image())


class Image:
    """The files of the image, the environment of its services, and what runs in it."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        self.folder = folder
        self.port = free_port()
        here = {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}",
            "HOSTNAME": socket.gethostname(),
            "HOME": str(folder),
            "PYTHONUNBUFFERED": "1",
        }
        declared = {name: substitute(value, SECRETS) for name, value in OURS["web"]["environment"].items()}
        self.environment = {**declared, **here}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def build(self) -> None:
        for source in copied_into_the_image():
            target = self.folder / source
            target.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, target)
        environment = {"PATH": self.environment["PATH"]}
        subprocess.run(
            ["python", "manage.py", "collectstatic", "--no-input"], cwd=self.folder, env=environment, check=True
        )

    def words(self, command: list[str]) -> list[str]:
        return [substitute(word, SECRETS).replace("8000", str(self.port)) for word in command]

    def start(self, name: str) -> subprocess.Popen[bytes]:
        with open(self.folder / f"{name}.log", "wb") as log:
            command = self.words(OURS[name]["command"])
            self.running[name] = start_process(
                command, cwd=self.folder, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        return self.running[name]

    def is_healthy(self, name: str) -> bool:
        kind, *words = OURS[name]["healthcheck"]["test"]
        command = self.words(words)
        shell = ["/bin/sh", "-c", *command] if kind == "CMD-SHELL" else command
        return (
            subprocess.run(shell, cwd=self.folder, env=self.environment, capture_output=True, check=False).returncode
            == 0
        )

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def wait_for(self, name: str, *, log_holds: str = "") -> None:
        deadline = time.monotonic() + PATIENCE
        while not (log_holds in self.log(name) if log_holds else self.is_healthy(name)):
            assert self.running[name].poll() is None, f"{name} ended:\n{self.log(name)}"
            assert time.monotonic() < deadline, f"{name} is not well:\n{self.log(name)}"
            time.sleep(0.2)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Image]:
    try:
        with postgres_server() as database_url, redis_server() as redis_url:
            image = Image(tmp_path_factory.mktemp("image"), database_url, redis_url)
            image.build()
            yield image
            end_processes(list(image.running.values()), grace=10)
    except NoServerError as reason:
        pytest.skip(str(reason))


def test_every_service_runs_is_healthy_and_ends_when_asked(image: Image) -> None:
    prepare = image.start("prepare")
    assert [name for name in ("web", "worker", "beat") if image.is_healthy(name)] == [], "healthy before they run"
    assert prepare.wait(PATIENCE) == 0, image.log("prepare")
    for name in ("web", "worker", "beat"):
        image.start(name)
    for name in ("web", "worker", "beat"):
        image.wait_for(name)
    for ring in celery_settings.beat_schedule.values():
        image.wait_for("beat", log_holds=f"({ring['task']})")
        image.wait_for("worker", log_holds=f"{ring['task']}[")
    for name in ("beat", "worker", "web"):
        process = image.running.pop(name)
        process.terminate()
        assert process.wait(20) == 0, image.log(name)
