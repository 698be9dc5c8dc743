"""What must be set before the product runs, and what runs without."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import env

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The product's code without an `.env`, as it is before anybody set anything."""
    shutil.copy(ROOT / "manage.py", tmp_path)
    shutil.copytree(ROOT / "tracker", tmp_path / "tracker", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "claims").symlink_to(ROOT / "claims")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    return tmp_path


def run_python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False, input=""
    )


def test_the_stages_run_where_nothing_is_set(checkout: Path) -> None:
    line = '{"id": 1, "text": "“It works,” said Ada Lind."}'
    (checkout / "line.jsonl").write_text(line, "utf-8")
    ran = run_python(checkout, "manage.py", "extract", "line.jsonl")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Ada Lind" in ran.stdout


def test_what_serves_pages_asks_for_the_key_that_signs_sessions(checkout: Path) -> None:
    ran = run_python(checkout, "-c", "import tracker.wsgi")
    assert ran.returncode != 0
    assert "SECRET_KEY is not set. Put SECRET_KEY=" in ran.stderr


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", env.MailServer()),
        ("smtp://mail.example", env.MailServer("mail.example", 25)),
        ("smtps://mail.example", env.MailServer("mail.example", 465, is_tls=True)),
        (
            "smtp+tls://ada:k%40tze@mail.example:2525",
            env.MailServer("mail.example", 2525, "ada", "k@tze", starts_tls=True),
        ),
    ],
)
def test_the_mail_server_is_read_from_its_url(
    url: str, server: env.MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    assert env.mail_server("EMAIL_URL") == server


@pytest.mark.parametrize("url", ["mail.example", "https://mail.example", "smtp://", "smtp://mail.example:port"])
def test_a_url_of_no_mail_server_is_refused_with_one_that_would_be(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match=r"EMAIL_URL must look like smtp\+tls://user:password@host:587"):
        env.mail_server("EMAIL_URL")


def test_groups_and_their_roles_are_read_from_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIDC_ROLES", "newsroom=curator, desk = analyst")
    assert env.mapping("OIDC_ROLES") == {"newsroom": "curator", "desk": "analyst"}
    monkeypatch.setenv("OIDC_ROLES", "newsroom")
    with pytest.raises(ImproperlyConfigured, match="OIDC_ROLES must look like this=that"):
        env.mapping("OIDC_ROLES")


def test_a_provider_needs_the_name_under_which_it_knows_us(checkout: Path) -> None:
    (checkout / ".env").write_text("OIDC_ISSUER=https://id.example", "utf-8")
    ran = run_python(checkout, "-c", "import tracker.settings")
    assert ran.returncode != 0
    assert "OIDC_CLIENT_ID is not set. Put OIDC_CLIENT_ID=" in ran.stderr
