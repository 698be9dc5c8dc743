import os
import stat
from pathlib import Path

import project
import pytest

from tracker import env


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(project, "ENV_FILE", tmp_path / ".env")
    for name in ("SECRET_KEY", "TIME_ZONE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / ".env"


def test_a_fresh_checkout_gets_a_key_that_only_its_owner_can_read(env_file: Path) -> None:
    project.write_secret_key()
    assert len(project.setting("SECRET_KEY")) >= 50
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600


def test_a_key_that_is_there_stays(env_file: Path) -> None:
    env_file.write_text("SECRET_KEY=kept\n")
    project.write_secret_key()
    assert env_file.read_text() == "SECRET_KEY=kept\n"


def test_other_settings_stay_when_the_key_is_added(env_file: Path) -> None:
    env_file.write_text("TIME_ZONE=Europe/Vienna")
    project.write_secret_key()
    assert project.setting("TIME_ZONE") == "Europe/Vienna"
    assert project.setting("SECRET_KEY")


def test_a_key_in_the_environment_is_enough(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "from outside")
    project.write_secret_key()
    assert not env_file.exists()


def test_the_environment_wins_over_the_file(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("LOG_LEVEL=DEBUG\nTIME_ZONE=Europe/Vienna\n")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    assert project.setting("LOG_LEVEL") == "ERROR"
    assert project.setting("TIME_ZONE", "UTC") == "Europe/Vienna"


def test_the_scripts_read_the_file_as_the_settings_do(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file.write_text("# a comment\n\nONE_NAME= 'quoted' \nOTHER_NAME=a=b\nEMPTY_NAME=\n")
    names = ["ONE_NAME", "OTHER_NAME", "EMPTY_NAME"]
    for name in names:
        monkeypatch.delenv(name, raising=False)
    env.load_env_file(env_file)
    assert project.read_env_file(env_file) == {name: os.environ[name] for name in names}
    for name in names:
        monkeypatch.delenv(name)


def test_another_projects_python_settings_do_not_reach_the_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "elsewhere.settings")
    environment = project.child_environment(PUBLIC_URL="http://127.0.0.1:8010")
    assert "PYTHONPATH" not in environment
    assert environment["DJANGO_SETTINGS_MODULE"] == "tracker.settings"
    assert environment["PUBLIC_URL"] == "http://127.0.0.1:8010"
