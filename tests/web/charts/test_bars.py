"""The marks of a chart of bars, from its numbers alone."""

from itertools import pairwise

import pytest

from claims.web.charts import bar_chart
from claims.web.charts.axis import GROUND, TOP, WIDTH, ticks_up_to

WEEKS = [("first", {"echoed": 2, "denied": 1}), ("second", {}), ("third", {"echoed": 4})]


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (20, [0, 5, 10, 15, 20]),
        (21, [0, 10, 20, 30]),
        (1234, [0, 500, 1000, 1500]),
    ],
)
def test_an_axis_goes_in_round_steps_to_just_above_the_most(most: int, ticks: list[int]) -> None:
    assert ticks_up_to(most) == ticks


def test_parts_stand_on_one_another_without_gap() -> None:
    first, *_ = bar_chart(WEEKS, ["echoed", "denied"]).columns
    low, high = first.segments
    assert (low.series, high.series) == ("echoed", "denied")
    assert low.y + low.height == GROUND
    assert high.y + high.height == low.y
    assert low.height == 2 * high.height


def test_the_highest_line_is_at_the_top_and_all_bars_below_it() -> None:
    chart = bar_chart(WEEKS, ["echoed", "denied"])
    assert (chart.ticks[-1].value, chart.ticks[-1].y) == (4, TOP)
    assert all(part.y >= TOP for column in chart.columns for part in column.segments)


def test_columns_share_the_width_in_their_order_and_do_not_touch() -> None:
    columns = bar_chart(WEEKS, ["echoed", "denied"]).columns
    assert [column.place for column in columns] == ["first", "second", "third"]
    assert all(left.x + left.width < right.x for left, right in pairwise(columns))
    assert columns[-1].x + columns[-1].width < WIDTH


def test_what_is_not_there_has_no_bar() -> None:
    chart = bar_chart(WEEKS, ["echoed", "denied"])
    assert chart.columns[1].segments == ()
    assert (chart.total, chart.peak.place, chart.peak.total) == (7, "third", 4)


def test_a_chart_of_nothing_still_has_its_ground() -> None:
    chart = bar_chart([("first", {})], ["echoed"])
    assert (chart.total, chart.ticks[0].y) == (0, GROUND)
