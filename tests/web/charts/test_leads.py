"""Lead times sorted into lengths."""

import pytest

from claims.web.charts.leads import LENGTHS, lead_chart


@pytest.mark.parametrize("days", [0, 1, 7, 8, 30, 31, 90, 91, 365, 366, 4000])
def test_every_lead_time_falls_into_one_length(days: int) -> None:
    assert [length.holds(days) for length in LENGTHS].count(True) == 1


def test_a_chart_counts_the_lead_times_of_each_length() -> None:
    assert [column.total for column in lead_chart([0, 3, 7, 400]).columns] == [1, 2, 0, 0, 0, 1]
