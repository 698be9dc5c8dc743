"""What the import contract cannot see: where rows are touched, and how large a file grows."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 400
SOURCES = sorted(
    path
    for folder in ("claims", "tracker", "tests", "bin")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
FOLDERS_OF_VIEWS = (ROOT / "claims" / "web", ROOT / "claims" / "api")
THIN = [path for path in SOURCES if {*path.parents} & {*FOLDERS_OF_VIEWS} or path.name == "tasks.py"]


def test_no_file_is_longer_than_a_person_likes_to_read() -> None:
    long = {str(path.relative_to(ROOT)): count_lines(path) for path in SOURCES if count_lines(path) > MAX_LINES}
    assert not long


@pytest.mark.parametrize("path", THIN, ids=lambda path: path.name)
def test_views_and_tasks_write_no_rows_themselves(path: Path) -> None:
    assert not re.findall(r"\.(?:save|create|update|bulk_create|delete|get_or_create)\(", path.read_text("utf-8"))


def test_nothing_works_by_signals() -> None:
    users = [
        path for path in SOURCES if re.search(r"django\.(?:db\.models|core|dispatch).*signal", path.read_text("utf-8"))
    ]
    assert users in ([], [Path(__file__)])


def test_first_party_imports_stand_at_the_top_of_their_file() -> None:
    hidden = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if re.search(r"^[ \t]+(?:from|import) (?:claims|tracker)\b", path.read_text("utf-8"), re.M)
    ]
    assert hidden == []


def count_lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())
