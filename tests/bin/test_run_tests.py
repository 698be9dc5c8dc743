import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import run_tests
from find_chromium import find_chromium


def test_the_developers_own_settings_do_not_reach_the_tests(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://precious/data")
    monkeypatch.setenv("FETCH_ALLOW", "intranet")
    environment = run_tests.test_environment(tmp_path, {"REDIS_URL": "redis://127.0.0.1:1/0"})
    # Empty, not missing: an empty one also keeps `.env` out.
    assert environment["DATABASE_URL"] == ""
    assert environment["FETCH_ALLOW"] == ""
    assert environment["REDIS_URL"] == "redis://127.0.0.1:1/0"
    assert environment["DATA_DIR"] == str(tmp_path)


def test_the_output_is_passed_on_and_its_last_line_kept(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    command = [sys.executable, "-c", "print('....'); print('4 passed in 0.1s'); raise SystemExit(1)"]
    with (
        open(tmp_path / "output", "wb") as writes,
        open(tmp_path / "output", "rb") as printed,
        subprocess.Popen(command, stdout=writes) as child,
    ):
        assert run_tests.follow(child, printed) == "4 passed in 0.1s"
    assert child.returncode == 1
    assert capfdbinary.readouterr().out == b"....\n4 passed in 0.1s\n"


def test_a_broken_off_run_lets_pytest_close_its_fixtures_and_shows_it(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    source = "import time\ntry:\n    print('in', flush=True)\n    time.sleep(60)\nfinally:\n    print('closed')"
    output = tmp_path / "output"
    with (
        open(output, "wb") as writes,
        open(output, "rb") as printed,
        subprocess.Popen([sys.executable, "-c", source], stdout=writes, stderr=subprocess.DEVNULL) as child,
    ):
        while not output.stat().st_size:
            time.sleep(0.01)
        with pytest.raises(SystemExit), run_tests.closed_in_the_end(child, printed):
            raise SystemExit
    assert child.returncode in (1, -signal.SIGINT)
    assert capfdbinary.readouterr().out == b"in\nclosed\n"


def test_our_options_are_told_from_pytests() -> None:
    options, for_pytest = run_tests.read_arguments(["--only", "sqlite", "tests/web", "-k", "search and not slow", "-x"])
    assert options.only == "sqlite"
    assert for_pytest == ["tests/web", "-k", "search and not slow", "-x"]


@pytest.mark.parametrize(
    ("words", "rounds"),
    [
        (["-k", "search"], {"sqlite", "postgresql", "browser"}),
        (["tests/web", "tests/api/test_limits.py"], {"sqlite", "postgresql"}),
        (["tests/browser/test_review.py", "-x"], {"browser"}),
        (["tests/browser", "tests/web"], {"sqlite", "postgresql", "browser"}),
    ],
)
def test_only_the_rounds_that_the_named_tests_need_are_run(words: list[str], rounds: set[str]) -> None:
    assert run_tests.rounds_for(words) == rounds


def test_without_a_chromium_the_browser_tests_are_not_run_and_it_is_said_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_CHROMIUM", "no-such-browser")
    outcome = run_tests.run_in_browser([])
    assert outcome.passed
    assert outcome.outcome.startswith("not run: no Chromium (TRACKER_CHROMIUM is no-such-browser")


def test_the_chromium_of_the_path_is_found_under_any_of_its_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TRACKER_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    browser = tmp_path / "google-chrome"
    browser.touch(mode=0o755)
    assert find_chromium() == str(browser)
