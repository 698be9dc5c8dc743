"""The marks of a chart of shares, from its numbers alone."""

from claims.corroborate.track_record import wilson
from claims.web.charts import ShareChart, share_chart
from claims.web.charts.axis import GROUND, TOP


def draw() -> ShareChart[str]:
    return share_chart([("May", 3, 10, wilson(3, 10)), ("June", 2, 4, None), ("July", 0, 0, None)])


def test_a_share_lies_within_its_range() -> None:
    may = draw().shares[0]
    assert may.low_y is not None
    assert may.high_y is not None
    assert TOP < may.high_y < may.y < may.low_y < GROUND


def test_what_says_nothing_has_no_mark_but_its_place() -> None:
    _, june, july = draw().shares
    assert (june.low_y, june.high_y, july.low_y) == (None, None, None)
    assert june.middle < july.middle


def test_all_of_it_is_counted_also_where_a_part_says_nothing() -> None:
    assert (draw().part, draw().whole) == (5, 14)


def test_a_chart_of_too_few_says_nothing() -> None:
    assert draw().says_something
    assert not share_chart([("June", 2, 4, None)]).says_something


def test_the_axis_goes_from_nothing_to_all() -> None:
    assert [(tick.value, tick.y) for tick in draw().ticks][:: len(draw().ticks) - 1] == [(0, GROUND), (1, TOP)]
