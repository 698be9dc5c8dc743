"""Dates as feeds and pages write them."""

from datetime import UTC, datetime

import pytest

from claims.ingest.dates import parse_date


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-05-25T14:30:00+02:00", "2026-05-25T12:30:00+00:00"),
        ("2026-05-25", "2026-05-25T00:00:00+00:00"),
        ("Mon, 25 May 2026 14:30:00 GMT", "2026-05-25T14:30:00+00:00"),
        ("Mo, 25 Jun 2018 14:00:00 +0200", "2018-06-25T12:00:00+00:00"),
        ("Mi, 03 Okt 2018 08:00 MESZ", "2018-10-03T06:00:00+00:00"),
        ("Montag, 25. März 2019, 14:05 Uhr", "2019-03-25T14:05:00+00:00"),
        ("3. Dez. 2025", "2025-12-03T00:00:00+00:00"),
        ("25.06.2018 9:07", "2018-06-25T09:07:00+00:00"),
    ],
)
def test_a_date_is_understood(text: str, moment: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.astimezone(UTC) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "text", ["", "soon", "0200-01-01", "32. Mai 2026", "25.13.2018", "Mo, 25 Foo 2018", "1.1.18", "99999999999"]
)
def test_what_is_no_plausible_date_is_none(text: str) -> None:
    assert parse_date(text) is None
