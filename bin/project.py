"""Where things are in the checkout, what the environment and `.env` say, and how the commands end."""

import os
import secrets
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
ENV_FILE = ROOT / ".env"
ENV_EXAMPLE = ROOT / ".env.example"


class SetupError(Exception):
    """Ends the command; the text says what is wrong and what to do about it."""


def run_command(main: Callable[[list[str]], int]) -> int:
    """Run a command's main function; turn what ends it into a message and an exit code."""
    end_on_signals()
    try:
        return main(sys.argv[1:])
    except SetupError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def end_on_signals() -> None:
    """Make SIGTERM and a closed terminal end the command as Ctrl-C does, so that `finally` still runs."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        # Under nohup the hang-up is ignored on purpose.
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, leave)


def read_env_file(path: Path) -> dict[str, str]:
    """The NAME=value lines of a file; the settings read `.env` by the same rules and refuse a malformed line."""
    if not path.is_file():
        return {}
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def setting(name: str, default: str = "") -> str:
    """What the product will find under this name: the environment first, then `.env`."""
    return os.environ.get(name, read_env_file(ENV_FILE).get(name, "")).strip() or default


def data_dir() -> Path:
    return ROOT / setting("DATA_DIR", "var")


def write_secret_key() -> None:
    """Give a fresh checkout its own SECRET_KEY, readable by its owner only."""
    if setting("SECRET_KEY"):
        return
    before = ENV_FILE.read_text(encoding="utf-8") if ENV_FILE.exists() else ""
    descriptor = os.open(ENV_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.fchmod(descriptor, 0o600)
    with open(descriptor, "a", encoding="utf-8") as file:
        file.write("\n" if before and not before.endswith("\n") else "")
        file.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\n")


def child_environment(**changes: str) -> dict[str, str]:
    """The environment for the product's own processes, without what another Python project may have exported."""
    foreign = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return {**kept, "PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "tracker.settings", **changes}
