"""What every test gets: static files straight from their folders, and no second reading drawn by a row's number."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import override_settings

from claims.curation import reviewing


@pytest.fixture(autouse=True, scope="session")
def _static_files_uncollected() -> Iterator[None]:
    plain = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=plain):
        yield


@pytest.fixture(autouse=True, scope="session")
def one_in_so_many_is_read_twice() -> Iterator[int]:
    """In use. In tests none is: which one hangs on row numbers, and these on the tests that ran before."""
    in_use = reviewing.SAMPLED
    with patch.object(reviewing, "SAMPLED", 2**33):
        yield in_use
