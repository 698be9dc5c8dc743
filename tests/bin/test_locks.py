"""The lock files serve every Python, name no address, and agree with each other."""

import re

import pytest
from setup_environment import lock_file

LOCKS = ["runtime", "dev", "servers", "browser"]


def pins(lock: str) -> dict[str, str]:
    lines = lock_file(lock).read_text(encoding="utf-8").splitlines()
    found = [re.match(r"([\w.-]+)(?:\[.*?\])?==(\S+)(.*?)\\?$", line) for line in lines]
    return {line[1]: f"{line[2]}{line[3].strip()}" for line in found if line}


def test_everything_that_the_start_needs_comes_with_what_the_tests_need() -> None:
    """Of one version, and under no condition that the runtime does not have."""
    dev = pins("dev")
    assert [name for name, pin in pins("runtime").items() if dev.get(name) not in (pin, pin.partition(";")[0])] == []


@pytest.mark.parametrize("lock", ["servers", "browser"])
def test_what_is_installed_besides_does_not_change_what_is_there(lock: str) -> None:
    shared = pins(lock).keys() & pins("dev").keys()
    assert all(pins(lock)[name] == pins("dev")[name] for name in shared)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    assert not re.search(r"://|--(extra-)?index|--find-links| @ ", lock_file(lock).read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_locked_by_its_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", lock_file(lock).read_text(encoding="utf-8").strip())
    assert entries
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
