import io
from pathlib import Path

import pytest
import setup_environment
from project import ROOT, SetupError


class Installer:
    """Stands for the environment and pip; remembers what was asked of them."""

    def __init__(self, folder: Path) -> None:
        self.venv = folder / ".venv"
        self.python: str | None = "3.12.4 linux x86_64"
        self.made = 0
        self.installed: list[str] = []

    def make_environment(self) -> None:
        self.made += 1
        self.venv.mkdir(exist_ok=True)
        for left_over in self.venv.iterdir():
            left_over.unlink()
        self.python = self.python or "3.12.4 linux x86_64"

    def describe_python(self) -> str | None:
        return self.python if self.venv.is_dir() else None


@pytest.fixture
def installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installer:
    installer = Installer(tmp_path)
    (tmp_path / "requirements").mkdir()
    for lock in ("runtime", "dev", "servers"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}-package==1.0\n")
    monkeypatch.setattr(setup_environment, "ROOT", tmp_path)
    monkeypatch.setattr(setup_environment, "VENV", installer.venv)
    monkeypatch.setattr(setup_environment, "make_environment", installer.make_environment)
    monkeypatch.setattr(setup_environment, "describe_python", installer.describe_python)
    monkeypatch.setattr(setup_environment, "install_packages", installer.installed.append)
    return installer


def test_a_second_start_installs_nothing(installer: Installer) -> None:
    setup_environment.install("runtime")
    setup_environment.install("runtime")
    assert installer.installed == ["runtime"]
    assert installer.made == 1


def test_a_changed_lock_is_installed_into_the_same_environment(installer: Installer) -> None:
    setup_environment.install("runtime")
    setup_environment.lock_file("runtime").write_text("runtime-package==1.1\n")
    setup_environment.install("runtime")
    assert installer.installed == ["runtime", "runtime"]
    assert installer.made == 1


def test_another_python_in_the_environment_is_installed_for(installer: Installer) -> None:
    setup_environment.install("runtime")
    installer.python = "3.13.0 linux x86_64"
    setup_environment.install("runtime")
    assert installer.installed == ["runtime", "runtime"]


def test_what_the_tests_need_is_enough_to_start(installer: Installer) -> None:
    setup_environment.install("dev")
    setup_environment.install("runtime")
    assert installer.installed == ["dev"]


def test_what_the_start_needs_is_not_enough_for_the_tests(installer: Installer) -> None:
    setup_environment.install("runtime")
    setup_environment.install("dev")
    setup_environment.install("servers")
    assert installer.installed == ["runtime", "dev", "servers"]


def test_an_environment_left_half_unpacked_is_made_anew(installer: Installer) -> None:
    setup_environment.install("dev")
    (installer.venv / setup_environment.UNFINISHED).touch()
    setup_environment.install("runtime")
    assert installer.made == 2
    assert installer.installed == ["dev", "runtime"]


def test_an_environment_whose_python_is_gone_is_made_anew(installer: Installer) -> None:
    setup_environment.install("runtime")
    installer.python = None
    setup_environment.install("runtime")
    assert installer.made == 2


def test_a_failed_install_is_tried_again(installer: Installer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_lock: str) -> None:
        raise SetupError("no network")

    with monkeypatch.context() as broken:
        broken.setattr(setup_environment, "install_packages", fail)
        with pytest.raises(SetupError):
            setup_environment.install("runtime")
    setup_environment.install("runtime")
    assert installer.installed == ["runtime"]


def test_a_folder_that_cannot_be_written_is_named(installer: Installer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_lock: str) -> None:
        raise PermissionError(13, "Permission denied", str(installer.venv))

    monkeypatch.setattr(setup_environment, "install_packages", fail)
    with pytest.raises(SetupError, match=r"Permission denied: .*\.venv\nThe checkout must be writable"):
        setup_environment.install("runtime")


def test_a_damaged_pip_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = ROOT / "damaged.whl"
    monkeypatch.setattr(setup_environment, "PIP_WHEEL", wheel)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"half a wheel")
    with pytest.raises(SetupError, match=r"damaged\.whl is not the file it should be"):
        setup_environment.install_packages("runtime")


SAID_BY_PIP = """\
Looking in indexes: https://packages.example/simple
Ignoring tomli: markers 'python_version < "3.11"' don't match your environment
WARNING: Location 'file:///mirror/django/' is ignored: it is neither a file nor a directory.
Collecting django==5.2.19 (from -r requirements/runtime.txt (line 3))
  Downloading django-5.2.19-py3-none-any.whl (8.1 MB)
Processing /mirror/babel-2.18.0-py3-none-any.whl (from -r requirements/runtime.txt (line 9))
Requirement already satisfied: psycopg[binary]==3.3.9 in .venv/lib (from -r requirements/runtime.txt (line 12))
Collecting nh3==0.3.8 (from -r requirements/runtime.txt (line 14))
"""


def test_progress_is_one_line_per_package_where_there_is_no_terminal() -> None:
    out = io.StringIO()
    progress = setup_environment.Progress(total=5, out=out)
    for line in SAID_BY_PIP.splitlines():
        progress.read(line)
    assert out.getvalue().splitlines() == [
        "[1/4] django 5.2.19",
        "[2/4] babel 2.18.0",
        "[3/4] psycopg[binary] 3.3.9",
        "[4/4] nh3 0.3.8",
    ]


def test_progress_is_one_changing_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: True)
    progress = setup_environment.Progress(total=5, out=out)
    for line in SAID_BY_PIP.splitlines():
        progress.read(line)
    progress.end()
    assert "\n" not in out.getvalue()
    assert out.getvalue().endswith("\r[4/4] nh3 0.3.8\x1b[K\r\x1b[K")


def test_from_the_moment_pip_unpacks_the_environment_counts_as_unfinished(installer: Installer) -> None:
    installer.make_environment()
    setup_environment.Progress(total=1, out=io.StringIO()).read("Installing collected packages: django")
    assert (installer.venv / setup_environment.UNFINISHED).exists()


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError'", "does not answer"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied", "must be writable"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one that was locked"),
        ("ERROR: No matching distribution found for lxml==6.1.3", "no ready-made package"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "PIP_CERT"),
    ],
)
def test_pips_last_words_are_explained(said: str, meaning: str) -> None:
    explained = setup_environment.explain_pip(["Collecting django==5.2.19", said])
    assert said in explained
    assert meaning in explained.splitlines()[-1]
