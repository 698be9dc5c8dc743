"""The project's `.venv`, with the packages of a lock file in it.

A bare Debian has python3 but neither pip nor ensurepip, so the environment is made without pip and the pip kept in
`bin/vendor` installs into it. pip's own configuration (index, proxy, certificates) applies as everywhere else.
"""

import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import venv
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from project import ROOT, VENV, VENV_PYTHON, SetupError
from supervise import die_with_parent, end_processes

PIP_WHEEL = ROOT / "bin" / "vendor" / "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"

LOCALE = ROOT / "claims" / "locale"

# dev.txt holds all of runtime.txt (a test compares them), so installing it installs both.
ALSO_INSTALLS = {"dev": ("runtime",)}

# Stands in the environment while packages are being unpacked. pip takes a half-unpacked package for a whole one, so
# an environment in which this was left behind is thrown away.
UNFINISHED = "unfinished"

DESCRIBE_PYTHON = "import os, sys; print(sys.version.split()[0], sys.platform, os.uname().machine)"


def install(lock: str) -> None:
    """Bring `.venv` to the state of requirements/<lock>.txt; does nothing where it is there already."""
    with one_at_a_time():
        python = describe_python()
        if python is None or (VENV / UNFINISHED).exists():
            make_environment()
            python = describe_python()
        if python is None:
            raise SetupError(f"The environment in {VENV} does not run. Remove it and try again.")
        wanted = stamp(lock, python)
        if not is_stamped(lock, wanted):
            install_packages(lock)
            for name in (lock, *ALSO_INSTALLS.get(lock, ())):
                stamp_file(name).write_text(stamp(name, python), encoding="utf-8")


def lock_file(lock: str) -> Path:
    return ROOT / "requirements" / f"{lock}.txt"


def stamp_file(lock: str) -> Path:
    return VENV / f"{lock}.stamp"


def stamp(lock: str, python: str) -> str:
    """What an installed environment was made from: the lock, the Python and the kind of machine."""
    return hashlib.sha256(lock_file(lock).read_bytes() + python.encode()).hexdigest()


def is_stamped(lock: str, wanted: str) -> bool:
    return stamp_file(lock).is_file() and stamp_file(lock).read_text(encoding="utf-8") == wanted


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold back a second start or test run while the first one installs."""
    try:
        (ROOT / "var").mkdir(exist_ok=True)
        with open(ROOT / "var" / "setup.lock", "w", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise SetupError(explain(error)) from error


def describe_python() -> str | None:
    """The environment's Python version and platform, or None where there is no environment that runs."""
    if not VENV_PYTHON.exists():
        return None
    answer = subprocess.run(
        [VENV_PYTHON, "-I", "-S", "-c", DESCRIBE_PYTHON], capture_output=True, text=True, check=False
    )
    version = re.match(r"3\.(\d+)\.", answer.stdout)
    return answer.stdout.strip() if answer.returncode == 0 and version and int(version[1]) >= 11 else None


def make_environment() -> None:
    print(f"Making {VENV.relative_to(ROOT)} with Python {sys.version.split()[0]} ({sys.executable})", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    venv.create(VENV, with_pip=False, symlinks=True)


def install_packages(lock: str) -> None:
    if hashlib.sha256(PIP_WHEEL.read_bytes()).hexdigest() != PIP_SHA256:
        raise SetupError(
            f"{PIP_WHEEL.relative_to(ROOT)} is not the file it should be. Get it again: git checkout bin/vendor"
        )
    print(f"Installing the packages of requirements/{lock}.txt", flush=True)
    started = time.monotonic()
    progress = Progress(
        total=len(re.findall(r"^[\w.-]+(?:\[.*\])?==", lock_file(lock).read_text(encoding="utf-8"), re.M))
    )
    command: list[str | Path] = [
        *(VENV_PYTHON, PIP_WHEEL / "pip", "install", "--no-deps", "--require-hashes", "--only-binary", ":all:"),
        *(
            "--no-user",
            "--no-input",
            "--disable-pip-version-check",
            "--no-color",
            "--progress-bar",
            "off",
            "-r",
            lock_file(lock),
        ),
    ]
    # How much pip says is what the progress is read from.
    environment = {**os.environ, "PIP_QUIET": "0", "PIP_VERBOSE": "0"}
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=die_with_parent,
    ) as pip:
        assert pip.stdout is not None  # noqa: S101
        try:
            for line in pip.stdout:
                progress.read(line.rstrip())
        except BaseException:
            # As Ctrl-C does: pip then takes its temporary folders away.
            end_processes([pip], grace=5, ask=signal.SIGINT)
            raise
    progress.end()
    if pip.returncode:
        raise SetupError(explain_pip(list(progress.last_lines)))
    (VENV / UNFINISHED).unlink(missing_ok=True)
    print(f"{progress.count} packages in place after {time.monotonic() - started:.0f} s", flush=True)


