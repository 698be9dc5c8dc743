"""A deadline is the last day of the period that a text names."""

from datetime import date

import pytest

from claims.corroborate.deadlines import find_deadline

SAID = date(2026, 9, 14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wird bis Ende des dritten Quartals 2026 ausgeliefert", date(2026, 9, 30)),
        ("will ship by the end of Q3 2026", date(2026, 9, 30)),
        ("in the fourth quarter of 2026", date(2026, 12, 31)),
        ("im ersten Halbjahr 2027", date(2027, 6, 30)),
        ("in the second half of 2027", date(2027, 12, 31)),
        ("bis Mitte 2027", date(2027, 6, 30)),
        ("im März 2027", date(2027, 3, 31)),
        ("in February 2028", date(2028, 2, 29)),
        ("by the end of 2026", date(2026, 12, 31)),
        ("bis Ende 2027", date(2027, 12, 31)),
        ("im Frühjahr 2027", date(2027, 5, 31)),
        ("noch in diesem Jahr", date(2026, 12, 31)),
        ("next year", date(2027, 12, 31)),
        ("bald", None),
        ("mit 2026 Kernen", None),
    ],
)
def test_the_end_of_the_named_period_is_the_deadline(text: str, expected: date | None) -> None:
    assert find_deadline(text, SAID) == expected
