"""Numbers -> the marks of a picture, for templates to draw. Nothing here knows a request, a row or a word."""

from claims.web.charts.axis import Tick
from claims.web.charts.bars import BarChart, Column, Segment, bar_chart
from claims.web.charts.leads import Length, lead_chart
from claims.web.charts.network import NetworkPicture, draw_network
from claims.web.charts.shares import ShareChart, share_chart

__all__ = [
    "BarChart",
    "Column",
    "Length",
    "NetworkPicture",
    "Segment",
    "ShareChart",
    "Tick",
    "bar_chart",
    "draw_network",
    "lead_chart",
    "share_chart",
]
