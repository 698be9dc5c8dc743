"""The scripts must be readable for the old Python that may be the first on the path."""

import ast
import os
import sys
from pathlib import Path

import find_python
import pytest

BIN = Path(find_python.__file__).parent


def launcher(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["start", "test", "check", "find_python.py"])
def test_what_runs_before_the_switch_is_readable_for_an_old_python(name: str) -> None:
    ast.parse((BIN / name).read_text(encoding="utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize("name", ["start", "test", "check"])
def test_each_script_can_be_executed(name: str) -> None:
    assert os.access(BIN / name, os.X_OK)


def test_this_python_will_do() -> None:
    assert find_python.runs(sys.executable)


def test_a_launcher_without_a_python_behind_it_will_not_do(tmp_path: Path) -> None:
    dead = launcher(tmp_path, "python3.13", "echo 'version 3.13 is not installed' >&2; exit 127")
    assert not find_python.runs(str(dead))
    assert not find_python.runs(str(tmp_path / "missing"))


def test_candidates_are_looked_for_in_every_folder_of_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        folder.mkdir()
        launcher(folder, "python3.12", "exit 1")
    monkeypatch.setenv("PATH", f"{folders[0]}:{tmp_path / 'none'}:{folders[1]}")
    assert find_python.on_path("python3.12") == [str(folder / "python3.12") for folder in folders]


def test_an_old_python_hands_over_to_the_newest_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    launcher(tmp_path, "python3.14", "exit 127")
    launcher(tmp_path, "python3.13", "exit 0")
    launcher(tmp_path, "python3.12", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    became: list[str] = []
    monkeypatch.setattr(os, "execv", lambda path, _arguments: became.append(path))
    monkeypatch.setattr(find_python, "runs", lambda path: "3.13" in path or "3.12" in path)
    with pytest.raises(SystemExit):  # the real execv does not come back
        find_python.use_recent_python()
    assert became[0] == str(tmp_path / "python3.13")


def test_without_a_recent_python_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(find_python, "runs", lambda _path: False)
    with pytest.raises(SystemExit, match=r"(?s)too old.*apt-get install python3"):
        find_python.use_recent_python()
