"""Charts of numbers that a template has at hand."""

from collections.abc import Iterable

from django import template

from claims.web import charts

register = template.Library()


@register.filter
def lead_chart(days: Iterable[int]) -> charts.BarChart[charts.Length]:
    return charts.lead_chart(days)
