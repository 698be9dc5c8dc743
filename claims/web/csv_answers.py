"""What a picture shows, as a file for a spreadsheet."""

from collections.abc import Iterable

from django.http import HttpResponse

from claims.spreadsheet import MEDIA_TYPE, Columns, Item, csv_lines


def csv_answer(name: str, items: Iterable[Item], columns: Columns[Item]) -> HttpResponse:
    return HttpResponse(
        "".join(csv_lines(items, columns)),
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
