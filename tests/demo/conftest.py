"""The demo, loaded once for all tests of this folder and rolled back after them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from claims.demo.load import load_demo
from claims.demo.web import CONTENT


def read_expected() -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((CONTENT / "expected.json").read_text("utf-8"))
    return expected


def read_known_failures(name: str) -> dict[str, str]:
    """What is still wrong, and why: a case leaves this table when it passes."""
    path = Path(__file__).parent.parent / "cases" / "demo" / f"{name}.json"
    failures: dict[str, str] = json.loads(path.read_text("utf-8"))
    return failures


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(lambda _progress: None)
        yield
        transaction.set_rollback(True)
