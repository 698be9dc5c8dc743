import signal
import subprocess
import sys
from pathlib import Path

import project
import pytest
import run_tests


def test_the_developers_own_settings_do_not_reach_the_tests(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://precious/data")
    monkeypatch.setenv("FETCH_ALLOW", "intranet")
    environment = run_tests.test_environment(tmp_path, {"REDIS_URL": "redis://127.0.0.1:1/0"})
    # Empty, not missing: an empty one also keeps `.env` out.
    assert environment["DATABASE_URL"] == ""
    assert environment["FETCH_ALLOW"] == ""
    assert environment["REDIS_URL"] == "redis://127.0.0.1:1/0"
    assert environment["DATA_DIR"] == str(tmp_path)


def test_the_output_is_passed_on_and_its_last_line_kept(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    command: list[str | Path] = [sys.executable, "-c", "print('....'); print('4 passed in 0.1s'); raise SystemExit(1)"]
    assert run_tests.run_aloud(command, project.child_environment()) == (1, "4 passed in 0.1s")
    assert capfdbinary.readouterr().out == b"....\n4 passed in 0.1s\n"


def test_a_broken_off_run_lets_pytest_close_its_fixtures(tmp_path: Path) -> None:
    source = (
        "import time\ntry:\n    print('in', flush=True)\n    time.sleep(60)\nfinally:\n    print('closed', flush=True)"
    )
    command = [sys.executable, "-c", source]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(SystemExit), run_tests.closed_in_the_end(child):
            raise SystemExit
    assert child.returncode in (1, -signal.SIGINT)


def test_our_options_are_told_from_pytests() -> None:
    options, for_pytest = run_tests.read_arguments(["--only", "sqlite", "tests/web", "-k", "search and not slow", "-x"])
    assert options.only == "sqlite"
    assert for_pytest == ["tests/web", "-k", "search and not slow", "-x"]
