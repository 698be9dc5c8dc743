"""Reading settings from the environment, and from `.env` beside manage.py where the environment says nothing.

A value that is missing or malformed stops the start with a message that names the variable and the way out.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def load_env_file(path: Path) -> None:
    """Take NAME=value lines into the environment; what is set there already wins."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        name, separator, value = entry.partition("=")
        if not separator or not name.strip().isidentifier():
            raise ImproperlyConfigured(f"{path.name} line {number} is not NAME=value: {line!r}")
        os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def demand(name: str, value: str) -> None:
    """`value` says what it would be."""
    if not text(name):
        raise ImproperlyConfigured(f"{name} is not set. Put {name}=<{value}> into the environment or into .env.")


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).lower()
    if value in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return default if not value else value in ("1", "true", "yes", "on")
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def listing(name: str) -> list[str]:
    """Entries separated by commas."""
    return [entry.strip() for entry in text(name).split(",") if entry.strip()]


def mapping(name: str) -> dict[str, str]:
    """Entries of the form this=that."""
    entries = [entry.partition("=") for entry in listing(name)]
    for given, equals, meant in entries:
        if not (given and equals and meant):
            raise ImproperlyConfigured(f"{name} must look like this=that,other=that, not {text(name)!r}.")
    return {given.strip(): meant.strip() for given, _, meant in entries}


def http_url(name: str, default: str = "") -> str:
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ImproperlyConfigured(f"{name} must be an address such as https://tracker.example.org, not {value!r}.")
    return value


@dataclass(frozen=True)
class MailServer:
    """Without a host there is none."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    is_tls: bool = False  # from the start
    starts_tls: bool = False  # once the connection is open


def mail_server(name: str) -> MailServer:
    value = text(name)
    if not value:
        return MailServer()
    parts = urlsplit(value)
    try:
        port = parts.port
    except ValueError:
        port = 0
    usual_ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in usual_ports or not parts.hostname or port == 0:
        raise ImproperlyConfigured(
            f"{name} must look like smtp+tls://user:password@host:587; smtps:// is TLS from the start, smtp:// none."
        )
    return MailServer(
        host=parts.hostname,
        port=port or usual_ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
        starts_tls=parts.scheme == "smtp+tls",
    )


def database(name: str, sqlite_path: Path) -> dict[str, object]:
    """Django's settings for the database that a URL names; SQLite in one file where there is none."""
    value = text(name)
    if not value:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sqlite_path,
            "OPTIONS": {
                # A writer waits for its turn instead of failing half-way through a transaction.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(value)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/") or port == 0:
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),  # such as sslmode=require
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
