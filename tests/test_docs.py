"""What the documents name exists, and what exists is named."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
COMMANDS = {path.stem for path in (ROOT / "claims" / "management" / "commands").glob("[a-z]*.py")}


def settings_in(path: Path, pattern: str) -> set[str]:
    return set(re.findall(pattern, path.read_text("utf-8"), re.M))


def test_the_settings_their_page_and_their_example_name_the_same_variables() -> None:
    read = settings_in(ROOT / "tracker" / "settings.py", r'env\.\w+\(\s*"([A-Z_]+)"')
    documented = settings_in(ROOT / "docs" / "settings.md", r"^\| `([A-Z_]+)` \|")
    exemplified = settings_in(ROOT / ".env.example", r"^#?([A-Z_]+)=")
    assert read == documented == exemplified


def test_every_command_is_documented() -> None:
    text = "\n".join(path.read_text("utf-8") for path in DOCS)
    assert {name for name in COMMANDS if f"manage.py {name}" not in text} == set()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_command_and_file_that_a_document_names_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    named = set(re.findall(r"manage\.py (\w+)", text)) - {"createsuperuser", "migrate", "changepassword"}
    assert named <= COMMANDS
    files = re.findall(r"`((?:bin|claims|docs|requirements|templates|tests|tracker)/[\w./-]*[\w/])`", text)
    assert [name for name in files if not (ROOT / name).exists()] == []