def compile_texts() -> None:
    """Make what Django reads of the translations from what people write; it is no part of the repository."""
    command: list[str | Path] = [VENV_PYTHON, "-m", "babel.messages.frontend", "--quiet", "compile"]
    command += ["--directory", LOCALE, "--domain", "django"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise SetupError(f"The translations in {LOCALE.relative_to(ROOT)} could not be compiled.")


class Progress:
    """Turns what pip says into one line per package, or one changing line on a terminal."""

    PACKAGE = re.compile(r"(?:Collecting|Requirement already satisfied:) ([\w.\[\]-]+)==(\S+) ")
    FILE = re.compile(r"Processing \S*?([\w.]+)-([\w.]+)-[^/]*\.whl \(from -r")

    def __init__(self, total: int, out: TextIO = sys.stdout) -> None:
        self.total = total
        self.count = 0
        self.out = out
        self.last_lines: deque[str] = deque(maxlen=400)

    def read(self, line: str) -> None:
        # An index that lacks one package is no news while another one has it.
        if not line.startswith("WARNING: Location"):
            self.last_lines.append(line)
        if found := self.PACKAGE.match(line) or self.FILE.match(line):
            self.count += 1
            self.show(f"[{self.count}/{self.total}] {found[1]} {found[2]}")
        elif line.startswith("Ignoring "):
            self.total -= 1
        elif line.startswith("Installing collected packages"):
            (VENV / UNFINISHED).touch()
            self.show(f"[{self.count}/{self.total}] all fetched and checked, unpacking")
        elif line.startswith("WARNING: Retrying"):
            self.show(f"[{self.count}/{self.total}] no answer, trying again")

    def show(self, text: str) -> None:
        if self.out.isatty():
            width = shutil.get_terminal_size().columns
            self.out.write(f"\r{text[: width - 1]}\x1b[K")
        else:
            self.out.write(f"{text}\n")
        self.out.flush()

    def end(self) -> None:
        if self.out.isatty():
            self.out.write("\r\x1b[K")


def explain_pip(lines: list[str]) -> str:
    """pip's last words, and what they usually mean."""
    said = "\n".join(lines)
    causes = {
        r"No space left|Errno 28": "The disk is full: the environment needs about 600 MB.",
        r"Permission denied|Errno 13|Read-only file system": f"{ROOT} must be writable for you.",
        r"DO NOT MATCH THE HASHES": "A package is not the one that was locked. Try again, then tell the maintainers.",
        r"CERTIFICATE|SSLError": "The index's certificate is not trusted here; PIP_CERT names those to trust.",
        r"Retrying|NewConnectionError|ProxyError|timed out|name resolution": "The package index does not answer."
        " Check the network; a proxy or an own index goes into PIP_PROXY, PIP_INDEX_URL or pip's configuration.",
        r"No matching distribution": "This Python or machine has no ready-made package. Python 3.11 to 3.14 on Linux"
        " (glibc 2.28 or newer, x86-64 or ARM64) or macOS has them; docker compose is the other way.",
    }
    cause = next((text for pattern, text in causes.items() if re.search(pattern, said)), "")
    last = "\n".join(f"  {line[:160]}" for line in lines[-6:] if line.strip())
    return f"The packages could not be installed. pip said last:\n{last}\n{cause}".rstrip()


def explain(error: OSError) -> str:
    return (
        f"{error.strerror or error}: {error.filename or ROOT}\nThe checkout must be writable, with about 600 MB free."
    )
