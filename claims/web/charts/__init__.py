"""Numbers -> the marks of a picture, for templates to draw. Nothing here knows a request, a row or a word."""

from claims.web.charts.axis import Tick
from claims.web.charts.bars import BarChart, Column, Segment, bar_chart

__all__ = [
    "BarChart",
    "Column",
    "Segment",
    "Tick",
    "bar_chart",
]
